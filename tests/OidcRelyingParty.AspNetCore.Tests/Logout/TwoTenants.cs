using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.AspNetCore.Tests.Logout;

/// <summary>A host with a second tenant, whose provider is another one and signs whatever that tenant wants.</summary>
internal sealed class TwoTenants : IAsyncDisposable
{
    public static readonly OidcSettingsKey OtherKey = new("other");

    private TwoTenants(TestHost host, TestProvider other) => (Host, Other) = (host, other);

    public TestHost Host { get; }

    public TestProvider Other { get; }

    /// <param name="settings">Alters the second tenant's settings, which fit its provider.</param>
    public static async Task<TwoTenants> StartAsync(Func<OidcSettings, OidcSettings>? settings = null)
    {
        TestProvider? first = null;
        TestProvider? other = null;
        var host = await SessionHost.StartAsync(options =>
        {
            options.Provider += provider =>
            {
                first = provider;
                other = new TestProvider(new TestProviderOptions { Issuer = "https://other.example.test", TimeProvider = options.ProviderOptions.TimeProvider });
                other.Clients[0].IdTokenSigningAlgorithm = "ES256";
            };
            options.Services += services => services.AddHttpClient(ProviderClient.HttpClientName)
                .ConfigurePrimaryHttpMessageHandler(() => new ByHost(first!.CreateHandler(), other!.CreateHandler())); // both are made before
        });
        var fitting = host.FittingSettings() with { Key = OtherKey, Issuer = IssuerUrl.Parse(other!.Issuer) }; // made in the start
        host.SettingsStore.Put(settings?.Invoke(fitting) ?? fitting);
        return new TwoTenants(host, other);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Other.DisposeAsync();
    }

    private sealed class ByHost(HttpMessageHandler first, HttpMessageHandler other) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _first = new(first);
        private readonly HttpMessageInvoker _other = new(other);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (request.RequestUri!.Host == "other.example.test" ? _other : _first).SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _first.Dispose();
                _other.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
