using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Jose;

/// <summary>
/// Reads public Ed25519 keys (<see href="https://www.rfc-editor.org/rfc/rfc8037#section-2">RFC 8037, 2</see>). Whether the point
/// is a sound one is for the extension to say that can compute with it.
/// </summary>
internal static class OkpKeyReader
{
    private const int KeyLength = 32;
    private const int SignatureLength = 64;

    /// <summary>Reads the key, or answers <see langword="null"/> when it is not of that shape.</summary>
    public static VerificationKey? Read(JsonElement jwk, string? keyId, string? algorithm, string? issuer)
    {
        if (!StrictJson.TryGetString(jwk, "crv"u8, out var curve)
            || curve != "Ed25519"
            || JsonWebKeyReader.ReadBytes(jwk, "x"u8) is not { Length: KeyLength } x
            || !JwkCertificate.Agrees(jwk, () => x))
        {
            return null;
        }

        var text = Base64Url.EncodeToString(x);
        return new VerificationKey
        {
            KeyId = keyId,
            Algorithm = algorithm,
            Issuer = issuer,
            KeyType = KeyTypes.Okp,
            Curve = curve,
            SignatureLength = SignatureLength,
            SecurityKey = new JsonWebKey { Kty = KeyTypes.Okp, Crv = curve, X = text, Kid = keyId },
            Thumbprint = JwkThumbprint.Compute($$"""{"crv":"Ed25519","kty":"OKP","x":"{{text}}"}"""),
        };
    }
}
