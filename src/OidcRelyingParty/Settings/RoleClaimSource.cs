namespace OidcRelyingParty.Settings;

/// <summary>Which document a role claim is read from.</summary>
public enum RoleClaimSource
{
    /// <summary>The ID token, and UserInfo for what it does not hold.</summary>
    Identity,

    /// <summary>The ID token alone.</summary>
    IdToken,

    /// <summary>UserInfo alone.</summary>
    UserInfo,

    /// <summary>
    /// The access token, read as a JWT that must be signed by a key of the same provider. For providers whose access tokens are known to be JWTs and
    /// that put roles nowhere else, such as Keycloak as it comes.
    /// </summary>
    AccessToken,
}
