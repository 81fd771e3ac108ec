using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Endpoints;

/// <summary>Sends a browser to the provider and leaves with it what only it can bring back.</summary>
internal sealed class SignInStart(RelyingParty relyingParty, PendingSignInCookies pendingSignIns)
{
    /// <exception cref="OidcException">There are no usable settings, or the provider cannot be read.</exception>
    public async Task RedirectAsync(HttpContext context, OidcSettingsKey key, SignInRequest request) =>
        context.Response.Redirect((await BeginAsync(context, key, request)).OriginalString);

    /// <summary>The address to send the browser to; what only it can bring back is set as a cookie.</summary>
    /// <exception cref="OidcException">There are no usable settings, or the provider cannot be read.</exception>
    public async Task<Uri> BeginAsync(HttpContext context, OidcSettingsKey key, SignInRequest request)
    {
        var authorization = await relyingParty.BeginSignInAsync(key, request, context.RequestAborted);
        pendingSignIns.Add(context, authorization.Pending);
        return authorization.Url;
    }
}
