using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>
/// What sign-ins read of stored revisions: the one in force, from memory. A bounded number of tenants is kept; of a tenant that does not exist nothing is.
/// While the store fails, or holds something damaged, the last good settings go on.
/// </summary>
internal sealed class RevisionSettingsStore(
    ISettingsRevisionStore store, IOptions<OidcRelyingPartyOptions> options, TimeProvider timeProvider, ILogger<RevisionSettingsStore> logger) : IOidcSettingsStore
{
    private readonly ConcurrentDictionary<OidcSettingsKey, CachedSettings> _cache = new();
    private long _changes;

    public ValueTask<OidcSettings?> FindAsync(OidcSettingsKey key, CancellationToken cancellationToken)
    {
        // What no tenant can be called is not worth a question: strangers choose the names in addresses.
        if (!key.IsValid)
        {
            return ValueTask.FromResult<OidcSettings?>(null);
        }

        var now = timeProvider.GetUtcNow();
        if (_cache.TryGetValue(key, out var cached) && now < cached.CheckAt && cached.IsReadAt(now))
        {
            cached.LastUsed = timeProvider.GetTimestamp();
            return ValueTask.FromResult(InForce(cached, now));
        }

        // A slow store holds up one sign-in, not all. What this node has changed itself is asked for by everybody.
        return cached is null || cached.CheckAt == DateTimeOffset.MinValue || !cached.IsReadAt(now) ? new ValueTask<OidcSettings?>(CheckAsync(key, cached, now, cancellationToken))
            : now >= cached.GoodAt + options.Value.SettingsMaxStale || cached.TryBeginCheck() ? new ValueTask<OidcSettings?>(CheckOnceAsync(key, cached, now, cancellationToken))
            : ValueTask.FromResult(InForce(cached, now));
    }

    public async ValueTask<OidcSettings?> FindVersionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) =>
        _cache.TryGetValue(key, out var cached) && (FindVersion(cached.Active, version) ?? FindVersion(cached.Fallback, version)) is { } known ? known
        : (await store.FindRevisionAsync(key, version, cancellationToken).ConfigureAwait(false))?.Settings;

    public async ValueTask<IReadOnlyList<OidcSettings>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken)
    {
        var found = new List<OidcSettings>();
        foreach (var key in await store.FindKeysByIssuerAsync(issuer, cancellationToken).ConfigureAwait(false))
        {
            if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is { } settings && settings.MayBeIssuedBy(issuer))
            {
                found.Add(settings);
            }
        }

        return found;
    }

    public async ValueTask<IReadOnlyList<OidcSettings>> FindByTenantAsync(string tenant, CancellationToken cancellationToken)
    {
        var found = new List<OidcSettings>();
        foreach (var head in !OidcSettingsKey.IsValidName(tenant) ? [] : await store.ListProvidersAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            if (await FindAsync(head.Key, cancellationToken).ConfigureAwait(false) is { } settings)
            {
                found.Add(settings);
            }
        }

        return found;
    }

    /// <summary>Has the next sign-in ask the store again, because this node has changed something.</summary>
    public void Forget(OidcSettingsKey key)
    {
        Interlocked.Increment(ref _changes);
        if (_cache.TryGetValue(key, out var cached))
        {
            _cache.TryUpdate(key, cached with { CheckAt = DateTimeOffset.MinValue }, cached);
        }
    }

    private async Task<OidcSettings?> CheckOnceAsync(OidcSettingsKey key, CachedSettings cached, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await CheckAsync(key, cached, now, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            cached.EndCheck();
        }
    }

    private async Task<OidcSettings?> CheckAsync(OidcSettingsKey key, CachedSettings? cached, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changes = Interlocked.Read(ref _changes);
        try
        {
            var head = await store.FindHeadAsync(key, cancellationToken).ConfigureAwait(false);
            if (head is null)
            {
                _cache.TryRemove(key, out _);
                return null;
            }

            var isUndone = head.IsUndone(now);
            var read = cached is not null && cached.Head.Stamp == head.Stamp && cached.IsReadAt(now) ? cached : new CachedSettings
            {
                Head = head,
                Active = await (isUndone ? FindUnusedAsync(key, head.ActiveVersion, cancellationToken) : ReadAsync(key, head.ActiveVersion, cancellationToken)).ConfigureAwait(false),
                Fallback = await (isUndone ? ReadAsync(key, head.FallbackVersion, cancellationToken) : FindUnusedAsync(key, head.FallbackVersion, cancellationToken)).ConfigureAwait(false),
            };
            // Something was changed on this node while the store was asked: what it answered may be what was before.
            var checkAt = changes == Interlocked.Read(ref _changes) ? now + options.Value.SettingsCheckInterval : DateTimeOffset.MinValue;
            return InForce(Keep(key, read with { GoodAt = now, CheckAt = checkAt, IsFailureLogged = false }), now);
        }
        catch (Exception e) when (cached?.IsReadAt(now) == true && now < cached.GoodAt + options.Value.SettingsMaxStale && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            if (!cached.IsFailureLogged)
            {
                logger.StoredSettingsUnreadable(e, key.ToString(), (e as OidcException)?.Error.Code ?? OidcErrorCodes.SettingsStoreFailed, options.Value.SettingsMaxStale);
            }

            return InForce(Keep(key, cached with { CheckAt = now + options.Value.SettingsCheckInterval, IsFailureLogged = true }), now);
        }
    }

    private async Task<OidcSettings?> ReadAsync(OidcSettingsKey key, string? version, CancellationToken cancellationToken) => version is null ? null
        : await store.FindRevisionAsync(key, version, cancellationToken).ConfigureAwait(false) is { } revision ? revision.Settings with { ProvenAt = revision.ProvenAt }
            : throw new OidcException(OidcErrorCodes.SettingsDamaged, $"Revision {version} of the settings of {key} is in force and is not stored.");

    // What nobody uses yet, or any more, must not spoil what everybody does.
    private async Task<OidcSettings?> FindUnusedAsync(OidcSettingsKey key, string? version, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(key, version, cancellationToken).ConfigureAwait(false);
        }
        catch (OidcException e) when (e.Error.Code == OidcErrorCodes.SettingsDamaged)
        {
            logger.StoredSettingsUnreadable(e, key.ToString(), e.Error.Code, options.Value.SettingsMaxStale);
            return null;
        }
    }

    private OidcSettings? InForce(CachedSettings cached, DateTimeOffset now)
    {
        if (!cached.Head.IsUndone(now))
        {
            return cached.Active;
        }

        if (cached.MarkUndone())
        {
            logger.SettingsUnconfirmed(cached.Head.ActiveVersion ?? "", cached.Head.Key.ToString());
        }

        return cached.Fallback;
    }

    private static OidcSettings? FindVersion(OidcSettings? settings, string version) => settings?.Version == version ? settings : null;

    private CachedSettings Keep(OidcSettingsKey key, CachedSettings read)
    {
        read.LastUsed = timeProvider.GetTimestamp();
        _cache[key] = read;
        var excess = _cache.Count - options.Value.SettingsCacheSize;
        if (excess > 0)
        {
            // A tenth at once, so that a full cache is not sorted for every newcomer. Of a copy: sorting what others change meanwhile fails.
            foreach (var (old, _) in _cache.ToArray().OrderBy(pair => pair.Value.LastUsed).Take(Math.Max(excess, options.Value.SettingsCacheSize / 10)))
            {
                _cache.TryRemove(old, out _);
            }
        }

        return read;
    }
}
