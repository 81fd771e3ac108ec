namespace OidcRelyingParty.Settings;

/// <summary>When claims decide about the roles of an account.</summary>
public enum RoleAuthority
{
    /// <summary>At every sign-in: roles are given and taken away.</summary>
    EverySignIn,

    /// <summary>When the account is made; afterwards the application decides.</summary>
    FirstSignIn,
}
