using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Access;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Login;

/// <summary>The login path of an application with a login of its own, and what becomes of a visitor who has to sign in.</summary>
internal sealed class LoginEndpoints(
    SignInWays ways,
    SignInEndpoints signIn,
    LocalSignInEndpoint localSignIn,
    LoginPageWriter page,
    LoginPaths paths,
    ErrorResponder errors,
    IOptions<OidcEndpointOptions> options)
{
    /// <summary>GET of the login path: the page, or straight to the provider where the settings say so and the visitor does not say otherwise.</summary>
    public Task ShowAsync(HttpContext context) => WithKeyAsync(context, async key =>
    {
        var visit = VisitOf(context, context.Request.Query[LoginPaths.ReturnUrl] is { Count: 1 } given ? given[0] : null);
        // The way in that nothing can close: neither settings nor provider are asked.
        var found = visit.IsBackup ? LoginPageWriter.Backup : await ways.FindAsync(key.Tenant, context.RequestAborted);
        await (!visit.WantsPage && found.AutoSignIn is { } provider
            ? signIn.BeginAsync(context, provider, new AuthenticationProperties { RedirectUri = visit.ReturnUrl })
            : page.WriteAsync(context, key, visit, found));
    });

    /// <summary>GET of the start path: a button of the page was pressed.</summary>
    public Task StartAsync(HttpContext context) => WithKeyAsync(context, key =>
    {
        var provider = context.Request.Query[LoginPaths.Provider] is { Count: 1 } named && OidcSettingsKey.IsValidName(named[0]) ? named[0]! : key.Provider; // valid: not null
        var returnUrl = context.Request.Query[LoginPaths.ReturnUrl] is { Count: 1 } given ? given[0] : null;
        return signIn.BeginAsync(context, key with { Provider = provider }, new AuthenticationProperties { RedirectUri = returnUrl });
    });

    /// <summary>POST of the login path.</summary>
    public Task SubmitAsync(HttpContext context) => WithKeyAsync(context, key => localSignIn.SubmitAsync(context, key));

    /// <summary>A page view that needs a user: to the provider, or to the login page.</summary>
    public Task ChallengeAsync(HttpContext context, AuthenticationProperties properties) => WithKeyAsync(context, async key =>
    {
        var visit = VisitOf(context, properties.RedirectUri);
        if (visit is { IsBackup: false, WantsPage: false }
            && (await ways.FindAsync(key.Tenant, context.RequestAborted)).AutoSignIn is { } provider)
        {
            await signIn.BeginAsync(context, provider, properties);
            return;
        }

        ResponseHeaders.NoStore(context.Response);
        context.Response.Redirect(visit.IsBackup ? paths.BackupPage(context, key, visit.ReturnUrl)
            : visit.WantsPage ? paths.LoginPage(context, key, visit.ReturnUrl)
            : paths.Login(context, key, visit.ReturnUrl));
    });

    private Task WithKeyAsync(HttpContext context, Func<OidcSettingsKey, Task> answer) => options.Value.ResolveSettingsKey(context) is { } key
        ? answer(key)
        : errors.WriteAsync(context, new OidcException(OidcErrorCodes.TenantUnknown, "The address names no tenant."));

    private LoginVisit VisitOf(HttpContext context, string? returnUrl) => LoginVisit.Of(context, returnUrl, options.Value);
}
