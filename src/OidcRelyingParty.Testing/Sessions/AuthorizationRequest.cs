namespace OidcRelyingParty.Testing.Sessions;

/// <summary>An authorization request that passed every check.</summary>
internal sealed record AuthorizationRequest(TestClient Client, string RedirectUri, string? State, string ResponseMode)
{
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<string> Prompts { get; init; } = [];

    public string? Nonce { get; init; }

    public string? CodeChallenge { get; init; }

    public TimeSpan? MaxAge { get; init; }

    public string? Acr { get; init; }

    public string? LoginHint { get; init; }
}
