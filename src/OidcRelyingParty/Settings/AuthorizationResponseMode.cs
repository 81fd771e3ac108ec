namespace OidcRelyingParty.Settings;

/// <summary>How the provider sends its answer back through the browser.</summary>
public enum AuthorizationResponseMode
{
    /// <summary>In the query of a GET; the default of the code flow.</summary>
    Query,

    /// <summary>
    /// As a form that the browser posts
    /// (<see href="https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html">Form Post Response Mode</see>): the code is in no URL.
    /// </summary>
    FormPost,
}
