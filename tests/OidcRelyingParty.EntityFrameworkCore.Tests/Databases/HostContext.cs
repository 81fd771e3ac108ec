using Microsoft.EntityFrameworkCore;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>A host's own context with a table and habits of its own, and ours in one line.</summary>
internal sealed class HostContext : DbContext
{
    public HostContext(DbContextOptions<HostContext> options)
        : base(options)
    {
        // As hosts do that mostly read, or insert much. Our stores must not depend on it.
        ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        ChangeTracker.AutoDetectChangesEnabled = false;
    }

    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOidcRelyingParty();
}
