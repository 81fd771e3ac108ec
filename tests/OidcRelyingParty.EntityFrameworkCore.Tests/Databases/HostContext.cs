using Microsoft.EntityFrameworkCore;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>A host's own context with a table of its own, and ours in one line.</summary>
internal sealed class HostContext(DbContextOptions<HostContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOidcRelyingParty();
}
