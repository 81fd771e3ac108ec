namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>The signature algorithms the provider knows.</summary>
internal static class Algorithms
{
    public static readonly string[] All =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "HS256", "HS384", "HS512"];

    public static bool IsSymmetric(string algorithm) => algorithm.StartsWith("HS", StringComparison.Ordinal);

    /// <summary>The key for what is sent to a client; null for unsigned.</summary>
    public static TestSigningKey? FindKey(TestSigningKeys keys, TestClient client) => FindKey(keys, client, client.IdTokenSigningAlgorithm);

    /// <summary>The key for an algorithm; null for unsigned.</summary>
    public static TestSigningKey? FindKey(TestSigningKeys keys, TestClient client, string name) => name switch
    {
        "none" => null,
        var algorithm when IsSymmetric(algorithm) => TestSigningKey.FromSecret(client.ClientSecret ?? "", algorithm),
        var algorithm => keys[algorithm],
    };
}
