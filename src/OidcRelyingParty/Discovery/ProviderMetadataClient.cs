using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Discovery;

/// <summary>Reads metadata and key sets over the network; keeps nothing.</summary>
internal sealed class ProviderMetadataClient(
    ProviderClient client, SignatureAlgorithms algorithms, IOptions<OidcRelyingPartyOptions> options, TimeProvider timeProvider, ILogger<ProviderMetadataClient> logger)
{
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan MinLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(24);

    private readonly ProviderMetadataReader _reader = new(options.Value);

    /// <summary>Metadata, then keys.</summary>
    /// <exception cref="OidcException">One of them cannot be had or used.</exception>
    public async Task<ProviderSnapshot> FetchAsync(ProviderAddress address, CancellationToken cancellationToken)
    {
        var response = await GetAsync(address, address.MetadataAddress, ProviderEndpoint.Metadata, cancellationToken).ConfigureAwait(false);
        var metadata = _reader.Read(address, response);
        var (keys, keysLifetime) = await FetchKeysAsync(address, metadata, cancellationToken).ConfigureAwait(false);
        logger.MetadataRead(metadata.Issuer, keys.Count, keys.SkippedCount);

        var lifetime = Clamp(Min(response.CacheLifetime, keysLifetime) ?? DefaultLifetime);
        var now = timeProvider.GetUtcNow();
        return new ProviderSnapshot(address, metadata, keys, now + lifetime, now + Max(options.Value.MetadataMaxStale, lifetime));
    }

    /// <summary>The metadata alone, with what it says that sign-ins do not read: for a check of settings, which keeps nothing.</summary>
    /// <exception cref="OidcException">It cannot be had or used.</exception>
    public async Task<(ProviderMetadata Metadata, ProviderCapabilities Capabilities)> FetchMetadataAsync(ProviderAddress address, CancellationToken cancellationToken)
    {
        var response = await GetAsync(address, address.MetadataAddress, ProviderEndpoint.Metadata, cancellationToken).ConfigureAwait(false);
        return (_reader.Read(address, response), ProviderCapabilitiesReader.Read(response));
    }

    /// <summary>Only the keys again.</summary>
    /// <exception cref="OidcException">They cannot be had or used.</exception>
    public async Task<ProviderSnapshot> FetchKeysAsync(ProviderSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (keys, _) = await FetchKeysAsync(snapshot.Address, snapshot.Metadata, cancellationToken).ConfigureAwait(false);
        logger.KeySetReadAgain(snapshot.Metadata.Issuer, keys.Count);
        return snapshot with { Keys = keys };
    }

    /// <summary>The keys alone, and for how long the provider lets them be kept.</summary>
    /// <exception cref="OidcException">They cannot be had or used.</exception>
    public async Task<(KeySet Keys, TimeSpan? Lifetime)> FetchKeysAsync(ProviderAddress address, ProviderMetadata metadata, CancellationToken cancellationToken)
    {
        var response = await GetAsync(address, metadata.JwksUri, ProviderEndpoint.KeySet, cancellationToken).ConfigureAwait(false);
        // RFC 7517 8.5.1 registers a media type of its own, and providers use either.
        if (!response.IsOk || !(response.IsJson || response.MediaType == "application/jwk-set+json"))
        {
            throw new OidcException(OidcErrorCodes.KeySetUnreadable, $"{metadata.JwksUri} should be a key set (HTTP 200, JSON) but is: {response.Describe()}.");
        }

        return KeySet.Parse(response.Body, algorithms, out var problem) is { } keys
            ? (keys, response.CacheLifetime)
            : throw new OidcException(OidcErrorCodes.KeySetUnreadable, $"{metadata.JwksUri} is not a usable key set: {problem}");
    }

    private async Task<ProviderResponse> GetAsync(ProviderAddress address, Uri url, string endpoint, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address.ToBackchannel(url));
        request.Headers.Accept.ParseAdd("application/json");
        var response = await client.SendAsync(request, endpoint, cancellationToken).ConfigureAwait(false);
        return response.IsUnavailable ? throw OidcException.ProviderUnavailable($"{url.GetLeftPart(UriPartial.Path)} answered {response.Describe()}.") : response;
    }

    private static TimeSpan Clamp(TimeSpan lifetime) => lifetime < MinLifetime ? MinLifetime : lifetime > MaxLifetime ? MaxLifetime : lifetime;

    private static TimeSpan? Min(TimeSpan? left, TimeSpan? right) => left is null ? right : right is null || left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
