using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

internal sealed class RevisionTable : IEntityTypeConfiguration<RevisionEntity>
{
    public void Configure(EntityTypeBuilder<RevisionEntity> builder)
    {
        builder.ToTable("OidcSettingsRevisions");
        builder.HasKey(revision => new { revision.Tenant, revision.Provider, revision.Version });
        builder.Property(revision => revision.Tenant).HasMaxLength(64);
        builder.Property(revision => revision.Provider).HasMaxLength(64);
        builder.Property(revision => revision.Version).HasMaxLength(64);
        builder.Property(revision => revision.IssuerHash).HasMaxLength(IssuerFingerprint.Length);
        builder.Property(revision => revision.SavedAt).HasConversion(HostDatabase.Instant);
        builder.Property(revision => revision.SecretSetAt).HasConversion(HostDatabase.Instant);
        builder.Property(revision => revision.TestedAt).HasConversion(HostDatabase.Instant);
        builder.Property(revision => revision.ProvenAt).HasConversion(HostDatabase.Instant);
        builder.Property(revision => revision.ActivatedAt).HasConversion(HostDatabase.Instant);
        builder.HasIndex(revision => revision.IssuerHash);
    }
}
