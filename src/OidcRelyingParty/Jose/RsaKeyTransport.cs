using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Jose;

/// <summary>
/// The content key encrypted with RSA-OAEP (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-4.3">RFC 7518, 4.3</see>).
/// Through the platform, because Microsoft.IdentityModel 8.16 does not know RSA-OAEP-256.
/// </summary>
internal sealed class RsaKeyTransport(string algorithm) : KeyManagement
{
    private const int MinKeySize = 2048;

    private readonly RSAEncryptionPadding _padding =
        algorithm == "RSA-OAEP-256" ? RSAEncryptionPadding.OaepSHA256 : RSAEncryptionPadding.OaepSHA1;

    /// <inheritdoc/>
    public override bool Fits(SecurityKey key) => key.KeySize >= MinKeySize && key switch
    {
        RsaSecurityKey rsa => rsa.PrivateKeyStatus != PrivateKeyStatus.DoesNotExist,
        X509SecurityKey { PrivateKey: RSA } => true,
        JsonWebKey { Kty: KeyTypes.Rsa, HasPrivateKey: true } => true,
        _ => false,
    };

    /// <inheritdoc/>
    public override byte[]? FindContentKey(CompactJwe jwe, SecurityKey key)
    {
        switch (key)
        {
            case RsaSecurityKey { Rsa: { } theirs }:
                return theirs.Decrypt(jwe.EncryptedKey, _padding);
            case X509SecurityKey { PrivateKey: RSA theirs }:
                return theirs.Decrypt(jwe.EncryptedKey, _padding);
            default:
                using (var rsa = RSA.Create(key is JsonWebKey jwk ? ReadPrivateKey(jwk) : ((RsaSecurityKey)key).Parameters))
                {
                    return rsa.Decrypt(jwe.EncryptedKey, _padding);
                }
        }
    }

    private static RSAParameters ReadPrivateKey(JsonWebKey jwk) => new()
    {
        Modulus = Base64UrlEncoder.DecodeBytes(jwk.N),
        Exponent = Base64UrlEncoder.DecodeBytes(jwk.E),
        D = Base64UrlEncoder.DecodeBytes(jwk.D),
        P = Base64UrlEncoder.DecodeBytes(jwk.P),
        Q = Base64UrlEncoder.DecodeBytes(jwk.Q),
        DP = Base64UrlEncoder.DecodeBytes(jwk.DP),
        DQ = Base64UrlEncoder.DecodeBytes(jwk.DQ),
        InverseQ = Base64UrlEncoder.DecodeBytes(jwk.QI),
    };
}
