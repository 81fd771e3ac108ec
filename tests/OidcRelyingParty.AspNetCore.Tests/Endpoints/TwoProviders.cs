using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>A host with an honest provider (<c>honest</c>) and one that is an attacker's (<c>evil</c>), both under the same client id.</summary>
internal sealed class TwoProviders : IAsyncDisposable
{
    private TwoProviders(TestHost host, TestProvider evil) => (Host, Evil) = (host, evil);

    public TestHost Host { get; }

    public TestProvider Honest => Host.Provider;

    public TestProvider Evil { get; }

    public static async Task<TwoProviders> StartAsync()
    {
        var evil = new TestProvider(new TestProviderOptions { Issuer = "https://evil.example.test", Keys = TestHost.SharedKeys, TimeProvider = new ManualTimeProvider() });
        TestProvider[] all = [];
        var host = await TestHost.StartAsync(options =>
        {
            options.Provider = honest => all = [honest, evil];
            options.Endpoints = endpoints => (endpoints.LoginPath, endpoints.CallbackPath) = ("/login/{provider}", "/signin/{provider}");
            options.Services = services => services.AddHttpClient(ProviderClient.HttpClientName)
                .ConfigurePrimaryHttpMessageHandler(() => new ByHost(all));
        });
        var pair = new TwoProviders(host, evil);
        pair.Register("honest", host.Provider);
        pair.Register("evil", evil);
        return pair;
    }

    /// <summary>Puts settings for a provider into force, and the redirect URI of that name into its registration.</summary>
    public void Register(string name, TestProvider provider, Func<OidcSettings, OidcSettings>? change = null)
    {
        provider.Clients[0].RedirectUris.Add($"{TestHost.Origin}/signin/{name}");
        var settings = Host.FittingSettings() with { Key = new OidcSettingsKey("default", name), Issuer = IssuerUrl.Parse(provider.Issuer) };
        Host.SettingsStore.Put(change?.Invoke(settings) ?? settings);
    }

    public TestBrowser CreateBrowser()
    {
        var app = ((TestServer)Host.Services.GetRequiredService<IServer>()).CreateHandler();
        return new TestBrowser(new BrowserNetwork(app, new ByHost([Honest, Evil])));
    }

    /// <summary>Begins a sign-in; where the browser is sent.</summary>
    public static async Task<Uri> BeginAsync(TestBrowser browser, string provider) =>
        (await browser.GetAsync($"{TestHost.Origin}/login/{provider}")).Headers.Location!;

    /// <summary>Begins a sign-in and signs in there; the answer that the browser was about to bring to the application.</summary>
    public static async Task<Uri> CatchCallbackAsync(TestBrowser browser, string provider, string userName = "alice") =>
        await browser.SignInAsync((await BeginAsync(browser, provider)).OriginalString, userName);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Evil.DisposeAsync();
    }

    private sealed class ByHost(IEnumerable<TestProvider> providers) : HttpMessageHandler
    {
        private readonly Dictionary<string, HttpMessageInvoker> _byHost =
            providers.ToDictionary(provider => new Uri(provider.Issuer).Host, provider => new HttpMessageInvoker(provider.CreateHandler()));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _byHost[request.RequestUri!.Host].SendAsync(request, cancellationToken);
    }
}
