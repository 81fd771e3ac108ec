using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OidcRelyingParty.Testing.Jose;

/// <summary>Keys that stand in a key set and must never be used.</summary>
internal static class DecoyKeys
{
    // Made once in a process: they sign nothing, so sharing them tells nobody anything, and RSA keys take time.
    public static readonly Lazy<JsonObject[]> All = new(() => [.. Create()]);

    private static IEnumerable<JsonObject> Create()
    {
        yield return WithoutAlgorithm(TestSigningKey.Create("RS256", "decoy-rsa"), "sig");
        yield return WithoutAlgorithm(TestSigningKey.Create("ES256", "decoy-p256"), "sig");
        yield return Octets("EC", "secp256k1", "decoy-secp256k1", withY: true);
        yield return Octets("OKP", "Ed25519", "decoy-ed25519", withY: false);
        yield return WithoutAlgorithm(TestSigningKey.Create("RS256", "decoy-rsa-enc"), "enc");
        yield return WithoutAlgorithm(TestSigningKey.Create("ES256", "decoy-p256-enc"), "enc");
    }

    private static JsonObject WithoutAlgorithm(TestSigningKey key, string use)
    {
        var jwk = key.ToPublicJwk();
        jwk.Remove("alg");
        jwk["use"] = use;
        return jwk;
    }

    // Nobody can check a signature of these here, so random coordinates do.
    private static JsonObject Octets(string type, string curve, string keyId, bool withY)
    {
        var jwk = new JsonObject { ["kty"] = type, ["crv"] = curve, ["kid"] = keyId, ["use"] = "sig", ["x"] = Random() };
        if (withY)
        {
            jwk["y"] = Random();
        }

        return jwk;
    }

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
