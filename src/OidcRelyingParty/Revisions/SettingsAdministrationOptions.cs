namespace OidcRelyingParty.Revisions;

/// <summary>How settings may be changed; what the host's developer decides.</summary>
public sealed class SettingsAdministrationOptions
{
    /// <summary>When a saved revision counts. Default: on save. Settings that switch sign-in off always count at once.</summary>
    public ActivationPolicy Activation { get; set; }

    /// <summary>Whether the live provider must agree with settings that switch sign-in on before they count. Default: true.</summary>
    public bool ProbeBeforeActivation { get; set; } = true;

    /// <summary>
    /// How long a revision put in force waits for somebody to confirm it before the one before is in force again; null for no such wait. Default: null;
    /// from 1 minute to 1 day.
    /// </summary>
    public TimeSpan? ConfirmWithin { get; set; }
}
