namespace OidcRelyingParty.Settings;

/// <summary>Which of the rules that fit count.</summary>
public enum RoleStrategy
{
    /// <summary>All.</summary>
    All,

    /// <summary>The first in the order of the rules: a user then has one role.</summary>
    FirstRule,
}
