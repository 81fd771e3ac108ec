using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OidcRelyingParty.Sessions;

internal sealed class SessionTable : IEntityTypeConfiguration<SessionEntity>
{
    public void Configure(EntityTypeBuilder<SessionEntity> builder)
    {
        builder.ToTable("OidcSessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).HasMaxLength(64);
        builder.Property(session => session.Tenant).HasMaxLength(64);
        builder.Property(session => session.Provider).HasMaxLength(64);
        builder.Property(session => session.Issuer).HasMaxLength(2048);
        builder.Property(session => session.Subject).HasMaxLength(255);
        builder.Property(session => session.ProviderSessionId).HasMaxLength(255);
        builder.Property(session => session.UserHash).HasMaxLength(SessionFingerprint.Length);
        builder.Property(session => session.ProviderSessionHash).HasMaxLength(SessionFingerprint.Length);
        builder.Property(session => session.Device).HasMaxLength(200);
        builder.Property(session => session.StartedAt).HasConversion(HostDatabase.Instant);
        builder.Property(session => session.ExpiresAt).HasConversion(HostDatabase.Instant);
        builder.Property(session => session.RenewingUntil).HasConversion(HostDatabase.Instant);

        // Hashes, because an issuer is longer than a database takes into an index.
        builder.HasIndex(session => session.UserHash);
        builder.HasIndex(session => session.ProviderSessionHash);
        builder.HasIndex(session => session.ExpiresAt);
    }
}
