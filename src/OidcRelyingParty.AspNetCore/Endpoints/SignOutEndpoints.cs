using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Diagnostics;

namespace OidcRelyingParty.Endpoints;

/// <summary>Ends the session here first, whatever happens; then at the provider.</summary>
internal sealed class SignOutEndpoints(
    RelyingParty relyingParty,
    IdTokenHintCookie idTokenHint,
    RedirectUris redirectUris,
    SameSiteRequest sameSite,
    ErrorResponder errors,
    IOptions<OidcEndpointOptions> options,
    ILogger<SignOutEndpoints> logger)
{
    /// <summary>POST of the logout path, from our own pages only: another site must not be able to sign a user out.</summary>
    public async Task LogoutAsync(HttpContext context)
    {
        ResponseHeaders.NoStore(context.Response);
        try
        {
            if (!await sameSite.IsProvenAsync(context))
            {
                throw new OidcException(OidcErrorCodes.SignOutCrossSite, "The request proves neither the same origin nor an antiforgery token.");
            }

            await SignOutAsync(context);
        }
        catch (OidcException e)
        {
            await errors.WriteAsync(context, e);
        }
    }

    /// <summary>Ends the session and sends the browser on.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(OidcDefaults.SessionScheme);
        await context.SignOutAsync(OidcDefaults.SessionScheme);
        idTokenHint.Remove(context);
        ResponseHeaders.NoStore(context.Response);

        var providerUrl = session.Principal is { } principal ? await ProviderUrlAsync(context, principal) : null;
        context.Response.Redirect(providerUrl?.OriginalString ?? ReturnPath.Default(context, options.Value));
    }

    /// <summary>GET of the signed-out path: back from the provider. Nothing it brings is trusted or shown.</summary>
    public Task SignedOutAsync(HttpContext context)
    {
        ResponseHeaders.NoStore(context.Response);
        context.Response.Redirect(ReturnPath.Default(context, options.Value));
        return Task.CompletedTask;
    }

    private async Task<Uri?> ProviderUrlAsync(HttpContext context, ClaimsPrincipal principal)
    {
        if (SessionIdentity.SettingsKeyOf(principal) is not { } key)
        {
            return null;
        }

        try
        {
            var hint = idTokenHint.Find(context, SessionIdentity.Of(principal));
            return await relyingParty.CreateLogoutUrlAsync(key, redirectUris.SignedOut(context), hint, context.RequestAborted);
        }
        catch (OidcException e)
        {
            // The session here is over, and that is what the user asked for.
            logger.ProviderSignOutSkipped(key.ToString(), e.Error.Code);
            return null;
        }
    }
}
