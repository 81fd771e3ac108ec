using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>The addresses of this application that an administrator enters at the provider.</summary>
internal sealed class PageAddresses(RedirectUris redirectUris, IOptions<OidcEndpointOptions> options)
{
    /// <summary>The redirect URI; null while the host has no public origin.</summary>
    public Uri? FindRedirectUri(HttpContext context, OidcSettingsKey key) => redirectUris.FindCallback(context, key);

    /// <summary>The others; none while the host has no public origin.</summary>
    public IReadOnlyList<(string Name, Uri Address)> FindOthers(HttpContext context)
    {
        try
        {
            var root = redirectUris.Origin(context) + context.Request.PathBase.ToUriComponent();
            return
            [
                ("Post-logout redirect URI", redirectUris.SignedOut(context)),
                ("Back-channel logout URI", new Uri(root + options.Value.BackchannelLogoutPath)),
                ("Front-channel logout URI", new Uri(root + options.Value.FrontchannelLogoutPath)),
                ("Initiate-login URI", new Uri(root + options.Value.InitiateLoginPath)),
            ];
        }
        catch (OidcException e) when (e.Error.Code == OidcErrorCodes.PublicOriginMissing)
        {
            return [];
        }
    }
}
