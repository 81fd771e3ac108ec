using System.Collections.Concurrent;

namespace OidcRelyingParty.Authorization;

/// <summary>Remembers in this process, up to 100,000 keys at a time; a full store refuses instead of forgetting one that still counts.</summary>
internal sealed class InMemoryReplayStore(TimeProvider timeProvider) : IReplayStore
{
    private const int MaxCount = 100_000;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private readonly Lock _sweep = new();

    // Counted here: the dictionary's own count takes all of its locks, in every sign-in.
    private int _count;
    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;

    public ValueTask<bool> TryAddAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        Sweep();
        if (Volatile.Read(ref _count) >= MaxCount)
        {
            return ValueTask.FromException<bool>(new InvalidOperationException($"More than {MaxCount} sign-ins are being remembered."));
        }

        var first = _used.TryAdd(key, expiresAt);
        if (first)
        {
            Interlocked.Increment(ref _count);
        }

        return ValueTask.FromResult(first);
    }

    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        _used.TryRemove(key, out _);
        return ValueTask.CompletedTask;
    }

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
