using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>Private JSON Web Keys as PEM files, which is what the host reads.</summary>
internal static class PrivateKeyFile
{
    public static async Task<string> WriteAsync(string path, JsonElement jwk)
    {
        using AsymmetricAlgorithm key = jwk.GetProperty("kty").GetString() == "RSA" ? RsaKey(jwk) : EcKey(jwk);
        await File.WriteAllTextAsync(path, key.ExportPkcs8PrivateKeyPem());
        return path;
    }

    private static RSA RsaKey(JsonElement jwk) => RSA.Create(new RSAParameters
    {
        Modulus = Bytes(jwk, "n"),
        Exponent = Bytes(jwk, "e"),
        D = Bytes(jwk, "d"),
        P = Bytes(jwk, "p"),
        Q = Bytes(jwk, "q"),
        DP = Bytes(jwk, "dp"),
        DQ = Bytes(jwk, "dq"),
        InverseQ = Bytes(jwk, "qi"),
    });

    private static ECDsa EcKey(JsonElement jwk) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Bytes(jwk, "x"), Y = Bytes(jwk, "y") },
        D = Bytes(jwk, "d"),
    });

    private static byte[] Bytes(JsonElement jwk, string name) => Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString());
}
