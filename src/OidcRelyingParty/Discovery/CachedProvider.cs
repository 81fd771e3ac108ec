using Microsoft.Extensions.Logging;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Discovery;

/// <summary>One provider's place in the cache: its snapshot, the request under way, and when to ask again.</summary>
internal sealed class CachedProvider(ProviderAddress address, ProviderMetadataClient client, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan NewKeysInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private volatile ProviderSnapshot? _snapshot;
    private Task<ProviderSnapshot>? _fetch;
    private Task<ProviderSnapshot>? _newKeysFetch;
    private DateTimeOffset _newKeysAllowedAt = DateTimeOffset.MinValue;
    private OidcException? _newKeysFailure;
    private OidcException? _failure;
    private int _failures;
    private DateTimeOffset _retryAt = DateTimeOffset.MinValue;

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
                if (now < _newKeysAllowedAt)
                {
                    // After a look that failed it is still not known whether there are new keys.
                    return _newKeysFailure is { } failure
                        ? throw new OidcException(failure.Error, failure.InnerException) { RetryAfter = _newKeysAllowedAt - now }
                        : seen;
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

            if (_fetch is null && now < _retryAt)
            {
                return Task.FromException<ProviderSnapshot>(
                    new OidcException(_failure!.Error, _failure.InnerException) { RetryAfter = _retryAt - now });
            }

            _fetch ??= Start(FetchAsync);
            return _fetch.WaitAsync(cancellationToken);
        }
    }

    private void RefreshInBackground(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_fetch is null && now >= _retryAt)
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

                (_snapshot, _fetch, _failure, _failures, _retryAt) = (snapshot, null, null, 0, DateTimeOffset.MinValue);
            }

            return snapshot;
        }
        catch (Exception e)
        {
            var failure = e as OidcException ?? new OidcException(OidcErrorCodes.ProviderUnreachable, $"{address.MetadataAddress} could not be read.", innerException: e);
            TimeSpan wait;
            lock (_lock)
            {
                wait = Backoff(_failures++);
                (_fetch, _failure, _retryAt) = (null, failure, timeProvider.GetUtcNow() + wait);
            }

            logger.MetadataUnreadable(failure, address.MetadataAddress.GetLeftPart(UriPartial.Path), failure.Error.Code, failure.Error.Message, wait);
            throw new OidcException(failure.Error, failure.InnerException) { RetryAfter = wait };
        }
    }

    private async Task<ProviderSnapshot> FetchNewKeysAsync(ProviderSnapshot seen)
    {
        try
        {
            var snapshot = await client.FetchKeysAsync(seen, CancellationToken.None).ConfigureAwait(false);
            lock (_lock)
            {
                _newKeysFailure = null;
                // A refresh may have ended meanwhile: only the keys are new here.
                return _snapshot = (_snapshot ?? snapshot) with { Keys = snapshot.Keys };
            }
        }
        catch (OidcException e)
        {
            lock (_lock)
            {
                _newKeysFailure = e;
            }

            throw;
        }
        finally
        {
            lock (_lock)
            {
                _newKeysFetch = null;
            }
        }
    }

    /// <summary>1, 2, 4 … 60 seconds, each shortened by up to a quarter so that many nodes do not ask at the same moment.</summary>
    private static TimeSpan Backoff(int failures)
    {
        var full = Math.Min(Math.Pow(2, failures), MaxBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(Math.Max(1, full * (1 - (Random.Shared.NextDouble() / 4))));
    }
}
