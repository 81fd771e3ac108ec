using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Discovery;

internal sealed partial class ProviderMetadataCacheTests
{
    [Test]
    public async Task No_more_providers_are_kept_than_the_options_allow()
    {
        await using var host = new CoreHost(options => options.MetadataCacheSize = 10);
        async Task GetAsync(int number)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await host.Get<ProviderMetadataCache>().GetAsync(
                ProviderAddress.Of(host.Settings with { MetadataAddress = new Uri($"{host.Provider.MetadataAddress}?{number}") }), CancellationToken.None);
        }

        for (var number = 0; number < 10; number++)
        {
            await GetAsync(number);
        }

        await GetAsync(0); // used again: now number 1 is the least recently used
        await GetAsync(10);
        host.Provider.ClearRequests();
        foreach (var kept in new[] { 0, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
        {
            await GetAsync(kept);
        }

        Assert.That(host.Provider.Requests, Is.Empty);
        await GetAsync(1);
        Assert.That(host.Provider.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A258_Two_configurations_share_a_provider_only_when_they_read_it_the_same_way()
    {
        foreach (var settings in new[]
        {
            _host.Settings,
            _host.Settings with { ClientId = "another", Key = new OidcSettingsKey("another") },
            _host.Settings with { MetadataAddress = new Uri(_host.Provider.MetadataAddress) },
            _host.Settings with { Issuer = null, MetadataAddress = new Uri(_host.Provider.MetadataAddress) },
            _host.Settings with { BackchannelBaseUrl = new Uri(_host.Provider.Issuer) },
        })
        {
            await Cache.GetAsync(ProviderAddress.Of(settings), CancellationToken.None);
        }

        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Discovery), Is.EqualTo(3), "The first three are read alike.");
    }
}
