namespace OidcRelyingParty.Settings;

/// <summary>What becomes of a user to whom no rule gave a role.</summary>
public enum NoRolesBehavior
{
    /// <summary>The user has <see cref="RoleMapping.DefaultRoles"/>.</summary>
    DefaultRoles,

    /// <summary>The user has no role at all.</summary>
    NoRoles,

    /// <summary>The sign-in is refused, save the super administrator's.</summary>
    RefuseSignIn,
}
