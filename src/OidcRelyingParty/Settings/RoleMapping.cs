namespace OidcRelyingParty.Settings;

/// <summary>How claims become roles of the application. By default no claim does.</summary>
/// <remarks>Values are compared character by character: <c>Admin</c> and <c>admin</c> are two values, in every culture.</remarks>
public sealed record RoleMapping
{
    /// <summary>No claim gives a role.</summary>
    public static RoleMapping None { get; } = new();

    /// <summary>
    /// Where the values are: the names of claims, or paths into them with a dot between the members, such as <c>groups</c>,
    /// <c>realm_access.roles</c> or <c>resource_access.my-app.roles</c>. A claim whose whole name contains dots wins over a path.
    /// Each holds a string or a list of strings.
    /// </summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>Which value gives which role. Several values may give one role, and one value several roles.</summary>
    public IReadOnlyList<RoleRule> Rules { get; init; } = [];

    /// <summary>What a value that no rule names means. Default: nothing.</summary>
    public UnmappedRoleValue Unmapped { get; init; } = UnmappedRoleValue.Ignore;
}
