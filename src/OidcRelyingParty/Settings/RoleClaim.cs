namespace OidcRelyingParty.Settings;

/// <summary>One place where values are that become roles.</summary>
/// <param name="Path">
/// The name of a claim, or a path into it with a dot between the members, such as <c>groups</c>, <c>realm_access.roles</c> or
/// <c>resource_access.my-app.roles</c>. A claim whose whole name contains dots wins over a path.
/// </param>
public sealed record RoleClaim(string Path)
{
    /// <summary>Which document holds it. Default: the ID token, completed by UserInfo.</summary>
    public RoleClaimSource Source { get; init; }

    /// <summary>Which shape the claim has; any other is not guessed at. Default: a text, or a list of texts.</summary>
    public RoleClaimShape Shape { get; init; }

    /// <summary>What separates the values of <see cref="RoleClaimShape.Delimited"/>. Default: a space.</summary>
    public string Delimiter { get; init; } = " ";

    /// <summary>The member of each object that holds the value, for <see cref="RoleClaimShape.Member"/>. Default: <c>name</c>.</summary>
    public string Member { get; init; } = "name";

    /// <summary>What a value must begin with to count; the rules see what follows. Null for every value as it is. Default: null.</summary>
    public string? Prefix { get; init; }

    /// <summary>A claim of the default source and shape.</summary>
    /// <param name="path">Its path.</param>
    public static implicit operator RoleClaim(string path) => FromString(path);

    /// <summary>A claim of the default source and shape.</summary>
    /// <param name="path">Its path.</param>
    public static RoleClaim FromString(string path) => new(path);
}
