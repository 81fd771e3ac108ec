using OidcRelyingParty.Authorization;

namespace OidcRelyingParty.Tests;

/// <summary>A replay store that cannot answer.</summary>
internal sealed class FaultyReplayStore(Exception fault) : IReplayStore
{
    public ValueTask<bool> TryAddAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken) => ValueTask.FromException<bool>(fault);

    public ValueTask<bool> ContainsAsync(string key, CancellationToken cancellationToken) => ValueTask.FromException<bool>(fault);
}
