namespace OidcRelyingParty.Discovery;

/// <summary>
/// What a provider says about itself, as far as a code flow needs it, checked
/// (<see href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata">Discovery, section 3</see>).
/// </summary>
internal sealed record ProviderMetadata
{
    /// <summary>The issuer as the provider writes it: what every token must say.</summary>
    public required string Issuer { get; init; }

    public required Uri AuthorizationEndpoint { get; init; }

    public required Uri TokenEndpoint { get; init; }

    public required Uri JwksUri { get; init; }

    public Uri? UserInfoEndpoint { get; init; }

    public Uri? EndSessionEndpoint { get; init; }

    public Uri? RevocationEndpoint { get; init; }

    /// <summary>Empty when not stated, which means <c>client_secret_basic</c>.</summary>
    public IReadOnlyList<string> TokenEndpointAuthMethods { get; init; } = [];

    public IReadOnlyList<string> TokenEndpointAuthSigningAlgorithms { get; init; } = [];

    /// <summary>Whether every authorization response carries <c>iss</c> (<see href="https://www.rfc-editor.org/rfc/rfc9207">RFC 9207</see>).</summary>
    public bool AuthorizationResponseIssuer { get; init; }
}
