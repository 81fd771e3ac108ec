using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Jose;

/// <summary>
/// Decrypts an encrypted JWT to the signed one inside
/// (<see href="https://www.rfc-editor.org/rfc/rfc7516#section-5.2">RFC 7516, 5.2</see>).
/// </summary>
internal static class JweDecryptor
{
    private const int MaxTried = 5;

    /// <summary>
    /// Decrypts with the key that has the token's <c>kid</c>, or, when no key has it, with those that fit. Whatever goes wrong
    /// with a key that fits is <see cref="JoseFault.Decryption"/>.
    /// </summary>
    public static bool TryDecrypt(string text, IReadOnlyList<SecurityKey> keys, [NotNullWhen(true)] out string? inner, out JoseFault fault)
    {
        inner = null;
        if (CompactJwe.Parse(text, out fault) is not { } jwe)
        {
            return false;
        }

        fault = JoseFault.Key;
        foreach (var key in Select(jwe, keys))
        {
            if (Decrypt(jwe, key) is { } content)
            {
                // An encrypted token in an encrypted token is nothing a provider sends, only something to make us work.
                fault = Ascii.IsValid(content) && content.AsSpan().Count((byte)'.') != 4 ? JoseFault.None : JoseFault.Format;
                inner = fault == JoseFault.None ? Encoding.ASCII.GetString(content) : null;
                return inner is not null;
            }

            fault = JoseFault.Decryption;
        }

        return false;
    }

    // Unlike a signature, the "kid" cannot mislead us here: a wrong key decrypts nothing. Providers are known to send theirs.
    private static IEnumerable<SecurityKey> Select(CompactJwe jwe, IReadOnlyList<SecurityKey> keys)
    {
        var named = jwe.KeyId is not null && keys.Any(key => key.KeyId == jwe.KeyId);
        return keys.Where(key => (!named || key.KeyId == jwe.KeyId) && jwe.Management.Fits(key)).Take(MaxTried);
    }

    private static byte[]? Decrypt(CompactJwe jwe, SecurityKey key)
    {
        try
        {
            return jwe.Encryption.Decrypt(jwe, FindContentKey(jwe, key));
        }
        catch (Exception exception) when (exception is CryptographicException or SecurityTokenException)
        {
            return null;
        }
    }

    // RFC 7516, 11.5: a content key that cannot be had is replaced by a random one, so that its failure takes as long as any other.
    private static byte[] FindContentKey(CompactJwe jwe, SecurityKey key)
    {
        byte[]? contentKey = null;
        try
        {
            contentKey = jwe.Management.FindContentKey(jwe, key);
        }
        catch (Exception exception) when (exception is CryptographicException or SecurityTokenException)
        {
            // The random key below is the answer.
        }

        return contentKey is { } found && found.Length == jwe.Encryption.KeyLength
            ? found
            : RandomNumberGenerator.GetBytes(jwe.Encryption.KeyLength);
    }
}
