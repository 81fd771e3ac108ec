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
}
