using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace OidcRelyingParty.Wire;

/// <summary>
/// base64url as JOSE has it (<see href="https://www.rfc-editor.org/rfc/rfc7515#section-2">RFC 7515, 2</see>): one text for one
/// sequence of bytes. The platform's decoder also takes padding and whitespace.
/// </summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Decodes the text; the empty text is no bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 == 1 || text.ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        // The platform refuses bits that the last character carries beyond the last byte (RFC 4648, 3.5), but only this overload
        // says so without throwing.
        var decoded = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, decoded, out _, out var written) != OperationStatus.Done || written != decoded.Length)
        {
            return false;
        }

        bytes = decoded;
        return true;
    }
}
