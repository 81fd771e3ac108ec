using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OidcRelyingParty.Accounts;

internal sealed class AccountLoginTable : IEntityTypeConfiguration<AccountLoginEntity>
{
    public void Configure(EntityTypeBuilder<AccountLoginEntity> builder)
    {
        builder.ToTable("OidcAccountLogins");
        builder.HasKey(login => login.LoginHash);
        builder.Property(login => login.LoginHash).HasMaxLength(TextHash.Length);
        builder.Property(login => login.AccountId).HasMaxLength(64);
        builder.HasIndex(login => login.AccountId);
    }
}
