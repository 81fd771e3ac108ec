using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.RealProviders.Tests.Pages;

/// <summary>A small host on loopback with the settings page of a tenant, and changes that must be confirmed.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PageHost(WebApplication app) => _app = app;

    public Uri Page => new(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "acme/keycloak/oidc"); // a started server has one

    public static async Task<PageHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddOidcRelyingParty(options => options.PublicOrigin = new Uri("https://app.example.test")).UseRevisions<InMemoryRevisionStore>(options =>
        {
            options.ProbeBeforeActivation = false;
            options.ConfirmWithin = TimeSpan.FromMinutes(5);
        });
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, EveryoneIsAdministrator>(EveryoneIsAdministrator.SchemeName, null);
        builder.Services.AddAuthorization(authorization => authorization.AddPolicy(
            "administrators", policy => policy.AddAuthenticationSchemes(EveryoneIsAdministrator.SchemeName).RequireRole("admin")));
        var app = builder.Build();
        app.MapOidcSettingsPage("/{tenant}/{provider}/oidc", "administrators");
        await app.StartAsync();
        return new PageHost(app);
    }

    /// <summary>Saves settings as somebody else would.</summary>
    public async Task SaveAsync(Func<OidcSettings, OidcSettings> change)
    {
        var settings = new OidcSettings { Key = new OidcSettingsKey("acme", "keycloak"), Issuer = IssuerUrl.Parse("https://sso.example.com/realms/staff"), ClientId = "wiki" };
        var saved = await _app.Services.GetRequiredService<SettingsAdministration>().SaveAsync(new SettingsUpdate
        {
            Settings = change(settings),
            ClientSecret = SecretChange.Set(new Secret("a-secret-of-the-client-0123456789")),
            ExpectedStamp = SettingsUpdate.AnyStamp,
            By = "bob",
        });
        Assert.That(saved.View, Is.Not.Null, string.Join('\n', saved.Findings));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
