using System.Collections.Concurrent;

namespace OidcRelyingParty.Sessions;

/// <summary>
/// Sessions in this process, for a host with one node: a restart ends them all, and users sign in again. Holds a million; the oldest then goes.
/// </summary>
internal sealed class InMemorySessionStore(TimeProvider timeProvider) : ISessionStore
{
    private const int MaxCount = 1_000_000;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, SessionRecord> _sessions = new(StringComparer.Ordinal);
    private readonly Lock _sweep = new();
    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;

    public ValueTask AddAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        Sweep();
        _sessions[session.Id] = session;
        return ValueTask.CompletedTask;
    }

    public ValueTask<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_sessions.TryGetValue(id, out var session) && IsAlive(session) ? session : null);

    public ValueTask<bool> TryReplaceAsync(SessionRecord session, CancellationToken cancellationToken) => ValueTask.FromResult(
        _sessions.TryGetValue(session.Id, out var current)
        && IsAlive(current)
        && current.Revision == session.Revision - 1
        && _sessions.TryUpdate(session.Id, session, current));

    public ValueTask EndAsync(SessionSelector selector, CancellationToken cancellationToken)
    {
        if (selector.Id is { } id)
        {
            _sessions.TryRemove(id, out _);
            return ValueTask.CompletedTask;
        }

        foreach (var (key, session) in _sessions)
        {
            if (selector.Matches(session))
            {
                _sessions.TryRemove(key, out _);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(SessionSelector selector, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<SessionRecord>>(
            [.. _sessions.Values.Where(session => IsAlive(session) && selector.Matches(session)).OrderByDescending(session => session.StartedAt).Take(ISessionStore.MaxListed)]);

    private bool IsAlive(SessionRecord session) => timeProvider.GetUtcNow() < session.ExpiresAt;

    private void Sweep()
    {
        var now = timeProvider.GetUtcNow();
        if ((now - _sweptAt < SweepInterval && _sessions.Count < MaxCount) || !_sweep.TryEnter())
        {
            return;
        }

        try
        {
            _sweptAt = now;
            foreach (var (id, session) in _sessions)
            {
                if (session.ExpiresAt <= now)
                {
                    _sessions.TryRemove(id, out _);
                }
            }

            // A tenth at once, so that a full store is not sorted at every sign-in.
            if (_sessions.Count >= MaxCount)
            {
                foreach (var session in _sessions.Values.OrderBy(session => session.StartedAt).Take(MaxCount / 10).ToArray())
                {
                    _sessions.TryRemove(session.Id, out _);
                }
            }
        }
        finally
        {
            _sweep.Exit();
        }
    }
}
