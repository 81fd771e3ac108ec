namespace OidcRelyingParty.Settings;

/// <summary>One value of a role claim and what it means.</summary>
/// <param name="Value">The value, compared as <see cref="RoleMapping.Comparison"/> says, always as a whole.</param>
/// <param name="Role">The role of the application.</param>
public sealed record RoleRule(string Value, string Role)
{
    /// <summary>What the rule does with the role. Default: it gives it.</summary>
    public RoleRuleEffect Effect { get; init; }
}
