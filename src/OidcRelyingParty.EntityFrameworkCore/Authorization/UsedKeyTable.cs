using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OidcRelyingParty.Authorization;

internal sealed class UsedKeyTable : IEntityTypeConfiguration<UsedKeyEntity>
{
    public void Configure(EntityTypeBuilder<UsedKeyEntity> builder)
    {
        builder.ToTable("OidcUsedKeys");
        builder.HasKey(used => used.KeyHash);
        builder.Property(used => used.KeyHash).HasMaxLength(64);
        builder.Property(used => used.ExpiresAt).HasConversion(HostDatabase.Instant);
        builder.HasIndex(used => used.ExpiresAt);
    }
}
