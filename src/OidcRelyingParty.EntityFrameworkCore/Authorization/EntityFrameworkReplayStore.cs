using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.Authorization;

/// <summary>Remembers in the database: of all callers on all nodes, the one whose row goes in is the first.</summary>
internal sealed class EntityFrameworkReplayStore(HostDatabase database, TimeProvider timeProvider, ILogger<EntityFrameworkReplayStore> logger) : IReplayStore
{
    private readonly ExpiredRows _expired = new(database, timeProvider, logger);

    public async ValueTask<bool> TryAddAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await _expired.DeleteNowAndThenAsync<UsedKeyEntity>((keys, instant) => keys.Where(used => used.ExpiresAt < instant), cancellationToken).ConfigureAwait(false);
        var row = new UsedKeyEntity { KeyHash = Hash(key), ExpiresAt = expiresAt };
        return await database.RunAsync(context => TryAddAsync(context, row, cancellationToken)).ConfigureAwait(false);
    }

    public async ValueTask<bool> ContainsAsync(string key, CancellationToken cancellationToken)
    {
        var (hash, now) = (Hash(key), timeProvider.GetUtcNow());
        return await database.RunAsync(context => context.Set<UsedKeyEntity>().AnyAsync(used => used.KeyHash == hash && used.ExpiresAt > now, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<bool> TryAddAsync(DbContext context, UsedKeyEntity row, CancellationToken cancellationToken)
    {
        context.Add(row);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        // Every database reports a key that is there already in its own way, so look. With no such row it failed for another reason.
        catch (DbUpdateException)
        {
            var same = context.Set<UsedKeyEntity>().Where(used => used.KeyHash == row.KeyHash);
            if (await TryTakeOverAsync(same, row.ExpiresAt, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            if (await same.AnyAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            throw;
        }
    }

    // A row that has expired but is still there. Of several callers one wins: for the others it has expired no longer.
    private async Task<bool> TryTakeOverAsync(IQueryable<UsedKeyEntity> same, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        return await same.Where(used => used.ExpiresAt <= now)
            .ExecuteUpdateAsync(update => update.SetProperty(used => used.ExpiresAt, expiresAt), cancellationToken).ConfigureAwait(false) == 1;
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
