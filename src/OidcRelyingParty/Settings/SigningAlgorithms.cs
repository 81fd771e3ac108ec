namespace OidcRelyingParty.Settings;

/// <summary>The signature algorithms that settings accept for tokens of their provider.</summary>
internal static class SigningAlgorithms
{
    private static readonly string[] Default =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"];

    /// <summary>Those the settings name, else the default set. The provider's metadata never widens the list.</summary>
    public static IReadOnlyList<string> AcceptedBy(OidcSettings settings) => settings.IdTokenSigningAlgorithms is { Count: > 0 } named ? named : Default;
}
