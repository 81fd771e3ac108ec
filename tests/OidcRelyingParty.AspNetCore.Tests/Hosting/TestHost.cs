using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

/// <summary>
/// A whole sign-in in memory: an ASP.NET Core host at <see cref="Origin"/>, a provider at <c>https://op.example.test</c>, one clock for
/// both, and a browser. Nothing listens on a port.
/// </summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string Origin = "https://app.example.test";

    public const string CallbackUrl = Origin + "/signin-oidc";

    public const string BackchannelLogoutUrl = Origin + "/backchannel-logout";

    /// <summary>One set for all tests, because an RSA key takes a quarter of a second. Never rotate these: give the provider keys of its own.</summary>
    public static readonly TestSigningKeys SharedKeys = new();

    private readonly WebApplication _app;
    private HostBrowser? _browser;

    private TestHost(WebApplication app, TestProvider provider, ManualTimeProvider clock, InMemorySettingsStore settings, LogRecorder logs) =>
        (_app, Provider, Clock, SettingsStore, Logs) = (app, provider, clock, settings, logs);

    public TestProvider Provider { get; }

    /// <summary>This application as it is registered at the provider.</summary>
    public TestClient Client => Provider.Clients[0];

    public ManualTimeProvider Clock { get; }

    public InMemorySettingsStore SettingsStore { get; }

    /// <summary>Every line of every category, from Trace on.</summary>
    public LogRecorder Logs { get; }

    public IServiceProvider Services => _app.Services;

    public RelyingParty RelyingParty => Services.GetRequiredService<RelyingParty>();

    /// <summary>The one browser most tests need.</summary>
    public HostBrowser Browser => _browser ??= CreateBrowser();

    public static async Task<TestHost> StartAsync(Action<TestHostOptions>? configure = null)
    {
        var options = new TestHostOptions();
        configure?.Invoke(options);

        var clock = new ManualTimeProvider();
        options.ProviderOptions.TimeProvider = clock;
        var provider = new TestProvider(options.ProviderOptions);
        provider.Clients[0].RedirectUris.Add(CallbackUrl);
        provider.Clients[0].PostLogoutRedirectUris.Add(Origin + "/signout-callback-oidc");
        provider.Clients[0].BackchannelLogoutUri = BackchannelLogoutUrl;
        options.Provider?.Invoke(provider);

        var host = await StartAsync(options, provider, clock, new InMemorySettingsStore());
        if (options.Configured)
        {
            host.SettingsStore.Put(options.Settings?.Invoke(host.FittingSettings()) ?? host.FittingSettings());
        }

        return host;
    }

    /// <summary>Another node of the same application: with the provider, clock, settings, key ring and stores of this one.</summary>
    public Task<TestHost> StartAnotherNodeAsync(Action<TestHostOptions>? configure = null)
    {
        var options = new TestHostOptions();
        configure?.Invoke(options);
        options.Services += services => services
            .AddSingleton(Services.GetRequiredService<IDataProtectionProvider>())
            .AddSingleton(Services.GetRequiredService<ISessionStore>())
            .AddSingleton(Services.GetRequiredService<IReplayStore>());
        return StartAsync(options, Provider, Clock, SettingsStore);
    }

    private static async Task<TestHost> StartAsync(TestHostOptions options, TestProvider provider, ManualTimeProvider clock, InMemorySettingsStore settings)
    {
        var logs = new LogRecorder();
        var app = TestApplication.Build(options, services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddOidcRelyingParty(endpoints => endpoints.PublicOrigin = new Uri(Origin)).UseSettingsStore(settings);
            services.AddHttpClient(ProviderClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(provider.CreateHandler);
        }, logs);
        await app.StartAsync();
        provider.ClientNetwork = app.GetTestServer().CreateHandler();
        return new TestHost(app, provider, clock, settings, logs);
    }

    /// <summary>Settings for the provider as it is now, with the claim <c>roles</c> taken as roles.</summary>
    public OidcSettings FittingSettings() => new()
    {
        Issuer = IssuerUrl.Parse(Provider.Issuer),
        ClientId = Client.ClientId,
        ClientSecret = Client.ClientSecret is { } secret ? new Secret(secret) : null,
        Roles = new RoleMapping { Claims = ["roles"], Unmapped = UnmappedRoleValue.IsRole },
    };

    /// <summary>Another browser: another person, or another device.</summary>
    public HostBrowser CreateBrowser() => new(new BrowserNetwork(_app.GetTestServer().CreateHandler(), Provider.CreateHandler()));

    /// <summary>A client of the host that keeps no cookies, follows no redirects and sends exactly what it is told.</summary>
    public HttpClient CreateClient() => new(CreateHandler()) { BaseAddress = new Uri(Origin) };

    /// <summary>The way to the host for any client.</summary>
    public HttpMessageHandler CreateHandler() => _app.GetTestServer().CreateHandler();

    public async ValueTask DisposeAsync()
    {
        _browser?.Dispose();
        await _app.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
