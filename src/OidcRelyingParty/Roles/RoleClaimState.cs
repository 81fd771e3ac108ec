namespace OidcRelyingParty.Roles;

/// <summary>What became of reading a role claim.</summary>
public enum RoleClaimState
{
    /// <summary>It was there in the configured shape; it may hold no value.</summary>
    Read,

    /// <summary>It was not there, or was null: the user has no such values.</summary>
    Missing,

    /// <summary>It was there in another shape than configured, so that its values cannot be told.</summary>
    WrongShape,

    /// <summary>The provider says that it left the values out, usually because they are too many (overage).</summary>
    LeftOut,

    /// <summary>The document that should hold it was not asked for, or could not be had.</summary>
    Unavailable,
}
