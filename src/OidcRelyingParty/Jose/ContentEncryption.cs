using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Jose;

/// <summary>A content encryption algorithm (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-5.1">RFC 7518, 5.1</see>).</summary>
/// <param name="Name">The <c>enc</c> on the wire.</param>
/// <param name="KeyLength">The exact length of the content key, in bytes.</param>
/// <param name="InitializationVectorLength">The exact length of the initialization vector, in bytes.</param>
/// <param name="TagLength">The exact length of the tag, in bytes. The platform would take a shorter one (CVE-2018-1000539).</param>
internal sealed record ContentEncryption(string Name, int KeyLength, int InitializationVectorLength, int TagLength)
{
    private static readonly ContentEncryption[] All =
    [
        new("A128GCM", 16, 12, 16),
        new("A192GCM", 24, 12, 16),
        new("A256GCM", 32, 12, 16),
        new("A128CBC-HS256", 32, 16, 16),
        new("A192CBC-HS384", 48, 16, 24),
        new("A256CBC-HS512", 64, 16, 32),
    ];

    private bool IsGcm => Name.EndsWith("GCM", StringComparison.Ordinal);

    /// <summary>Finds the algorithm by its <c>enc</c>, or <see langword="null"/>.</summary>
    public static ContentEncryption? Find(string? name) => Array.Find(All, encryption => encryption.Name == name);

    /// <summary>Decrypts the content, or throws what the platform or the library throws when it is not authentic.</summary>
    /// <exception cref="CryptographicException">The content is not authentic.</exception>
    /// <exception cref="SecurityTokenException">The content is not authentic.</exception>
    public byte[] Decrypt(CompactJwe jwe, byte[] key)
    {
        if (jwe.InitializationVector.Length != InitializationVectorLength || jwe.Tag.Length != TagLength || jwe.Ciphertext.Length == 0)
        {
            throw new CryptographicException();
        }

        if (!IsGcm)
        {
            using var provider = new AuthenticatedEncryptionProvider(new SymmetricSecurityKey(key), Name);
            return provider.Decrypt(jwe.Ciphertext, jwe.AdditionalData, jwe.InitializationVector, jwe.Tag);
        }

        // Microsoft.IdentityModel 8.16 does not create a provider for GCM.
        var content = new byte[jwe.Ciphertext.Length];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(jwe.InitializationVector, jwe.Ciphertext, jwe.Tag, content, jwe.AdditionalData);
        return content;
    }
}
