namespace OidcRelyingParty.Accounts;

/// <summary>Whether a user is the super administrator that the host names.</summary>
internal enum SuperAdministratorMatch
{
    /// <summary>Somebody else.</summary>
    No,

    /// <summary>Somebody who would be, but for the provider, the tenant or the missing verification: worth a line in the log.</summary>
    OnlyInPart,

    /// <summary>Yes, if nobody was before.</summary>
    First,

    /// <summary>Yes.</summary>
    Proven,
}
