namespace OidcRelyingParty;

/// <summary>Names of what <c>AddOidcRelyingParty</c> registers.</summary>
public static class OidcDefaults
{
    /// <summary>The authentication scheme for challenges and sign-out; one for any number of providers.</summary>
    public const string AuthenticationScheme = "Oidc";

    /// <summary>
    /// The scheme of the session, the framework's cookie handler. Change it with
    /// <c>services.Configure&lt;CookieAuthenticationOptions&gt;(OidcDefaults.SessionScheme, …)</c>.
    /// </summary>
    public const string SessionScheme = "OidcSession";

    /// <summary>
    /// The scheme of the bearer tokens that a front end elsewhere gets, the framework's bearer token handler; never a default scheme. A policy that
    /// lets such requests in names it: <c>policy.AddAuthenticationSchemes(OidcDefaults.BearerScheme)</c>.
    /// </summary>
    public const string BearerScheme = "OidcBearer";

    /// <summary>
    /// The issuer (<c>iss</c>) of users who signed in with the application's own login; the <c>oidc_provider</c> of their sessions is <c>local</c>.
    /// </summary>
    public const string LocalIssuer = "urn:oidc-relying-party:local";
}
