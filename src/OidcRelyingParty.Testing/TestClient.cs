namespace OidcRelyingParty.Testing;

/// <summary>A relying party as it is registered at the provider.</summary>
public sealed class TestClient
{
    /// <summary>The client's identifier.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client's secret; null for a public client or one with keys.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The redirect URIs; compared exactly.</summary>
    public IList<string> RedirectUris { get; init; } = [];

    /// <summary>Where a browser may be sent after sign-out; compared exactly.</summary>
    public IList<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>
    /// The one accepted way to authenticate: <c>client_secret_basic</c> (default), <c>client_secret_post</c>,
    /// <c>client_secret_jwt</c>, <c>private_key_jwt</c> or <c>none</c>.
    /// </summary>
    public string TokenEndpointAuthMethod { get; set; } = "client_secret_basic";

    /// <summary>The algorithm a client assertion must have; null (default) for any that fits the method.</summary>
    public string? TokenEndpointAuthSigningAlgorithm { get; set; }

    /// <summary>The client's public signing keys, a key set in JSON, for <c>private_key_jwt</c>.</summary>
    public string? Jwks { get; set; }

    /// <summary>The algorithm of ID tokens: RS, PS, ES or HS with 256, 384 or 512; <c>none</c> for unsigned. Default RS256.</summary>
    public string IdTokenSigningAlgorithm { get; set; } = "RS256";

    /// <summary>How ID tokens are encrypted; null (default) for not at all.</summary>
    public IdTokenEncryption? IdTokenEncryption { get; set; }

    /// <summary>Whether UserInfo answers with a signed JWT. Default false.</summary>
    public bool UserInfoSigned { get; set; }

    /// <summary>Whether the ID token carries the user's claims, not only UserInfo. Default false.</summary>
    public bool ClaimsInIdToken { get; set; }

    /// <summary>Whether the user is asked for consent, once in a session. Default false.</summary>
    public bool ConsentRequired { get; set; }

    /// <summary>Whether an authorization request without a code challenge is refused. Default true; a challenge is always verified.</summary>
    public bool RequirePkce { get; set; } = true;

    /// <summary>Whether the token endpoint gives refresh tokens. Default true.</summary>
    public bool RefreshTokens { get; set; } = true;

    /// <summary>Where logout tokens go; null (default) for nowhere.</summary>
    public string? BackchannelLogoutUri { get; set; }

    /// <summary>What the sign-out page loads in a frame; null (default) for nothing.</summary>
    public string? FrontchannelLogoutUri { get; set; }

    internal static TestClient CreateDefault() =>
        new() { ClientId = "quickstart", ClientSecret = "quickstart-secret-0123456789-0123456789-0123456789" };
}
