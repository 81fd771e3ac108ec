using System.Text;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Jose;

/// <summary>
/// An encrypted JWT in compact serialization (<see href="https://www.rfc-editor.org/rfc/rfc7516#section-7.1">RFC 7516, 7.1</see>),
/// read strictly and not yet decrypted. <c>RSA1_5</c>, <c>PBES2</c>, <c>dir</c> and compression are refused.
/// </summary>
internal sealed class CompactJwe
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    private CompactJwe(
        KeyManagement management, ContentEncryption encryption, string? keyId, byte[] additionalData, ReadOnlySpan<byte[]> parts)
    {
        Management = management;
        Encryption = encryption;
        KeyId = keyId;
        AdditionalData = additionalData;
        (EncryptedKey, InitializationVector, Ciphertext, Tag) = (parts[0], parts[1], parts[2], parts[3]);
    }

    /// <summary>How the content key reaches us: the <c>alg</c>, with the header members that go with it.</summary>
    public KeyManagement Management { get; }

    /// <summary>How the content is encrypted: the <c>enc</c>.</summary>
    public ContentEncryption Encryption { get; }

    /// <summary>The <c>kid</c> header, or <see langword="null"/> when absent.</summary>
    public string? KeyId { get; }

    /// <summary>What is authenticated besides the content: the first segment as it came.</summary>
    public byte[] AdditionalData { get; }

    /// <summary>The encrypted content key; empty when the key is agreed on directly.</summary>
    public byte[] EncryptedKey { get; }

    /// <summary>The initialization vector.</summary>
    public byte[] InitializationVector { get; }

    /// <summary>The encrypted content.</summary>
    public byte[] Ciphertext { get; }

    /// <summary>The authentication tag.</summary>
    public byte[] Tag { get; }

    /// <summary>Reads the text. On refusal the answer is <see langword="null"/> and <paramref name="fault"/> says why.</summary>
    public static CompactJwe? Parse(string text, out JoseFault fault)
    {
        if (text.Length > MaxLength)
        {
            fault = JoseFault.TooLarge;
            return null;
        }

        if (text.AsSpan().Count('.') != 4)
        {
            fault = JoseFault.Format;
            return null;
        }

        var segments = text.Split('.');
        fault = JoseHeader.Read(segments[0], out var header, out var algorithm);
        if (fault != JoseFault.None)
        {
            return null;
        }

        if (!StrictJson.TryGetString(header, "enc"u8, out var enc) || ContentEncryption.Find(enc) is not { } encryption)
        {
            fault = JoseFault.Algorithm;
            return null;
        }

        fault = KeyManagement.Read(header, algorithm, out var management);
        if (management is null)
        {
            return null;
        }

        var parts = new byte[4][];
        if (!StrictJson.TryGetString(header, "kid"u8, out var keyId)
            || !StrictJson.TryGetString(header, "typ"u8, out _)
            || !StrictJson.TryGetString(header, "cty"u8, out _)
            || !TryDecode(segments.AsSpan(1), parts))
        {
            fault = JoseFault.Format;
            return null;
        }

        return new CompactJwe(management, encryption, keyId, Encoding.ASCII.GetBytes(segments[0]), parts);
    }

    private static bool TryDecode(ReadOnlySpan<string> segments, byte[][] parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (!StrictBase64Url.TryDecode(segments[i], out var bytes))
            {
                return false;
            }

            parts[i] = bytes;
        }

        return true;
    }
}
