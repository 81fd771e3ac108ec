namespace OidcRelyingParty.Accounts;

/// <summary>What accounts can be looked up by, besides their logins.</summary>
public enum AccountProperty
{
    /// <summary><see cref="Account.UserId"/>.</summary>
    UserId,

    /// <summary><see cref="Account.UserName"/>.</summary>
    UserName,

    /// <summary><see cref="Account.Email"/>, verified or not.</summary>
    Email,

    /// <summary>One of <see cref="Account.Roles"/>.</summary>
    Role,
}
