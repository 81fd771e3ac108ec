namespace OidcRelyingParty.Revisions;

/// <summary>What somebody did to settings.</summary>
public enum SettingsAction
{
    /// <summary>Saved a revision as a draft.</summary>
    Saved,

    /// <summary>Signed in with a draft, as a test.</summary>
    Tested,

    /// <summary>Put a revision in force.</summary>
    Activated,

    /// <summary>Confirmed the revision in force.</summary>
    Confirmed,

    /// <summary>Put the revision before in force again.</summary>
    RolledBack,
}
