using System.Collections.Concurrent;

namespace OidcRelyingParty.Authorization;

/// <summary>Remembers in this process, up to 100,000 keys at a time; a full store refuses instead of forgetting one that still counts.</summary>
internal sealed class InMemoryReplayStore(TimeProvider timeProvider) : IReplayStore
{
    private const int MaxCount = 100_000;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private readonly Lock _sweep = new();
    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;

    public ValueTask<bool> TryAddAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        Sweep();
        return _used.Count < MaxCount
            ? ValueTask.FromResult(_used.TryAdd(key, expiresAt))
            : ValueTask.FromException<bool>(new InvalidOperationException($"More than {MaxCount} sign-ins are being remembered."));
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
                if (expiresAt < now)
                {
                    _used.TryRemove(key, out _);
                }
            }
        }
        finally
        {
            _sweep.Exit();
        }
    }
}
