using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Logout;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Endpoints;

/// <summary>
/// Receives logout tokens from the provider itself, without a browser
/// (<see href="https://openid.net/specs/openid-connect-backchannel-1_0.html">Back-Channel Logout 1.0</see>).
/// </summary>
internal sealed class BackchannelLogoutEndpoint(RelyingParty relyingParty, OidcSessions sessions, ILogger<BackchannelLogoutEndpoint> logger)
{
    private const int MaxLength = 80 * 1024;

    /// <summary>POST: 200 when the sessions are over, also when there were none; 400 for a token that is refused; 503 when the provider should try again.</summary>
    public async Task ReceiveAsync(HttpContext context)
    {
        ResponseHeaders.NoStore(context.Response);
        if (!FormBody.IsForm(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        try
        {
            var notice = await relyingParty.ReceiveLogoutTokenAsync(await ReadTokenAsync(context.Request), context.RequestAborted);
            await EndSessionsAsync(notice);
            logger.BackchannelLogout(notice.Issuer, string.Join(' ', notice.SettingsKeys));
        }
        catch (OidcException e)
        {
            await RefuseAsync(context, e);
        }
    }

    // To the end, also when the provider does not wait for it. Only then is the same token refused: what fails on the way may be sent again.
    private async Task EndSessionsAsync(LogoutNotice notice)
    {
        foreach (var selector in notice.Sessions)
        {
            await sessions.EndAsync(selector, CancellationToken.None);
        }

        await relyingParty.MarkCarriedOutAsync(notice, CancellationToken.None);
    }

    private static async Task<string> ReadTokenAsync(HttpRequest request)
    {
        var form = await FormBody.ReadAsync(request, MaxLength);
        return form is not null && StrictForm.Read(form, [WireNames.LogoutToken], out _)?.GetValueOrDefault(WireNames.LogoutToken) is { Length: > 0 } token
            ? token
            : throw new OidcException(OidcErrorCodes.LogoutTokenFormat, "The request is not a form with one logout_token.");
    }

    private async Task RefuseAsync(HttpContext context, OidcException exception)
    {
        logger.LogoutTokenRefused(exception.Error.Code, exception.Error.Message);
        var isOurs = exception.Error.Kind is OidcErrorKind.Unavailable or OidcErrorKind.ProviderFault;
        context.Response.StatusCode = isOurs ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
        // Section 2.8 wants these members; which rule was broken is for our log.
        await context.Response.WriteAsJsonAsync(
            new Dictionary<string, string> { ["error"] = isOurs ? "temporarily_unavailable" : "invalid_request" }, context.RequestAborted);
    }
}
