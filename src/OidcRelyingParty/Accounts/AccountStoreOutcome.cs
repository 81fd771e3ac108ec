namespace OidcRelyingParty.Accounts;

/// <summary>What became of a change that an <see cref="IAccountStore"/> was asked for.</summary>
public enum AccountStoreOutcome
{
    /// <summary>It was made.</summary>
    Done,

    /// <summary>Nothing was changed: the login leads to an account already.</summary>
    LoginExists,

    /// <summary>Nothing was changed: another account of the tenant has the user id, or the user name.</summary>
    NameTaken,

    /// <summary>Nothing was changed: the account is not any more as it was read, or gone.</summary>
    Conflict,

    /// <summary>Nothing was changed: the tenant would be left without an enabled account that has the role.</summary>
    LastHolder,
}
