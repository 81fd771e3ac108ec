namespace OidcRelyingParty.Roles;

/// <summary>The roles that claims give, and how sure that is.</summary>
/// <param name="Roles">Each once, in the order in which they were found; with the default roles where they apply.</param>
/// <param name="Outcome">Whether that is what the provider says, or all that could be told.</param>
internal sealed record MappedRoles(IReadOnlyList<string> Roles, RoleOutcome Outcome);
