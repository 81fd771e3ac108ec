namespace OidcRelyingParty.Settings;

/// <summary>Which shape a role claim has.</summary>
public enum RoleClaimShape
{
    /// <summary>A text, which is one value, or a list of texts.</summary>
    TextOrList,

    /// <summary>A list of texts.</summary>
    List,

    /// <summary>A text, which is one value.</summary>
    Text,

    /// <summary>A text that holds several values, separated by <see cref="RoleClaim.Delimiter"/>.</summary>
    Delimited,

    /// <summary>An object, whose member names are the values (Zitadel).</summary>
    Keys,

    /// <summary>A list of objects, each with its value in <see cref="RoleClaim.Member"/>.</summary>
    Member,
}
