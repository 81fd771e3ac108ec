namespace OidcRelyingParty.Settings;

/// <summary>One value of a role claim and the role it gives.</summary>
/// <param name="Value">The value, character by character.</param>
/// <param name="Role">The role of the application.</param>
public sealed record RoleRule(string Value, string Role);
