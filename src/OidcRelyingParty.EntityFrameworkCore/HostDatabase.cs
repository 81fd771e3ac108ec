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
            return context.Model.FindEntityType(typeof(SessionEntity)) is not null ? await work(context).ConfigureAwait(false)
                : throw new InvalidOperationException($"The model of {contextType.Name} lacks the tables of the relying party. Call modelBuilder.AddOidcRelyingParty() in its OnModelCreating.");
        }
    }
}
