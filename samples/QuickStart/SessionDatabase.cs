using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using OidcRelyingParty;

namespace QuickStart;

/// <summary>Where sessions are kept: in this process, or in a database that several nodes may share.</summary>
internal sealed class SessionDatabase(DbContextOptions<SessionDatabase> options) : DbContext(options)
{
    /// <summary>
    /// Uses <c>Database:Postgres</c> (a connection string) or <c>Database:Sqlite</c> (likewise) when one is configured. Nodes that share a
    /// database also share the keys of their cookies: <c>DataProtection:Directory</c>.
    /// </summary>
    public static void UseIfConfigured(WebApplicationBuilder builder, OidcRelyingPartyBuilder relyingParty)
    {
        if (builder.Configuration["DataProtection:Directory"] is { Length: > 0 } directory)
        {
            builder.Services.AddDataProtection().SetApplicationName("QuickStart").PersistKeysToFileSystem(new DirectoryInfo(directory));
        }

        var (postgres, sqlite) = (builder.Configuration["Database:Postgres"], builder.Configuration["Database:Sqlite"]);
        if (string.IsNullOrEmpty(postgres) && string.IsNullOrEmpty(sqlite))
        {
            return;
        }

        builder.Services.AddDbContext<SessionDatabase>(database => _ = string.IsNullOrEmpty(postgres) ? database.UseSqlite(sqlite) : database.UseNpgsql(postgres, Retry));
        relyingParty.UseEntityFramework<SessionDatabase>();
        builder.Services.AddHostedService<Creation>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOidcRelyingParty();

    // A connection that was kept open breaks when the database restarts. Without another attempt that request would be anonymous, or fail.
    private static void Retry(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.EnableRetryOnFailure(3, TimeSpan.FromMilliseconds(100), errorCodesToAdd: null);

    /// <summary>Creates the tables before the first request; a host with migrations runs those instead.</summary>
    private sealed class Creation(IServiceScopeFactory scopes) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SessionDatabase>().Database.EnsureCreatedAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
