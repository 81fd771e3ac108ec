namespace OidcRelyingParty.Discovery;

/// <summary>
/// What a provider says it can do, beyond what sign-ins read; kept by nobody. Null for what it does not state, which the standard lets it leave
/// open (<see href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata">Discovery, section 3</see>).
/// </summary>
internal sealed record ProviderCapabilities
{
    public IReadOnlyList<string>? AcrValues { get; init; }

    public IReadOnlyList<string>? Claims { get; init; }

    public IReadOnlyList<string>? CodeChallengeMethods { get; init; }

    public IReadOnlyList<string>? GrantTypes { get; init; }

    public IReadOnlyList<string>? IdTokenSigningAlgorithms { get; init; }

    public IReadOnlyList<string>? ResponseModes { get; init; }

    public IReadOnlyList<string>? ResponseTypes { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Members of these that are there and are no lists of texts; they count as not stated.</summary>
    public required IReadOnlyList<string> Unreadable { get; init; }
}
