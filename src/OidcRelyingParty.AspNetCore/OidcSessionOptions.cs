namespace OidcRelyingParty;

/// <summary>How sessions are checked and renewed; what the host's developer decides.</summary>
public sealed class OidcSessionOptions
{
    /// <summary>
    /// How long a node relies on what it last read of a session: a session that ended on another node is over here after at most this time. No
    /// matter for sessions in memory. Default: 2 seconds; from zero to 1 minute.
    /// </summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Renew the tokens of a session when its access token ends and a refresh token is there, at the next request that uses the session. A user
    /// who was disabled, or lost a role, at the provider then loses the session, or the role, with the access token. Default: true.
    /// </summary>
    public bool RenewAutomatically { get; set; } = true;

    /// <summary>
    /// How long before the access token ends it counts as ended, but never for more than half of its lifetime. Default: 30 seconds; from zero to
    /// 5 minutes.
    /// </summary>
    public TimeSpan RenewBefore { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What becomes of a session that should be renewed while the provider cannot be asked. Default: it goes on.</summary>
    public UnavailableProviderPolicy WhenProviderUnavailable { get; set; } = UnavailableProviderPolicy.KeepSession;
}
