using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty;

/// <summary>The host's database, through a new context for each piece of work.</summary>
internal sealed class HostDatabase(IServiceScopeFactory scopes, Type contextType)
{
    /// <summary>Instants as UTC ticks: SQLite compares its own form as text, and PostgreSQL's rounds to microseconds.</summary>
    public static readonly ValueConverter<DateTimeOffset, long> Instant =
        new(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    /// <summary>A text of somebody's own as every database can hold it: PostgreSQL has no NUL.</summary>
    public static string TextOf(string text) => text.Replace('\0', '\ufffd');

    public async Task<T> RunAsync<T>(Func<DbContext, Task<T>> work)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var context = (DbContext)scope.ServiceProvider.GetRequiredService(contextType);
            if (context.Model.FindEntityType(typeof(SessionEntity)) is null)
            {
                throw new InvalidOperationException($"The model of {contextType.Name} lacks the tables of the relying party. Call modelBuilder.AddOidcRelyingParty() in its OnModelCreating.");
            }

            // A host may have it otherwise for its own rows; ours would then be read, changed and not stored.
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
            context.ChangeTracker.AutoDetectChangesEnabled = true;
            return await work(context).ConfigureAwait(false);
        }
    }
}
