using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OidcRelyingParty.Revisions;

internal sealed class HeadTable : IEntityTypeConfiguration<HeadEntity>
{
    public void Configure(EntityTypeBuilder<HeadEntity> builder)
    {
        builder.ToTable("OidcSettingsHeads");
        builder.HasKey(head => new { head.Tenant, head.Provider });
        builder.Property(head => head.Tenant).HasMaxLength(64);
        builder.Property(head => head.Provider).HasMaxLength(64);
        builder.Property(head => head.Stamp).HasMaxLength(64).IsConcurrencyToken();
        builder.Property(head => head.LatestVersion).HasMaxLength(64);
        builder.Property(head => head.ActiveVersion).HasMaxLength(64);
        builder.Property(head => head.FallbackVersion).HasMaxLength(64);
        builder.Property(head => head.ConfirmBy).HasConversion(HostDatabase.Instant);
    }
}
