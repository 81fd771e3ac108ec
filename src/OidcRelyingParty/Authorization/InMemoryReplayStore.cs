using System.Collections.Concurrent;

namespace OidcRelyingParty.Authorization;

/// <summary>Remembers in this process, up to 100,000 keys at a time; a full store refuses instead of forgetting one that still counts.</summary>
internal sealed class InMemoryReplayStore(TimeProvider timeProvider) : IReplayStore
{
    private const int MaxCount = 100_000;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private readonly Lock _sweep = new();

    // The dictionary counts by taking all its locks, which a store with many keys would do at every sign-in.
    private int _count;
    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;

    public ValueTask<bool> TryAddAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        Sweep();
        if (Volatile.Read(ref _count) >= MaxCount)
        {
            return ValueTask.FromException<bool>(new InvalidOperationException($"More than {MaxCount} messages are being remembered."));
        }

        if (!_used.TryAdd(key, expiresAt))
        {
            return ValueTask.FromResult(false);
        }

        Interlocked.Increment(ref _count);
        return ValueTask.FromResult(true);
    }

    public ValueTask<bool> ContainsAsync(string key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_used.TryGetValue(key, out var expiresAt) && timeProvider.GetUtcNow() <= expiresAt);

    private void Sweep()
    {
        var now = timeProvider.GetUtcNow();
        if (now - _sweptAt < SweepInterval || !_sweep.TryEnter())
        {
            return;
        }

        try
        {
            _sweptAt = now;
            foreach (var (key, expiresAt) in _used)
            {
                if (expiresAt < now && _used.TryRemove(key, out _))
                {
                    Interlocked.Decrement(ref _count);
                }
            }
        }
        finally
        {
            _sweep.Exit();
        }
    }
}
