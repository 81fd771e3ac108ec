using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

/// <summary>A host with an API and a tenant whose front end is elsewhere.</summary>
internal static class FrontEndHost
{
    public const string FrontEndUrl = "https://spa.example.test/app?lang=en";

    public static readonly OidcSettingsKey Acme = new("acme");

    public static Task<TestHost> StartAsync(Action<TestHostOptions>? configure = null) => TestHost.StartAsync(options =>
    {
        Configure(options);
        options.Provider = provider => provider.Clients[0].RedirectUris.Add(TestHost.CallbackUrl + "/acme");
        options.Settings = Settings;
        configure?.Invoke(options);
    });

    /// <summary>What every node of the application has.</summary>
    public static void Configure(TestHostOptions options)
    {
        options.Endpoints = endpoints => endpoints.CallbackPath = "/signin-oidc/{tenant}";
        options.App = app =>
        {
            app.MapOidcFrontEndLogin();
            app.MapGet("/api/me", Me).RequireAuthorization(Bearer);
            app.MapPost("/api/sign-out", (HttpContext context, OidcSessions sessions) => sessions.EndAllMineAsync(context)).RequireAuthorization(Bearer);
        };
    }

    public static OidcSettings Settings(OidcSettings fitting) => fitting with { Key = Acme, FrontEndUrl = new Uri(FrontEndUrl) };

    public static void Bearer(AuthorizationPolicyBuilder policy) => policy.AddAuthenticationSchemes(OidcDefaults.BearerScheme).RequireAuthenticatedUser();

    public static Action<IServiceCollection> With(Action<OidcFrontEndOptions> configure) => services => services.Configure(configure);

    private static Dictionary<string, string> Me(ClaimsPrincipal user) => user.Claims.DistinctBy(claim => claim.Type).ToDictionary(claim => claim.Type, claim => claim.Value);
}
