using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Jose;

/// <summary>Reads public RSA keys (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-6.3.1">RFC 7518, 6.3.1</see>).</summary>
internal static class RsaKeyReader
{
    // Below, forgery is within reach (RFC 7518, 3.3); above, each verification is a gift to whoever sends tokens.
    private const int MinModulusBits = 2048;
    private const int MaxModulusBits = 8192;
    private const int MaxExponentBits = 32;

    /// <summary>Reads the key, or answers <see langword="null"/> when its numbers are not those of a sound key.</summary>
    public static VerificationKey? Read(JsonElement jwk, string? keyId, string? algorithm, string? issuer)
    {
        // RFC 7518, 6.3.1.1 warns that some libraries put a zero byte in front; the number is the same.
        var modulus = JsonWebKeyReader.ReadBytes(jwk, "n"u8).AsSpan().TrimStart((byte)0).ToArray();
        var exponent = JsonWebKeyReader.ReadBytes(jwk, "e"u8).AsSpan().TrimStart((byte)0).ToArray();
        if (!IsSound(modulus, exponent))
        {
            return null;
        }

        var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        if (!JwkCertificate.Agrees(jwk, () => ExportPublicKey(parameters)))
        {
            return null;
        }

        return new VerificationKey
        {
            KeyId = keyId,
            Algorithm = algorithm,
            Issuer = issuer,
            KeyType = KeyTypes.Rsa,
            SignatureLength = modulus.Length,
            SecurityKey = new RsaSecurityKey(parameters) { KeyId = keyId },
            Thumbprint = JwkThumbprint.Compute(
                $$"""{"e":"{{Base64Url.EncodeToString(exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(modulus)}}"}"""),
        };
    }

    // An exponent of 1 makes every padded block its own signature; an even one has no inverse; a huge one is slow.
    private static bool IsSound(byte[] modulus, byte[] exponent)
    {
        var modulusBits = CountBits(modulus);
        var exponentBits = CountBits(exponent);
        return modulusBits is >= MinModulusBits and <= MaxModulusBits
            && exponentBits is >= 2 and <= MaxExponentBits
            && (modulus[^1] & exponent[^1] & 1) == 1;
    }

    private static int CountBits(byte[] number) => number.Length == 0 ? 0 : (8 * (number.Length - 1)) + BitOperations.Log2(number[0]) + 1;

    private static byte[] ExportPublicKey(RSAParameters parameters)
    {
        using var rsa = RSA.Create(parameters);
        return rsa.ExportRSAPublicKey();
    }
}
