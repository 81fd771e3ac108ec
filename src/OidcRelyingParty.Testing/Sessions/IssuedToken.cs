namespace OidcRelyingParty.Testing.Sessions;

/// <summary>A code, an access token or a refresh token.</summary>
internal sealed class IssuedToken(Grant grant, DateTimeOffset expiresAt)
{
    private int _used;

    public Grant Grant { get; } = grant;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>True for the first caller only.</summary>
    public bool TryUse() => Interlocked.Exchange(ref _used, 1) == 0;
}
