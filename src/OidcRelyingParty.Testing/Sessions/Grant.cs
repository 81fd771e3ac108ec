namespace OidcRelyingParty.Testing.Sessions;

/// <summary>What a user gave to a client at one sign-in: every code and token of it stands and falls with it.</summary>
internal sealed class Grant(AuthorizationRequest request, ProviderSession session)
{
    public AuthorizationRequest Request { get; } = request;

    public ProviderSession Session { get; } = session;

    public volatile bool Revoked;
}
