namespace OidcRelyingParty.Settings;

/// <summary>What a <see cref="RoleRule"/> does with its role.</summary>
public enum RoleRuleEffect
{
    /// <summary>The user has the role.</summary>
    Grant,

    /// <summary>The user does not have the role, whatever else gives it; capital and small letters are the same here.</summary>
    Withhold,
}
