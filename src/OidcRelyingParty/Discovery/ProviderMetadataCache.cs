using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Discovery;

/// <summary>
/// Metadata and keys of every provider in use. Nothing is read before the first sign-in, one request serves any number of waiting callers,
/// the last good snapshot is kept, and no more providers are kept than the options allow.
/// </summary>
internal sealed class ProviderMetadataCache(
    ProviderMetadataClient client, IOptions<OidcRelyingPartyOptions> options, TimeProvider timeProvider, ILogger<ProviderMetadataCache> logger)
{
    private readonly ConcurrentDictionary<ProviderAddress, CachedProvider> _providers = new();

    /// <summary>The provider's snapshot: from memory when there is one, else read.</summary>
    /// <exception cref="OidcException">There is none, and it cannot be read.</exception>
    public ValueTask<ProviderSnapshot> GetAsync(ProviderAddress address, CancellationToken cancellationToken) =>
        Provider(address).GetAsync(cancellationToken);

    /// <summary>
    /// The snapshot after a look for new keys, because a token was signed with one that <paramref name="seen"/> does not hold. Waits for the
    /// answer, so that the same sign-in can go on; asks the provider once in 30 seconds at most.
    /// </summary>
    public ValueTask<ProviderSnapshot> GetWithNewKeysAsync(ProviderSnapshot seen, CancellationToken cancellationToken) =>
        Provider(seen.Address).GetWithNewKeysAsync(seen, cancellationToken);

    private CachedProvider Provider(ProviderAddress address)
    {
        if (!_providers.TryGetValue(address, out var provider))
        {
            MakeRoom();
            provider = _providers.GetOrAdd(address, Create);
        }

        provider.LastUsed = timeProvider.GetTimestamp();
        return provider;
    }

    private CachedProvider Create(ProviderAddress address) => new(address, client, timeProvider, logger);

    private void MakeRoom()
    {
        var excess = _providers.Count + 1 - options.Value.MetadataCacheSize;
        if (excess > 0)
        {
            // A tenth at once, so that a full cache is not sorted for every newcomer. Of a copy: sorting what others change meanwhile fails.
            foreach (var (address, _) in _providers.ToArray().OrderBy(pair => pair.Value.LastUsed).Take(Math.Max(excess, options.Value.MetadataCacheSize / 10)))
            {
                _providers.TryRemove(address, out _);
            }
        }
    }
}
