using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace OidcRelyingParty.Jose;

/// <summary>
/// The certificate in a JWK (<see href="https://www.rfc-editor.org/rfc/rfc7517#section-4.7">RFC 7517, 4.7</see>). It adds nothing to
/// our trust, which comes from where the key set was fetched; but one that contradicts the key means that two readers of the
/// same JWK would trust two different keys.
/// </summary>
internal static class JwkCertificate
{
    /// <summary>Whether <c>x5c</c> is absent, or its first certificate holds exactly this key.</summary>
    public static bool Agrees(JsonElement jwk, Func<byte[]> getPublicKey)
    {
        if (!jwk.TryGetProperty("x5c"u8, out var chain))
        {
            return true;
        }

        if (chain.ValueKind != JsonValueKind.Array || chain.GetArrayLength() == 0
            || chain[0].ValueKind != JsonValueKind.String || !chain[0].TryGetBytesFromBase64(out var encoded))
        {
            return false;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(encoded);
            return certificate.PublicKey.EncodedKeyValue.RawData.AsSpan().SequenceEqual(getPublicKey());
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
