namespace OidcRelyingParty.Settings;

/// <summary>What a value of a role claim means that no <see cref="RoleRule"/> names.</summary>
public enum UnmappedRoleValue
{
    /// <summary>Nothing: a role must be configured to be given.</summary>
    Ignore,

    /// <summary>The role of the same name: the provider's administrators then decide which roles exist here. One with control characters still means nothing.</summary>
    IsRole,
}
