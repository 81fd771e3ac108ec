namespace OidcRelyingParty.Roles;

/// <summary>The roles that claims give, and how sure that is.</summary>
/// <param name="Roles">Each once, in the order in which they were found; with the default roles where they apply.</param>
/// <param name="Outcome">Whether that is what the provider says, or all that could be told.</param>
/// <param name="Claims">What became of each claim.</param>
internal sealed record MappedRoles(IReadOnlyList<string> Roles, RoleOutcome Outcome, IReadOnlyList<RoleClaimReading> Claims)
{
    /// <summary>Why nobody enters with these roles, save the super administrator; null when everybody does.</summary>
    public OidcError? Refusal { get; init; }

    /// <summary>The claims that cannot be told, or all when that is not the problem, each with where it was looked for and what was found.</summary>
    public string Problem => string.Join("; ", Claims.Where(claim => claim.IsUnknown || Outcome != RoleOutcome.Unknown).Select(claim => claim.Describe()));
}
