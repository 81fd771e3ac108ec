using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OidcRelyingParty.Revisions;

internal sealed class HistoryTable : IEntityTypeConfiguration<HistoryEntity>
{
    public void Configure(EntityTypeBuilder<HistoryEntity> builder)
    {
        builder.ToTable("OidcSettingsHistory");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Tenant).HasMaxLength(64);
        builder.Property(entry => entry.Provider).HasMaxLength(64);
        builder.Property(entry => entry.At).HasConversion(HostDatabase.Instant);
        builder.Property(entry => entry.Action).HasConversion<string>().HasMaxLength(32);
        builder.Property(entry => entry.Version).HasMaxLength(64);
        builder.HasIndex(entry => new { entry.Tenant, entry.Provider, entry.Id });
    }
}
