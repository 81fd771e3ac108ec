using System.Text.Json;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Jose;

/// <summary>The strict reading of a JOSE header (<see href="https://www.rfc-editor.org/rfc/rfc7515#section-4">RFC 7515, 4</see>).</summary>
internal static class JoseHeader
{
    /// <summary>Reads the header and what must hold of any header: a usable <c>alg</c>, no <c>crit</c>, no <c>zip</c>.</summary>
    public static JoseFault Read(ReadOnlySpan<char> segment, out JsonElement header, out string algorithm)
    {
        algorithm = string.Empty;
        header = default;
        if (!StrictBase64Url.TryDecode(segment, out var bytes) || !StrictJson.TryParseObject(bytes, out header))
        {
            return JoseFault.Format;
        }

        // RFC 7515, 4.1.11: no extension is understood here, so any list is one that must be refused. An empty list is forbidden
        // by the same section. "b64" (RFC 7797) without "crit" is a signature over something other than what we would read.
        if (header.TryGetProperty("crit"u8, out _) || header.TryGetProperty("b64"u8, out _))
        {
            return JoseFault.Critical;
        }

        if (!StrictJson.TryGetString(header, "alg"u8, out var alg) || string.IsNullOrEmpty(alg) || IsNone(alg))
        {
            return JoseFault.Algorithm;
        }

        // Compression before encryption is a bomb (CVE-2024-21319) and leaks lengths; with a signature it means nothing.
        if (header.TryGetProperty("zip"u8, out _))
        {
            return JoseFault.Format;
        }

        algorithm = alg;
        return JoseFault.None;
    }

    /// <summary>
    /// Whether <c>cty</c> says that the content is a JWT again
    /// (<see href="https://www.rfc-editor.org/rfc/rfc7519#section-5.2">RFC 7519, 5.2</see>).
    /// </summary>
    public static bool IsNestedContentType(string? contentType) =>
        string.Equals(contentType, "JWT", StringComparison.OrdinalIgnoreCase)
        || string.Equals(contentType, "application/jwt", StringComparison.OrdinalIgnoreCase);

    // "NoNe", "none " and "none\0" have all passed for something else than "none" somewhere (RFC 8725bis, case variants).
    private static bool IsNone(ReadOnlySpan<char> algorithm)
    {
        while (!algorithm.IsEmpty && (char.IsWhiteSpace(algorithm[^1]) || char.IsControl(algorithm[^1])))
        {
            algorithm = algorithm[..^1];
        }

        return algorithm.TrimStart().Equals("none", StringComparison.OrdinalIgnoreCase);
    }
}
