using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>Settings in the database. A change is one transaction: head, revision and history, or nothing.</summary>
internal sealed class EntityFrameworkRevisionStore(HostDatabase database, RevisionSerializer serializer) : ISettingsRevisionStore
{
    public async ValueTask<SettingsHead?> FindHeadAsync(OidcSettingsKey key, CancellationToken cancellationToken)
    {
        var found = await database.RunAsync(context => HeadOf(context, key).SingleOrDefaultAsync(cancellationToken)).ConfigureAwait(false);
        return found?.ToHead();
    }

    public async ValueTask<SettingsRevision?> FindRevisionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken)
    {
        // As it is in no row; asked for as it came, some databases would fail.
        version = HostDatabase.TextOf(version);
        var found = await database.RunAsync(context => RevisionOf(context, key, version).SingleOrDefaultAsync(cancellationToken)).ConfigureAwait(false);
        return found?.ToRevision(serializer);
    }

    public async ValueTask<bool> TryApplyAsync(SettingsChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var revision = change.Revision is null ? null : RevisionEntity.Of(change.Revision, serializer);
        return await database.RunAsync(context => TryApplyAsync(context, change, revision, cancellationToken)).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<SettingsHistoryEntry>> ListHistoryAsync(OidcSettingsKey key, int max, CancellationToken cancellationToken)
    {
        var (tenant, provider) = key;
        var found = await database.RunAsync(context => context.Set<HistoryEntity>().AsNoTracking()
            .Where(entry => entry.Tenant == tenant && entry.Provider == provider)
            .OrderByDescending(entry => entry.Id)
            .Take(max)
            .ToListAsync(cancellationToken)).ConfigureAwait(false);
        return [.. found.Select(entry => entry.ToEntry())];
    }

    public async ValueTask<IReadOnlyList<SettingsHead>> ListProvidersAsync(string tenant, CancellationToken cancellationToken)
    {
        var found = await database.RunAsync(context => context.Set<HeadEntity>().AsNoTracking().Where(head => head.Tenant == tenant).ToListAsync(cancellationToken)).ConfigureAwait(false);

        // Every database orders texts in its own way.
        return [.. found.OrderBy(head => head.Provider, StringComparer.Ordinal).Select(head => head.ToHead())];
    }

    public async ValueTask<IReadOnlyList<OidcSettingsKey>> FindKeysByIssuerAsync(string issuer, CancellationToken cancellationToken)
    {
        var hashes = IssuerFingerprint.Of(issuer);
        var found = await database.RunAsync(context => context.Set<RevisionEntity>()
            .Where(revision => hashes.Contains(revision.IssuerHash))
            .Join(
                context.Set<HeadEntity>(),
                revision => new { revision.Tenant, revision.Provider },
                head => new { head.Tenant, head.Provider },
                (revision, head) => new { head.Tenant, head.Provider, head.ActiveVersion, head.FallbackVersion, revision.Version })
            .Where(pair => pair.Version == pair.ActiveVersion || pair.Version == pair.FallbackVersion)
            .Select(pair => new { pair.Tenant, pair.Provider })
            .Distinct()
            .ToListAsync(cancellationToken)).ConfigureAwait(false);
        return [.. found.Select(key => new OidcSettingsKey(key.Tenant, key.Provider))];
    }

    private static async Task<bool> TryApplyAsync(DbContext context, SettingsChange change, RevisionEntity? revision, CancellationToken cancellationToken)
    {
        var key = change.Head.Key;
        if (revision is not null)
        {
            // Nobody else adds it in between: that would be another change, after which the stamp is another.
            var isKnown = await RevisionOf(context, key, revision.Version).AnyAsync(cancellationToken).ConfigureAwait(false);
            var entry = context.Entry(revision);
            entry.State = isKnown ? EntityState.Unchanged : EntityState.Added;
            // Only what is known of a revision grows. Its settings stay as they are: a node that cannot decrypt their secrets would write that there are none.
            foreach (var name in isKnown ? RevisionEntity.Growing : [])
            {
                entry.Property(name).IsModified = true;
            }
        }

        context.Add(HistoryEntity.Of(key, change.Entry));
        var head = context.Entry(HeadEntity.Of(change.Head));
        head.State = change.ExpectedStamp is null ? EntityState.Added : EntityState.Modified;
        head.Property(entity => entity.Stamp).OriginalValue = change.ExpectedStamp ?? change.Head.Stamp;
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        // Another stamp is stored. Or ours: the database did it and the connection broke before it said so, and the host's context tried again.
        catch (DbUpdateException)
        {
            var stored = await HeadOf(context, key).Select(stored => stored.Stamp).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            if (stored == change.ExpectedStamp)
            {
                throw;
            }

            return stored == change.Head.Stamp;
        }
    }

    private static IQueryable<HeadEntity> HeadOf(DbContext context, OidcSettingsKey key)
    {
        var (tenant, provider) = key;
        return context.Set<HeadEntity>().AsNoTracking().Where(head => head.Tenant == tenant && head.Provider == provider);
    }

    private static IQueryable<RevisionEntity> RevisionOf(DbContext context, OidcSettingsKey key, string version)
    {
        var (tenant, provider) = key;
        return context.Set<RevisionEntity>().AsNoTracking().Where(revision => revision.Tenant == tenant && revision.Provider == provider && revision.Version == version);
    }
}
