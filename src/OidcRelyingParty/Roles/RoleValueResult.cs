using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>What became of one value of a role claim, or of one rule for it.</summary>
public enum RoleValueResult
{
    /// <summary>It gives the role.</summary>
    Granted,

    /// <summary>It takes the role away, whatever other values give.</summary>
    Withheld,

    /// <summary>It would give the role, but another value takes it away.</summary>
    Overruled,

    /// <summary>Only the first rule that fits counts (<see cref="RoleStrategy.FirstRule"/>), and another was before it.</summary>
    Outranked,

    /// <summary>It would give a role that the host keeps for itself (<see cref="OidcRelyingPartyOptions.ReservedRoles"/>).</summary>
    Reserved,

    /// <summary>It would give or take the role, but a claim cannot be told and so nothing is given.</summary>
    Undecided,

    /// <summary>No rule names it.</summary>
    Ignored,

    /// <summary>It does not begin with <see cref="RoleClaim.Prefix"/>.</summary>
    WithoutPrefix,
}
