using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Access;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Login;

/// <summary>Works out what the login page shows, and its status.</summary>
internal sealed class LoginPageWriter(LoginPaths paths, IAntiforgery antiforgery, IOptions<OidcLoginOptions> options)
{
    /// <summary>What the page that needs neither settings nor a provider offers.</summary>
    public static readonly WaysIn Backup = new([], LocalLogin.Shown);

    public Task WriteAsync(HttpContext context, OidcSettingsKey key, LoginVisit visit, WaysIn ways, OidcException? failure = null, string userName = "")
    {
        // It sets headers of its own, which ours go further than.
        var form = visit.IsBackup || ways.LocalLogin == LocalLogin.Shown ? FormFor(context, key, visit, userName) : null;
        ResponseHeaders.NoStore(context.Response);
        context.Response.StatusCode = StatusOf(failure);
        ResponseHeaders.RetryAfter(context.Response, failure);
        var providers = ways.Providers.Select(provider => new ProviderLink(options.Value.ProviderLabel(provider), paths.Start(context, provider, visit.ReturnUrl)));
        return LoginPage.WriteAsync(context, new LoginPageContent([.. providers], form, ways.Reason, failure?.Error));
    }

    private LoginPageForm FormFor(HttpContext context, OidcSettingsKey key, LoginVisit visit, string userName)
    {
        var token = antiforgery.GetAndStoreTokens(context);
        return new LoginPageForm(
            paths.Login(context, key, returnUrl: null),
            [
                (token.FormFieldName, token.RequestToken!), // the framework always makes one
                (LoginPaths.ReturnUrl, visit.ReturnUrl),
                .. visit.IsBackup ? new[] { (LoginPaths.Backup, "1") } : [],
            ],
            userName);
    }

    private static int StatusOf(OidcException? failure) => failure?.Error.Code switch
    {
        null => StatusCodes.Status200OK,
        OidcErrorCodes.LocalRefused => StatusCodes.Status401Unauthorized,
        OidcErrorCodes.LocalThrottled => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
