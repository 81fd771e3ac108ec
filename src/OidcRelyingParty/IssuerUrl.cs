using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace OidcRelyingParty;

/// <summary>
/// The identifier of an OpenID provider: a URL without query or fragment, compared as text, character by character
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core, section 2</see>).
/// </summary>
/// <remarks>Not a <see cref="Uri"/>, which would add a slash to a bare host and so change the identifier.</remarks>
public sealed record IssuerUrl
{
    internal const string WellKnownPath = "/.well-known/openid-configuration";

    private const int MaxLength = 2048;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\?#@ ");

    private IssuerUrl(string value) => Value = value;

    /// <summary>The identifier exactly as it was written.</summary>
    public string Value { get; }

    /// <summary>
    /// Where the provider publishes its metadata
    /// (<see href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest">Discovery, section 4.1</see>).
    /// </summary>
    public Uri MetadataAddress => new(Value.TrimEnd('/') + WellKnownPath);

    /// <summary>Reads an issuer.</summary>
    /// <param name="text">An absolute <c>https</c> or <c>http</c> URL without user, query and fragment, up to 2,048 characters.</param>
    /// <exception cref="FormatException">It is not one.</exception>
    public static IssuerUrl Parse(string text) =>
        TryParse(text, out var issuer) ? issuer : throw new FormatException("An issuer is an absolute https URL without query and fragment.");

    /// <summary>Reads an issuer; false when <paramref name="text"/> is not an absolute http(s) URL without user, query and fragment.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IssuerUrl? issuer)
    {
        issuer = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength || text.AsSpan().ContainsAny(Forbidden) || text.Any(char.IsControl))
        {
            return false;
        }

        // The scheme is checked on the text: "//host" would otherwise be read as a file URL on Linux.
        if (!text.StartsWith("https://", StringComparison.Ordinal) && !text.StartsWith("http://", StringComparison.Ordinal))
        {
            return false;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return false;
        }

        issuer = new IssuerUrl(text);
        return true;
    }

    /// <summary>The identifier as text.</summary>
    public override string ToString() => Value;
}
