using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>What became of one value of a role claim; a value that several rules name is there once for each.</summary>
/// <param name="Claim">The claim that holds it.</param>
/// <param name="Value">The value, with its prefix. It came from outside: encode it where it is shown.</param>
/// <param name="Result">What became of it.</param>
public sealed record RoleValueExplanation(RoleClaim Claim, string Value, RoleValueResult Result)
{
    /// <summary>The rule that names the value; null when none does.</summary>
    public RoleRule? Rule { get; init; }

    /// <summary>The role it is about; null when it is about none. Without <see cref="Rule"/> it is the value itself (<see cref="UnmappedRoleValue.IsRole"/>).</summary>
    public string? Role { get; init; }
}
