using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Logout;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Endpoints;

/// <summary>Ends the session here first, whatever happens; then at the provider.</summary>
internal sealed class SignOutEndpoints(
    RelyingParty relyingParty,
    IdTokenHintCookie idTokenHint,
    SignOutState state,
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

            await SignOutAsync(context, returnUrl: null);
        }
        catch (OidcException e)
        {
            await errors.WriteAsync(context, e);
        }
    }

    /// <summary>Ends the session and sends the browser on: to the provider, and from there to the local path.</summary>
    public async Task SignOutAsync(HttpContext context, string? returnUrl)
    {
        var session = await context.AuthenticateAsync(OidcDefaults.SessionScheme);
        await EndLocallyAsync(context);

        var returnPath = ReturnPath.LocalOrDefault(returnUrl, context, options.Value);
        var providerUrl = session is { Principal: { } principal, Properties: { } properties } && SessionIdentity.SettingsKeyOf(principal) is { } key && !SessionIdentity.IsLocal(principal)
            ? await EndAtProviderAsync(context, key, principal, SessionTokens.Of(properties), returnPath)
            : null;
        context.Response.Redirect(providerUrl?.OriginalString ?? returnPath);
    }

    /// <summary>GET of the signed-out path: back from the provider. Nothing but our own protected state is looked at.</summary>
    public Task SignedOutAsync(HttpContext context)
    {
        ResponseHeaders.NoStore(context.Response);
        var returned = context.Request.Query[WireNames.State] is { Count: 1 } value ? state.Read(value[0]) : null;
        context.Response.Redirect(ReturnPath.LocalOrDefault(returned, context, options.Value));
        return Task.CompletedTask;
    }

    private async Task EndLocallyAsync(HttpContext context)
    {
        SessionTicketStore.RequireReadable(context);
        try
        {
            await context.SignOutAsync(OidcDefaults.SessionScheme);
        }
        catch (Exception e) when (e is not OidcException && !(e is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            throw new OidcException(OidcErrorCodes.SessionStoreFailed, "The session cannot be ended.", innerException: e);
        }

        idTokenHint.Remove(context);
        ResponseHeaders.NoStore(context.Response);
    }

    private async Task<Uri?> EndAtProviderAsync(HttpContext context, OidcSettingsKey key, ClaimsPrincipal principal, SessionTokens tokens, string returnPath)
    {
        try
        {
            var request = new LogoutRequest
            {
                Issuer = principal.FindFirst(WireNames.Issuer)!.Value, // every principal of ours has one
                IdTokenHint = tokens.IdToken ?? idTokenHint.Find(context, SessionIdentity.Of(principal)),
                LogoutHint = (principal.FindFirst(WireNames.PreferredUsername) ?? principal.FindFirst(WireNames.Email) ?? principal.FindFirst(WireNames.Subject))?.Value,
                PostLogoutRedirectUri = redirectUris.SignedOut(context),
                State = state.Create(returnPath),
            };
            var url = await relyingParty.CreateLogoutUrlAsync(key, request, context.RequestAborted);
            if (tokens.RefreshToken is { } refreshToken)
            {
                await RevokeAsync(context, key, request.Issuer, refreshToken);
            }

            return url;
        }
        catch (OidcException e)
        {
            // The session here is over, and that is what the user asked for.
            logger.ProviderSignOutSkipped(key.ToString(), e.Error.Code);
            return null;
        }
    }

    private async Task RevokeAsync(HttpContext context, OidcSettingsKey key, string issuer, Secret refreshToken)
    {
        try
        {
            await relyingParty.RevokeAsync(key, issuer, refreshToken, context.RequestAborted);
        }
        catch (OidcException e)
        {
            logger.TokenNotRevoked(key.ToString(), e.Error.Code);
        }
    }
}
