namespace OidcRelyingParty.Settings;

/// <summary>What becomes of a user whose roles cannot be told from the claims.</summary>
public enum UnknownRolesBehavior
{
    /// <summary>The session has no roles from claims; what is stored with the account stays as it is.</summary>
    NoneThisTime,

    /// <summary>The session has the roles stored with the account.</summary>
    KeepStored,

    /// <summary>The sign-in is refused, save the super administrator's.</summary>
    RefuseSignIn,
}
