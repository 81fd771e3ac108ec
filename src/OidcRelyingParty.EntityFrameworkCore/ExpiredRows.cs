using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Diagnostics;

namespace OidcRelyingParty;

/// <summary>Deletes the rows of a table that have expired, at most once a minute on this node.</summary>
internal sealed class ExpiredRows(HostDatabase database, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // A node whose clock is ahead must not take away what still counts on the others.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private long _nextAt;

    /// <param name="expiredBefore">The rows that had expired at an instant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task DeleteNowAndThenAsync<TEntity>(Func<DbSet<TEntity>, DateTimeOffset, IQueryable<TEntity>> expiredBefore, CancellationToken cancellationToken)
        where TEntity : class
    {
        var now = timeProvider.GetUtcNow();
        var nextAt = Interlocked.Read(ref _nextAt);
        if (now.UtcTicks < nextAt || Interlocked.CompareExchange(ref _nextAt, (now + Interval).UtcTicks, nextAt) != nextAt)
        {
            return;
        }

        try
        {
            await database.RunAsync(context => expiredBefore(context.Set<TEntity>(), now - Grace).ExecuteDeleteAsync(cancellationToken)).ConfigureAwait(false);
        }
        // A full table is for the operator; nobody's sign-in fails for it.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.ExpiredRowsKept(e);
        }
    }
}
