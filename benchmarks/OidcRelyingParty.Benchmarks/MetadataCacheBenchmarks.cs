using BenchmarkDotNet.Attributes;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Benchmarks;

/// <summary>Metadata and keys that are there already: what every sign-in asks for.</summary>
[MinColumn, MemoryDiagnoser]
public class MetadataCacheBenchmarks
{
    private WarmRelyingParty _warm = null!;
    private ProviderMetadataCache _cache = null!;
    private HttpClient _http = null!;
    private ConfigurationManager<OpenIdConnectConfiguration> _manager = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _warm = await WarmRelyingParty.StartAsync().ConfigureAwait(false);
        _cache = _warm.Get<ProviderMetadataCache>();
        _http = new HttpClient(_warm.Provider.CreateHandler());
        _manager = new(_warm.Provider.MetadataAddress, new OpenIdConnectConfigurationRetriever(), _http);
        await _manager.GetConfigurationAsync(CancellationToken.None).ConfigureAwait(false);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _http.Dispose();
        await _warm.DisposeAsync().ConfigureAwait(false);
    }

    [Benchmark(Baseline = true)]
    public Task<OpenIdConnectConfiguration> ConfigurationManager() => _manager.GetConfigurationAsync(CancellationToken.None);

    // From the settings, as a sign-in does it.
    [Benchmark]
    public async ValueTask<object> OidcRelyingParty() =>
        await _cache.GetAsync(ProviderAddress.Of(_warm.Settings), CancellationToken.None).ConfigureAwait(false);
}
