using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Sessions;

/// <summary>
/// What this node last read of the sessions in use. A request costs one look here; the store is asked again after the check interval, and the
/// payload is opened again only when it has changed.
/// </summary>
internal sealed class SessionCache(ISessionStore store, SessionTicket tickets, IOptions<OidcSessionOptions> options, TimeProvider timeProvider) : IDisposable
{
    private const int MaxCount = 10_000;
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _sessions = new(new MemoryCacheOptions { SizeLimit = MaxCount });

    // Sessions in memory are asked every time: it costs no more than looking here.
    private readonly TimeSpan _checkInterval = store is InMemorySessionStore ? TimeSpan.Zero : options.Value.CheckInterval;

    /// <summary>The session as of at most the check interval ago; null when it has ended.</summary>
    public async ValueTask<CachedSession?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var known = _sessions.Get<CachedSession>(id);
        if (known is not null && timeProvider.GetUtcNow() - known.ReadAt < _checkInterval)
        {
            return known;
        }

        return await ReadAsync(id, known, cancellationToken);
    }

    /// <summary>The session as of now; null when it has ended.</summary>
    public ValueTask<CachedSession?> ReadAsync(string id, CancellationToken cancellationToken) => ReadAsync(id, _sessions.Get<CachedSession>(id), cancellationToken);

    /// <summary>Takes note of a state this node has just written.</summary>
    public CachedSession Set(SessionRecord session, AuthenticationTicket ticket)
    {
        ticket.Properties.SetString(SessionTicket.IdItem, session.Id);
        var cached = new CachedSession(session, ticket, timeProvider.GetUtcNow());
        _sessions.Set(session.Id, cached, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = MaxIdle });
        return cached;
    }

    /// <summary>Forgets the sessions that this node has just ended.</summary>
    public void Forget(SessionSelector selector)
    {
        if (selector.Id is { } id)
        {
            _sessions.Remove(id);
        }
        else
        {
            // Which ones match is in the store, and here it costs one read each to find out again.
            _sessions.Clear();
        }
    }

    public void Dispose() => _sessions.Dispose();

    private async ValueTask<CachedSession?> ReadAsync(string id, CachedSession? known, CancellationToken cancellationToken)
    {
        var session = await store.FindAsync(id, cancellationToken);
        var ticket = session is null ? null
            : known?.Session.Revision == session.Revision ? known.Ticket
            : tickets.Unprotect(session);
        if (session is null || ticket is null)
        {
            _sessions.Remove(id);
            return null;
        }

        return Set(session, ticket);
    }
}
