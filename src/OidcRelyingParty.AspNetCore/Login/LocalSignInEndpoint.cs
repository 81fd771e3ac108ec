using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Access;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Login;

/// <summary>Signs a user in with the application's own form. The session is like any other, so it is listed and ended like any other.</summary>
internal sealed class LocalSignInEndpoint(
    SignInWays ways,
    LocalSignInCheck check,
    SameSiteRequest sameSite,
    LoginPageWriter page,
    ErrorResponder errors,
    IOptions<OidcEndpointOptions> options,
    ILogger<LocalSignInEndpoint> logger)
{
    /// <summary>POST of the login path, from our own pages only: another site must not be able to sign somebody in as somebody else.</summary>
    public async Task SubmitAsync(HttpContext context, OidcSettingsKey key)
    {
        ResponseHeaders.NoStore(context.Response);
        LoginForm.Limit(context);
        try
        {
            if (!await sameSite.IsProvenAsync(context))
            {
                throw new OidcException(OidcErrorCodes.LocalCrossSite, "The request proves neither the same origin nor an antiforgery token.");
            }
        }
        catch (OidcException e)
        {
            await errors.WriteAsync(context, e);
            return;
        }

        var form = await LoginForm.ReadAsync(context);
        var visit = LoginVisit.Of(context, form.ReturnUrl, options.Value);
        try
        {
            var user = await check.CheckAsync(context, key.Tenant, form);
            await SessionStart.BeginAsync(context, LocalPrincipal.Create(key.Tenant, user), new AuthenticationProperties());
            ResponseHeaders.NoStore(context.Response); // the cookie handler has set its own
            context.Response.Redirect(visit.ReturnUrl);
        }
        catch (OidcException e)
        {
            await ShowAgainAsync(context, key, visit with { IsBackup = visit.IsBackup || form.IsBackup }, form.UserName, e);
        }
    }

    private async Task ShowAgainAsync(HttpContext context, OidcSettingsKey key, LoginVisit visit, string userName, OidcException failure)
    {
        if (failure.Error.Kind == OidcErrorKind.Unavailable)
        {
            logger.LocalSignInFailed(failure, key.Tenant, failure.Error.Code);
        }
        else
        {
            logger.LocalSignInRefused(key.Tenant, LocalSignInCheck.AddressOf(context), failure.Error.Code);
        }

        var found = visit.IsBackup ? LoginPageWriter.Backup : await ways.FindAsync(key.Tenant, context.RequestAborted);
        await page.WriteAsync(context, key, visit, found, failure, userName);
    }
}
