using System.Net;

namespace OidcRelyingParty.Wire;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> text, in which none of the parameters we look at may come twice (RFC 6749, section 3.1).</summary>
internal static class StrictForm
{
    /// <summary>The values of the named parameters; null, and the name, when one comes twice. Others are ignored.</summary>
    public static Dictionary<string, string>? Read(string encoded, ReadOnlySpan<string> names, out string? duplicate)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in encoded.AsSpan().Split('&'))
        {
            var pair = encoded.AsSpan()[range];
            var equals = pair.IndexOf('=');
            var name = WebUtility.UrlDecode((equals < 0 ? pair : pair[..equals]).ToString());
            if (names.Contains(name) && !values.TryAdd(name, equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..].ToString())))
            {
                duplicate = name;
                return null;
            }
        }

        duplicate = null;
        return values;
    }
}
