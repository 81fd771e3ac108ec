namespace OidcRelyingParty.Settings;

/// <summary>How claims become roles of the application. By default no claim does.</summary>
public sealed record RoleMapping
{
    /// <summary>No claim gives a role.</summary>
    public static RoleMapping None { get; } = new();

    /// <summary>Where the values are, in the order in which they are looked at.</summary>
    public IReadOnlyList<RoleClaim> Claims { get; init; } = [];

    /// <summary>Which value gives which role, in their order. Several values may give one role, and one value several roles.</summary>
    public IReadOnlyList<RoleRule> Rules { get; init; } = [];

    /// <summary>
    /// How values are compared with those of the rules. Default: character by character, so that <c>Admin</c> and <c>admin</c> are two values. Never
    /// by a culture's rules.
    /// </summary>
    public RoleValueComparison Comparison { get; init; }

    /// <summary>Whether every rule that fits counts, or only the first of them. Default: every rule.</summary>
    public RoleStrategy Strategy { get; init; }

    /// <summary>What a value that no rule names means. Default: nothing.</summary>
    public UnmappedRoleValue Unmapped { get; init; } = UnmappedRoleValue.Ignore;

    /// <summary>The roles of a user to whom no rule gave one, where <see cref="WhenNone"/> says so. Default: none.</summary>
    public IReadOnlyList<string> DefaultRoles { get; init; } = [];

    /// <summary>What becomes of a user to whom no rule gave a role. Default: the default roles, which are none unless named.</summary>
    public NoRolesBehavior WhenNone { get; init; }

    /// <summary>
    /// What becomes of a user whose roles cannot be told: the provider left the list out because it was too long (overage), or the claim has another
    /// shape than configured. That is not the same as no roles. Default: none this time, and what is stored stays.
    /// </summary>
    public UnknownRolesBehavior WhenUnknown { get; init; }

    /// <summary>When the claims decide about the roles of an account. Default: at every sign-in. Without accounts it is always every sign-in.</summary>
    public RoleAuthority Authority { get; init; }
}
