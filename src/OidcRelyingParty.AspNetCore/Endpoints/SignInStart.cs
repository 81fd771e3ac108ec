using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Endpoints;

/// <summary>Sends a browser to the provider and leaves with it what only it can bring back.</summary>
internal sealed class SignInStart(RelyingParty relyingParty, PendingSignInCookies pendingSignIns)
{
    /// <exception cref="OidcException">There are no usable settings, or the provider cannot be read.</exception>
    public async Task RedirectAsync(HttpContext context, OidcSettingsKey key, SignInRequest request)
    {
        var authorization = await relyingParty.BeginSignInAsync(key, request, context.RequestAborted);
        pendingSignIns.Add(context, authorization.Pending);
        context.Response.Redirect(authorization.Url.OriginalString);
    }
}
