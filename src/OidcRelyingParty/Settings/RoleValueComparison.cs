namespace OidcRelyingParty.Settings;

/// <summary>How values of role claims are compared with rules.</summary>
public enum RoleValueComparison
{
    /// <summary>Character by character.</summary>
    Ordinal,

    /// <summary>Character by character, a capital letter being the same as its small one; the same in every culture.</summary>
    OrdinalIgnoreCase,
}
