using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using OidcRelyingParty;

namespace SampleHosting;

/// <summary>The database of a sample: SQLite in a file of its own, or PostgreSQL for several nodes.</summary>
/// <param name="options">The framework's.</param>
public sealed class SampleDatabase(DbContextOptions<SampleDatabase> options) : DbContext(options)
{
    /// <summary>
    /// Adds the database: <c>Database:Postgres</c> or <c>Database:Sqlite</c> (connection strings), else SQLite in <c>NAME.db</c> of the working directory.
    /// Nodes that share a database share the keys of <c>DataProtection:Directory</c> too; without one they are beside the database.
    /// </summary>
    /// <param name="builder">The sample.</param>
    /// <param name="name">Its name.</param>
    public static void Add(WebApplicationBuilder builder, string name)
    {
        var configuration = builder.Configuration;
        var keys = configuration["DataProtection:Directory"] is { Length: > 0 } directory ? directory : $"{name}.keys";
        builder.Services.AddDataProtection().SetApplicationName(name).PersistKeysToFileSystem(new DirectoryInfo(keys));
        builder.Services.AddDbContext<SampleDatabase>(database => _ = configuration["Database:Postgres"] is { Length: > 0 } postgres
            ? database.UseNpgsql(postgres, Retry)
            : database.UseSqlite(configuration["Database:Sqlite"] is { Length: > 0 } sqlite ? sqlite : $"Data Source={name}.db"));
        builder.Services.AddHostedService<Creation>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOidcRelyingParty();

    // A connection that was kept open breaks when the database restarts. Without another attempt that request would be anonymous, or fail.
    private static void Retry(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.EnableRetryOnFailure(3, TimeSpan.FromMilliseconds(100), errorCodesToAdd: null);

    /// <summary>Creates the tables before the first request; a host with migrations runs those instead.</summary>
    private sealed class Creation(IServiceScopeFactory scopes) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SampleDatabase>().Database.EnsureCreatedAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
