namespace OidcRelyingParty.Testing.Sessions;

/// <summary>What a user gave to a client at one sign-in: every code and token of it stands and falls with it.</summary>
internal sealed class Grant(AuthorizationRequest request, ProviderSession session)
{
    private volatile bool _revoked;

    public AuthorizationRequest Request { get; } = request;

    public ProviderSession Session { get; } = session;

    public bool Revoked => _revoked;

    public void Revoke() => _revoked = true;
}
