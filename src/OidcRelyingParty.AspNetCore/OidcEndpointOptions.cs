using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty;

/// <summary>Where the endpoints are and how they answer; what the host's developer decides.</summary>
public sealed class OidcEndpointOptions
{
    /// <summary>
    /// The origin under which browsers reach this application, such as <c>https://app.example.org</c>. Redirect URIs are built from it and from
    /// nothing a request says. Default: null, which is enough only where browsers use a loopback address.
    /// </summary>
    public Uri? PublicOrigin { get; set; }

    /// <summary>
    /// Starts a sign-in: GET, with an optional local <c>returnUrl</c>. May hold <c>{tenant}</c> and <c>{provider}</c>. With <c>AddLocalSignIn</c> it is the
    /// login page. Default: <c>/login</c>.
    /// </summary>
    public string LoginPath { get; set; } = "/login";

    /// <summary>Ends the session: POST, from this site's own pages only. Default: <c>/logout</c>.</summary>
    public string LogoutPath { get; set; } = "/logout";

    /// <summary>
    /// Where the provider sends its answer; register it there as redirect URI. May hold <c>{tenant}</c> and <c>{provider}</c>, so that each has a
    /// redirect URI of its own. Default: <c>/signin-oidc</c>.
    /// </summary>
    public string CallbackPath { get; set; } = "/signin-oidc";

    /// <summary>Where the provider sends the browser after a sign-out; register it there as post-logout redirect URI. Default: <c>/signout-callback-oidc</c>.</summary>
    public string SignedOutCallbackPath { get; set; } = "/signout-callback-oidc";

    /// <summary>Where the provider posts logout tokens; register it there as back-channel logout URI. Default: <c>/backchannel-logout</c>.</summary>
    public string BackchannelLogoutPath { get; set; } = "/backchannel-logout";

    /// <summary>What the provider's sign-out page opens in a frame; register it there as front-channel logout URI. Default: <c>/frontchannel-logout</c>.</summary>
    public string FrontchannelLogoutPath { get; set; } = "/frontchannel-logout";

    /// <summary>Where the provider sends a user who starts there; register it as initiate-login URI. Default: <c>/initiate-login</c>.</summary>
    public string InitiateLoginPath { get; set; } = "/initiate-login";

    /// <summary>Where a sign-in or sign-out ends when it does not say. Default: <c>/</c>.</summary>
    public string DefaultReturnPath { get; set; } = "/";

    /// <summary>
    /// Which tenant and provider a request is for; null when there is none, which answers 404. Default: the route values <c>tenant</c> and
    /// <c>provider</c> where the path has them, else <see cref="OidcSettingsKey.Default"/>.
    /// </summary>
    /// <remarks>Where it names another tenant than the default one, the session of any other tenant is anonymous. It is asked at every request with a session.</remarks>
    public Func<HttpContext, OidcSettingsKey?> ResolveSettingsKey { get; set; } = SettingsKeyFromRoute;

    /// <summary>
    /// Writes the answer to a failed sign-in or sign-out in place of the built-in page; status and headers are already set.
    /// Default: null, the built-in page.
    /// </summary>
    public Func<HttpContext, OidcError, Task>? WriteErrorPage { get; set; }

    /// <summary>Where the buttons of the login page lead.</summary>
    internal string StartPath => LoginPath.TrimEnd('/') + "/start";

    internal static OidcSettingsKey? SettingsKeyFromRoute(HttpContext context)
    {
        var tenant = context.Request.RouteValues["tenant"] as string ?? OidcSettingsKey.Default.Tenant;
        var provider = context.Request.RouteValues["provider"] as string ?? OidcSettingsKey.Default.Provider;
        return OidcSettingsKey.IsValidName(tenant) && OidcSettingsKey.IsValidName(provider) ? new OidcSettingsKey(tenant, provider) : null;
    }
}
