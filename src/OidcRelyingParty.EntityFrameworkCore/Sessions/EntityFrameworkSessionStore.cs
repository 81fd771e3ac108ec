using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.Sessions;

/// <summary>Sessions in the database, for any number of nodes. Each change is one statement; an ended session is a deleted row.</summary>
internal sealed class EntityFrameworkSessionStore(HostDatabase database, TimeProvider timeProvider, ILogger<EntityFrameworkSessionStore> logger) : ISessionStore
{
    private readonly ExpiredRows _expired = new(database, timeProvider, logger);

    public async ValueTask AddAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        await _expired.DeleteNowAndThenAsync<SessionEntity>((sessions, instant) => sessions.Where(one => one.ExpiresAt < instant), cancellationToken).ConfigureAwait(false);
        await database.RunAsync(context =>
        {
            context.Add(SessionEntity.Of(session));
            return context.SaveChangesAsync(cancellationToken);
        }).ConfigureAwait(false);
    }

    public async ValueTask<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        // As it is in no row; asked for as it came, some databases would fail.
        id = HostDatabase.TextOf(id);
        var found = await database.RunAsync(context => Alive(context).SingleOrDefaultAsync(session => session.Id == id, cancellationToken)).ConfigureAwait(false);
        return found?.ToRecord();
    }

    public async ValueTask<bool> TryReplaceAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        var revisionBefore = session.Revision - 1;
        return await database.RunAsync(context => Alive(context)
            .Where(stored => stored.Id == session.Id && stored.Revision == revisionBefore)
            .ExecuteUpdateAsync(update => update
                .SetProperty(stored => stored.Revision, session.Revision)
                .SetProperty(stored => stored.ExpiresAt, session.ExpiresAt)
                .SetProperty(stored => stored.Device, session.Device)
                .SetProperty(stored => stored.RenewingUntil, session.RenewingUntil)
                .SetProperty(stored => stored.Payload, session.Payload), cancellationToken)).ConfigureAwait(false) == 1;
    }

    public async ValueTask EndAsync(SessionSelector selector, CancellationToken cancellationToken) =>
        await database.RunAsync(context => context.Set<SessionEntity>().MeantBy(selector).ExecuteDeleteAsync(cancellationToken)).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<SessionRecord>> ListAsync(SessionSelector selector, CancellationToken cancellationToken)
    {
        var found = await database.RunAsync(context => Alive(context)
            .MeantBy(selector)
            .OrderByDescending(session => session.StartedAt)
            .Take(ISessionStore.MaxListed)
            .ToListAsync(cancellationToken)).ConfigureAwait(false);
        return [.. found.Select(session => session.ToRecord())];
    }

    private IQueryable<SessionEntity> Alive(DbContext context)
    {
        var now = timeProvider.GetUtcNow();
        return context.Set<SessionEntity>().AsNoTracking().Where(session => now < session.ExpiresAt);
    }
}
