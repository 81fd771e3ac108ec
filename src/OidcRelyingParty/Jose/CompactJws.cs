using System.Text;
using System.Text.Json;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Jose;

/// <summary>
/// A signed JWT in compact serialization (<see href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515, 7.1</see>),
/// read strictly and not yet verified. Header members that carry or point to keys (<c>jwk</c>, <c>jku</c>, <c>x5u</c>,
/// <c>x5c</c>) are never looked at.
/// </summary>
internal sealed class CompactJws
{
    /// <summary>The longest text that is read, in characters. Entra's largest ID tokens stay well under half of it.</summary>
    public const int MaxLength = 64 * 1024;

    private CompactJws(
        JsonElement header, JsonElement payload, string algorithm, string? keyId, string? type, byte[] signingInput, byte[] signature)
    {
        Header = header;
        Payload = payload;
        Algorithm = algorithm;
        KeyId = keyId;
        Type = type;
        SigningInput = signingInput;
        Signature = signature;
    }

    /// <summary>The <c>alg</c> header; never empty and never a spelling of <c>none</c>.</summary>
    public string Algorithm { get; }

    /// <summary>The <c>kid</c> header, or <see langword="null"/> when absent.</summary>
    public string? KeyId { get; }

    /// <summary>The <c>typ</c> header, or <see langword="null"/> when absent.</summary>
    public string? Type { get; }

    /// <summary>The whole protected header.</summary>
    public JsonElement Header { get; }

    /// <summary>The claims. Nothing may be believed of them before the signature is verified.</summary>
    public JsonElement Payload { get; }

    /// <summary>What is signed: the first two segments as they came, with the dot between them.</summary>
    public byte[] SigningInput { get; }

    /// <summary>The signature; not empty.</summary>
    public byte[] Signature { get; }

    /// <summary>Reads the text. On refusal the answer is <see langword="null"/> and <paramref name="fault"/> says why.</summary>
    public static CompactJws? Parse(string text, out JoseFault fault)
    {
        if (text.Length > MaxLength)
        {
            fault = JoseFault.TooLarge;
            return null;
        }

        var dots = text.AsSpan().Count('.');
        if (dots != 2)
        {
            fault = dots == 4 ? JoseFault.Encrypted : JoseFault.Format;
            return null;
        }

        var headerEnd = text.IndexOf('.', StringComparison.Ordinal);
        var payloadEnd = text.LastIndexOf('.');

        // The header first: what it says (none, crit, b64) is a better answer than what then looks wrong with the rest.
        fault = JoseHeader.Read(text.AsSpan(0, headerEnd), out var header, out var algorithm);
        if (fault != JoseFault.None)
        {
            return null;
        }

        fault = JoseFault.Format;
        if (!StrictJson.TryGetString(header, "kid"u8, out var keyId)
            || !StrictJson.TryGetString(header, "typ"u8, out var type)
            || !StrictJson.TryGetString(header, "cty"u8, out var contentType)
            || JoseHeader.IsNestedContentType(contentType)
            || !StrictBase64Url.TryDecode(text.AsSpan(payloadEnd + 1), out var signature)
            || signature.Length == 0
            || !StrictBase64Url.TryDecode(text.AsSpan(headerEnd + 1, payloadEnd - headerEnd - 1), out var payloadBytes)
            || !StrictJson.TryParseObject(payloadBytes, out var payload))
        {
            return null;
        }

        fault = JoseFault.None;
        return new CompactJws(header, payload, algorithm, keyId, type, Encoding.ASCII.GetBytes(text, 0, payloadEnd), signature);
    }
}
