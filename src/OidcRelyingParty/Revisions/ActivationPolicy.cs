namespace OidcRelyingParty.Revisions;

/// <summary>When a saved revision counts.</summary>
public enum ActivationPolicy
{
    /// <summary>At once, when it is valid and the live provider agrees with it.</summary>
    OnSave,

    /// <summary>When somebody has signed in with exactly this revision, as a test, and then activates it.</summary>
    AfterTest,
}
