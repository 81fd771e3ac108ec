using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>A distributed cache in memory that lets another node act between two steps, shows what is in it, and can go down.</summary>
internal sealed class InterruptibleCache : IDistributedCache
{
    private readonly ConcurrentDictionary<string, (byte[] Value, TimeSpan? Lifetime)> _entries = new();
    private int _reads;

    /// <summary>Runs once, at the next moment a session is about to be written.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    public bool IsDown { get; set; }

    public int Reads => _reads;

    public IEnumerable<string> Keys => _entries.Keys;

    public TimeSpan? LifetimeOf(string prefix) => _entries.Single(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Value.Lifetime;

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        Interlocked.Increment(ref _reads);
        return IsDown ? Task.FromException<byte[]?>(Down()) : Task.FromResult(_entries.TryGetValue(key, out var entry) ? entry.Value : null);
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        if (IsDown)
        {
            throw Down();
        }

        if (BeforeWrite is { } interrupt && key.StartsWith("oidc:session:", StringComparison.Ordinal))
        {
            BeforeWrite = null;
            await interrupt();
        }

        _entries[key] = (value, options.AbsoluteExpirationRelativeToNow);
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        _entries.TryRemove(key, out _);
        return IsDown ? Task.FromException(Down()) : Task.CompletedTask;
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public byte[]? Get(string key) => throw new NotSupportedException("Only without waiting threads.");

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException("Only without waiting threads.");

    public void Remove(string key) => throw new NotSupportedException("Only without waiting threads.");

    public void Refresh(string key) => throw new NotSupportedException();

    private static IOException Down() => new("The cache is away.");
}
