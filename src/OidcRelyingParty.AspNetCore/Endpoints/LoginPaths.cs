using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Endpoints;

/// <summary>Addresses of the login path: it starts a sign-in or, where the application has a login of its own, is the login page.</summary>
internal sealed class LoginPaths(IOptions<OidcEndpointOptions> options, IServiceProviderIsService services)
{
    public const string ReturnUrl = "returnUrl";
    public const string Provider = "provider";
    public const string Backup = "backup";
    public const string ShowLoginPage = "showLoginPage";

    public bool IsLoginPage { get; } = services.IsService(typeof(ILocalSignIn));

    public string Login(HttpContext context, OidcSettingsKey key, string? returnUrl) => With(context.Request.PathBase + PathTemplate.Fill(options.Value.LoginPath, key), (ReturnUrl, returnUrl));

    /// <summary>The login page, without an automatic sign-in.</summary>
    public string LoginPage(HttpContext context, OidcSettingsKey key, string? returnUrl) =>
        With(context.Request.PathBase + PathTemplate.Fill(options.Value.LoginPath, key), (ShowLoginPage, "true"), (ReturnUrl, returnUrl));

    /// <summary>The login page as it is when nothing else works.</summary>
    public string BackupPage(HttpContext context, OidcSettingsKey key, string? returnUrl) =>
        With(context.Request.PathBase + PathTemplate.Fill(options.Value.LoginPath, key), (Backup, "1"), (ReturnUrl, returnUrl));

    /// <summary>Where a sign-in with one provider starts.</summary>
    public string Start(HttpContext context, OidcSettingsKey key, string? returnUrl) =>
        With(context.Request.PathBase + PathTemplate.Fill(options.Value.StartPath, key), (Provider, key.Provider), (ReturnUrl, returnUrl));

    private static string With(string path, params (string Name, string? Value)[] query) =>
        path + QueryString.Create(query.Where(parameter => parameter.Value is not null).Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));
}
