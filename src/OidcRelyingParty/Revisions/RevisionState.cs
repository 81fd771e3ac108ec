namespace OidcRelyingParty.Revisions;

/// <summary>What a revision of settings is at the moment.</summary>
public enum RevisionState
{
    /// <summary>Saved; no sign-in uses it.</summary>
    Draft,

    /// <summary>Saved, and a test sign-in with exactly this revision succeeded.</summary>
    Tested,

    /// <summary>In force.</summary>
    Active,

    /// <summary>It was in force once.</summary>
    Former,
}
