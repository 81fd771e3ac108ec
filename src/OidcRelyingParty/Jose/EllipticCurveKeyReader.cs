using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Jose;

/// <summary>
/// Reads public keys on the NIST curves (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-6.2.1">RFC 7518, 6.2.1</see>).
/// secp256k1 is not one of them.
/// </summary>
internal static class EllipticCurveKeyReader
{
    private const byte UncompressedPoint = 4;

    /// <summary>Reads the key, or answers <see langword="null"/> when it is not a point on a curve we know.</summary>
    public static VerificationKey? Read(JsonElement jwk, string? keyId, string? algorithm, string? issuer)
    {
        if (!StrictJson.TryGetString(jwk, "crv"u8, out var name)
            || EllipticCurve.Find(name) is not { } curve
            || JsonWebKeyReader.ReadBytes(jwk, "x"u8) is not { } x
            || JsonWebKeyReader.ReadBytes(jwk, "y"u8) is not { } y
            || x.Length != curve.CoordinateLength || y.Length != curve.CoordinateLength
            || !JwkCertificate.Agrees(jwk, () => [UncompressedPoint, .. x, .. y])
            || Import(curve, x, y) is not { } ecdsa)
        {
            return null;
        }

        return new VerificationKey
        {
            KeyId = keyId,
            Algorithm = algorithm,
            Issuer = issuer,
            KeyType = KeyTypes.EllipticCurve,
            Curve = curve.Name,
            SignatureLength = 2 * curve.CoordinateLength,
            SecurityKey = new ECDsaSecurityKey(ecdsa) { KeyId = keyId },
            Thumbprint = JwkThumbprint.Compute(
                $$"""{"crv":"{{curve.Name}}","kty":"EC","x":"{{Base64Url.EncodeToString(x)}}","y":"{{Base64Url.EncodeToString(y)}}"}"""),
        };
    }

    private static ECDsa? Import(EllipticCurve curve, byte[] x, byte[] y)
    {
        try
        {
            return ECDsa.Create(new ECParameters { Curve = curve.Parameters, Q = new ECPoint { X = x, Y = y } });
        }
        catch (CryptographicException)
        {
            // The point is not on the curve.
            return null;
        }
    }
}
