using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Benchmarks;

/// <summary>A relying party that has read its provider (in memory) once, as any has after the first sign-in.</summary>
internal sealed class WarmRelyingParty : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private WarmRelyingParty(TestProvider provider)
    {
        Provider = provider;
        Settings = new OidcSettings
        {
            Issuer = IssuerUrl.Parse(provider.Issuer),
            ClientId = provider.Clients[0].ClientId,
            ClientSecret = new Secret(provider.Clients[0].ClientSecret!),
        };
        var store = new InMemorySettingsStore();
        store.Put(Settings);
        var services = new ServiceCollection();
        services.AddOidcRelyingPartyCore().UseSettingsStore(store);
        services.AddHttpClient("OidcRelyingParty").ConfigurePrimaryHttpMessageHandler(provider.CreateHandler);
        _services = services.BuildServiceProvider();
    }

    public TestProvider Provider { get; }

    public OidcSettings Settings { get; }

    public SignInRequest SignIn { get; } = new() { RedirectUri = new Uri("https://rp.example.test/signin-oidc") };

    public RelyingParty RelyingParty => Get<RelyingParty>();

    public static async Task<WarmRelyingParty> StartAsync(string algorithm = "ES256")
    {
        var provider = new TestProvider();
        _ = provider.Keys[algorithm]; // made and published
        var warm = new WarmRelyingParty(provider);
        await warm.RelyingParty.BeginSignInAsync(OidcSettingsKey.Default, warm.SignIn).ConfigureAwait(false);
        return warm;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask<ProviderSnapshot> GetSnapshotAsync() => Get<ProviderMetadataCache>().GetAsync(ProviderAddress.Of(Settings), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync().ConfigureAwait(false);
        await Provider.DisposeAsync().ConfigureAwait(false);
    }
}
