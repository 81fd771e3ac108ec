namespace OidcRelyingParty.Roles;

/// <summary>What the claims say about a user's roles.</summary>
public enum RoleOutcome
{
    /// <summary>At least one rule, or unmapped value, gave a role.</summary>
    Mapped,

    /// <summary>The claims were read, and gave no role; the default roles apply where the settings say so.</summary>
    None,

    /// <summary>It cannot be told: the list was left out for its length, or has another shape than configured.</summary>
    Unknown,
}
