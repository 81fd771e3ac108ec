using Microsoft.Extensions.Logging;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Discovery;

/// <summary>One provider's place in the cache: its snapshot, the request under way, and when to ask again.</summary>
internal sealed class CachedProvider(ProviderAddress address, ProviderMetadataClient client, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan NewKeysInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Backoff _fetchBackoff = new();
    private readonly Backoff _newKeysBackoff = new();
    private volatile ProviderSnapshot? _snapshot;
    private Task<ProviderSnapshot>? _fetch;
    private Task<ProviderSnapshot>? _newKeysFetch;
    private DateTimeOffset _newKeysAllowedAt = DateTimeOffset.MinValue;

    /// <summary>A timestamp of the time provider; read and written without a lock, because only its order matters.</summary>
    public long LastUsed { get; set; }

    public ValueTask<ProviderSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        if (_snapshot is { } snapshot && now < snapshot.UnusableAt)
        {
            if (now >= snapshot.RefreshAt)
            {
                RefreshInBackground(now);
            }

            return ValueTask.FromResult(snapshot);
        }

        return new ValueTask<ProviderSnapshot>(WaitForFetchAsync(now, cancellationToken));
    }

    public async ValueTask<ProviderSnapshot> GetWithNewKeysAsync(ProviderSnapshot seen, CancellationToken cancellationToken)
    {
        Task<ProviderSnapshot>? fetch;
        lock (_lock)
        {
            // Somebody else's look has brought new keys since the caller took its snapshot.
            if (_snapshot is { } current && !ReferenceEquals(current, seen))
            {
                return current;
            }

            fetch = _newKeysFetch;
            if (fetch is null)
            {
                var now = timeProvider.GetUtcNow();
                if (_newKeysBackoff.FailureUntilRetry(now) is { } failure)
                {
                    throw failure;
                }

                if (now < _newKeysAllowedAt)
                {
                    return seen;
                }

                _newKeysAllowedAt = now + NewKeysInterval;
                fetch = _newKeysFetch = Start(() => FetchNewKeysAsync(seen));
            }
        }

        return await fetch.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    // The work belongs to no single caller: it runs on even when the one who asked first goes away, and off the caller's stack,
    // because it must not run while the lock is held.
    private static Task<ProviderSnapshot> Start(Func<Task<ProviderSnapshot>> fetch) => Task.Run(fetch);

    private Task<ProviderSnapshot> WaitForFetchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // It may have come while this caller waited for the lock.
            if (_snapshot is { } snapshot && now < snapshot.UnusableAt)
            {
                return Task.FromResult(snapshot);
            }

            if (_fetch is null && _fetchBackoff.FailureUntilRetry(now) is { } failure)
            {
                return Task.FromException<ProviderSnapshot>(failure);
            }

            _fetch ??= Start(FetchAsync);
            return _fetch.WaitAsync(cancellationToken);
        }
    }

    private void RefreshInBackground(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_fetch is null && _fetchBackoff.FailureUntilRetry(now) is null)
            {
                _fetch = Start(FetchAsync);
                // Nobody may be waiting for it; its failure is logged where it happens.
                _ = _fetch.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }

    private async Task<ProviderSnapshot> FetchAsync()
    {
        var before = _snapshot;
        try
        {
            var snapshot = await client.FetchAsync(address, CancellationToken.None).ConfigureAwait(false);
            lock (_lock)
            {
                // A look for new keys has ended meanwhile, and this reading may be from before the rotation that called for it.
                if (_snapshot is { } current && !ReferenceEquals(current, before))
                {
                    snapshot = snapshot with { Keys = current.Keys };
                }

                (_snapshot, _fetch) = (snapshot, null);
                _fetchBackoff.Succeed();
            }

            return snapshot;
        }
        catch (Exception e)
        {
            OidcException failure;
            lock (_lock)
            {
                failure = _fetchBackoff.Fail(Failure(e), timeProvider.GetUtcNow());
                _fetch = null;
            }

            Log(failure, address.MetadataAddress);
            throw failure;
        }
    }

    private async Task<ProviderSnapshot> FetchNewKeysAsync(ProviderSnapshot seen)
    {
        try
        {
            var snapshot = await client.FetchKeysAsync(seen, CancellationToken.None).ConfigureAwait(false);
            lock (_lock)
            {
                _newKeysFetch = null;
                _newKeysBackoff.Succeed();
                // A refresh may have ended meanwhile: only the keys are new here.
                return _snapshot = (_snapshot ?? snapshot) with { Keys = snapshot.Keys };
            }
        }
        catch (Exception e)
        {
            OidcException failure;
            lock (_lock)
            {
                // A look that brought nothing does not count: the keys may be needed by every sign-in.
                failure = _newKeysBackoff.Fail(Failure(e), timeProvider.GetUtcNow());
                (_newKeysFetch, _newKeysAllowedAt) = (null, DateTimeOffset.MinValue);
            }

            Log(failure, seen.Metadata.JwksUri);
            throw failure;
        }
    }

    private OidcException Failure(Exception e) =>
        e as OidcException ?? new OidcException(OidcErrorCodes.ProviderUnreachable, $"{address.MetadataAddress} could not be read.", innerException: e);

    private void Log(OidcException failure, Uri read) =>
        logger.MetadataUnreadable(failure, read.GetLeftPart(UriPartial.Path), failure.Error.Code, failure.Error.Message, failure.RetryAfter ?? TimeSpan.Zero);
}
