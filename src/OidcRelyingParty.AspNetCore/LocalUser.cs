namespace OidcRelyingParty;

/// <summary>A user of the application's own login, as the session will know them.</summary>
public sealed record LocalUser
{
    /// <summary>The user's identifier, never reassigned; the session's <c>sub</c>. 1 to 255 characters.</summary>
    public required string Id { get; init; }

    /// <summary>What pages call the user; the session's <c>name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The roles; the session's <c>role</c>. Default: none.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>
    /// Whether the user may enter while single sign-on is the only way in; each time it is logged as a warning. For the one or two accounts that are
    /// kept for the day on which nothing else works. Default: false.
    /// </summary>
    public bool IsBreakGlass { get; init; }
}
