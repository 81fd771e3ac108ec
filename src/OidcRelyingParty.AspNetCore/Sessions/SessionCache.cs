using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Sessions;

/// <summary>
/// The store as this node sees it, with what it last read of the sessions in use. A request costs one look here; the store is asked again after
/// the check interval, and the payload is opened again only when it has changed. Failures of the store are <see cref="OidcErrorCodes.SessionStoreFailed"/>.
/// </summary>
internal sealed class SessionCache(ISessionStore store, SessionTicket tickets, IOptions<OidcSessionOptions> options, TimeProvider timeProvider) : IDisposable
{
    private const int MaxCount = 10_000;
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _sessions = new(new MemoryCacheOptions { SizeLimit = MaxCount });

    // Sessions in memory are asked every time: it costs no more than looking here.
    private readonly TimeSpan _checkInterval = store is InMemorySessionStore ? TimeSpan.Zero : options.Value.CheckInterval;

    private int _endings;

    /// <summary>Keeps a new session; its payload is made here.</summary>
    public async Task AddAsync(SessionRecord session, AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        var before = Now();
        await AskAsync(async () => await store.AddAsync(session, cancellationToken), cancellationToken);
        Remember(session, ticket, before);
    }

    /// <summary>The session as of at most the check interval ago; null when it has ended.</summary>
    public async ValueTask<CachedSession?> FindAsync(string id, CancellationToken cancellationToken) =>
        _sessions.Get<CachedSession>(id) is { } known && timeProvider.GetUtcNow() - known.ReadAt < _checkInterval
            ? known
            : await ReadAsync(id, cancellationToken);

    /// <summary>The session as of now; null when it has ended.</summary>
    public async ValueTask<CachedSession?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var before = Now();
        var known = _sessions.Get<CachedSession>(id);
        var session = await AskAsync(async () => await store.FindAsync(id, cancellationToken), cancellationToken);
        var ticket = session is null ? null
            : known?.Session.Revision == session.Revision ? known.Ticket
            : tickets.Unprotect(session);
        if (session is null || ticket is null)
        {
            _sessions.Remove(id);
            return null;
        }

        return Remember(session, ticket, before);
    }

    /// <summary>Replaces a session by what <paramref name="change"/> makes of its newest state, or leaves it when that is null.</summary>
    /// <returns>The state after that; null when the session has ended, and ended it stays.</returns>
    public async Task<CachedSession?> ChangeAsync(string id, Func<CachedSession, CachedSession?> change, CancellationToken cancellationToken)
    {
        while (await ReadAsync(id, cancellationToken) is { } current)
        {
            if (change(current) is not { } changed)
            {
                return current;
            }

            if (await TryReplaceAsync(current, changed, cancellationToken) is { } replaced)
            {
                return replaced;
            }
        }

        return null;
    }

    /// <summary>Replaces a session if it is still in the state that was read; null when it is not.</summary>
    public async Task<CachedSession?> TryReplaceAsync(CachedSession current, CachedSession changed, CancellationToken cancellationToken)
    {
        var before = Now();
        var isSameTicket = ReferenceEquals(changed.Ticket, current.Ticket);
        var session = changed.Session with
        {
            Revision = current.Session.Revision + 1,
            Payload = isSameTicket ? current.Session.Payload : tickets.Protect(current.Session.Id, changed.Ticket),
        };
        return await AskAsync(async () => await store.TryReplaceAsync(session, cancellationToken), cancellationToken)
            ? Remember(session, changed.Ticket, before)
            : null;
    }

    /// <summary>Ends sessions.</summary>
    public async Task EndAsync(SessionSelector selector, CancellationToken cancellationToken)
    {
        await AskAsync(async () => await store.EndAsync(selector, cancellationToken), cancellationToken);
        Interlocked.Increment(ref _endings);
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

    /// <summary>The sessions of a user, the newest first.</summary>
    public Task<IReadOnlyList<SessionRecord>> ListAsync(SessionSelector selector, CancellationToken cancellationToken) =>
        AskAsync(async () => await store.ListAsync(selector, cancellationToken), cancellationToken);

    public void Dispose() => _sessions.Dispose();

    private Moment Now() => new(timeProvider.GetUtcNow(), Volatile.Read(ref _endings));

    // As of before the store was asked: nobody knows when on the way the session was as the answer says.
    private CachedSession Remember(SessionRecord session, AuthenticationTicket ticket, Moment before)
    {
        var cached = new CachedSession(session, ticket, before.Time);
        _sessions.Set(session.Id, cached, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = MaxIdle });
        if (Volatile.Read(ref _endings) != before.Endings)
        {
            // It may be one of those that ended since the store was asked.
            _sessions.Remove(session.Id);
        }

        return cached;
    }

    private static async Task AskAsync(Func<Task> ask, CancellationToken cancellationToken) => await AskAsync(
        async () =>
        {
            await ask();
            return true;
        },
        cancellationToken);

    // Also when the store itself gave up waiting, which is not the caller's doing.
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new OidcException(OidcErrorCodes.SessionStoreFailed, "The store of the sessions failed.", innerException: e);
        }
    }

    private readonly record struct Moment(DateTimeOffset Time, int Endings);
}
