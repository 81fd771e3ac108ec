using System.Text.Json;
using Microsoft.Extensions.Caching.Distributed;

namespace OidcRelyingParty.Sessions;

/// <summary>
/// Sessions in a cache that several nodes share. A look-up costs five reads, or seven when the provider has sessions, in two round trips.
/// Replacing is not atomic there: two nodes that read a revision within the time of a write both believe they replaced it, and the later write stays.
/// </summary>
internal sealed class DistributedCacheSessionStore(IDistributedCache cache, TimeProvider timeProvider) : ISessionStore
{
    /// <summary>How long a session is kept after it was last written, however late it expires.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(30);

    private readonly SessionEnds _ends = new(cache);

    public async ValueTask AddAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        // The marks first: an end that comes in between then ends this session too.
        await WriteAsync(new StoredSession(session, await _ends.ReadAsync(session, cancellationToken)), cancellationToken);
        await AddToListAsync(session, cancellationToken);
    }

    public async ValueTask<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken) => (await ReadAsync(id, cancellationToken))?.Session;

    public async ValueTask<bool> TryReplaceAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        var current = await ReadAsync(session.Id, cancellationToken);
        if (current is null || current.Session.Revision != session.Revision - 1)
        {
            return false;
        }

        // An end that comes in between is not undone: its mark is found by whoever reads this.
        await WriteAsync(current with { Session = session }, cancellationToken);
        return true;
    }

    public async ValueTask EndAsync(SessionSelector selector, CancellationToken cancellationToken)
    {
        await _ends.MarkAsync(selector, cancellationToken);
        if (selector.Id is { } id)
        {
            await cache.RemoveAsync(KeyOf(id), cancellationToken);
        }
    }

    public async ValueTask<IReadOnlyList<SessionRecord>> ListAsync(SessionSelector selector, CancellationToken cancellationToken)
    {
        var listed = await cache.GetStringAsync(ListKeyOf(selector), cancellationToken);
        var sessions = await Task.WhenAll(IdsIn(listed).Select(id => ReadAsync(id, cancellationToken)));
        return [.. sessions.OfType<StoredSession>().Select(stored => stored.Session).Where(selector.Matches).OrderByDescending(session => session.StartedAt)];
    }

    /// <summary>A session that has neither ended nor expired; else null.</summary>
    private async Task<StoredSession?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (await cache.GetAsync(KeyOf(id), cancellationToken) is not { } bytes)
        {
            return null;
        }

        var stored = JsonSerializer.Deserialize(bytes, StoredSessionJson.Default.StoredSession) ?? throw new JsonException("A session is not null.");
        if (SessionEnds.IsOver(stored, await _ends.ReadAsync(stored.Session, cancellationToken)))
        {
            await cache.RemoveAsync(KeyOf(id), cancellationToken);
            return null;
        }

        return timeProvider.GetUtcNow() < stored.Session.ExpiresAt ? stored : null;
    }

    private async Task WriteAsync(StoredSession stored, CancellationToken cancellationToken)
    {
        var left = stored.Session.ExpiresAt - timeProvider.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            await cache.RemoveAsync(KeyOf(stored.Session.Id), cancellationToken);
            return;
        }

        var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = left < MaxLifetime ? left : MaxLifetime };
        await cache.SetAsync(KeyOf(stored.Session.Id), JsonSerializer.SerializeToUtf8Bytes(stored, StoredSessionJson.Default.StoredSession), options, cancellationToken);
    }

    // Only for showing: of two sign-ins at one moment it may lose one, and what it names is read before it is shown.
    private async Task AddToListAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        var key = ListKeyOf(SessionSelector.OfUser(session.SettingsKey, session.Issuer, session.Subject));
        var ids = IdsIn(await cache.GetStringAsync(key, cancellationToken)).TakeLast(ISessionStore.MaxListed - 1).Append(session.Id);
        var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = MaxLifetime };
        await cache.SetStringAsync(key, string.Join('\n', ids), options, cancellationToken);
    }

    private static string[] IdsIn(string? list) => list?.Split('\n') ?? [];

    private static string KeyOf(string id) => $"oidc:session:{id}";

    // A user is of one issuer of one provider; the selector sees to it.
    private static string ListKeyOf(SessionSelector user) =>
        $"oidc:user:{SessionFingerprint.OfUser(user.Tenant!, user.Provider!, user.Issuer!, user.Subject!)}";
}
