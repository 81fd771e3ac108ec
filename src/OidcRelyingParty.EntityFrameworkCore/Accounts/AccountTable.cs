using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OidcRelyingParty.Accounts;

internal sealed class AccountTable : IEntityTypeConfiguration<OidcAccount>
{
    private const int MaxTextLength = 256;

    public void Configure(EntityTypeBuilder<OidcAccount> builder)
    {
        builder.ToTable("OidcAccounts");
        builder.HasKey(account => account.Id);
        builder.Property(account => account.Id).HasMaxLength(64);
        builder.Property(account => account.Tenant).HasMaxLength(64);
        builder.Property(account => account.UserId).HasMaxLength(MaxTextLength);
        builder.Property(account => account.UserName).HasMaxLength(MaxTextLength);
        builder.Property(account => account.Email).HasMaxLength(MaxTextLength);
        builder.Property(account => account.DisplayName).HasMaxLength(MaxTextLength);
        builder.Property(account => account.Revision).HasMaxLength(64).IsConcurrencyToken();
        builder.Ignore(account => account.CurrentRevision);
        builder.Property(account => account.UserIdHash).HasMaxLength(TextHash.Length);
        builder.Property(account => account.UserIdFoldedHash).HasMaxLength(TextHash.Length);
        builder.Property(account => account.UserNameHash).HasMaxLength(TextHash.Length);
        builder.Property(account => account.UserNameFoldedHash).HasMaxLength(TextHash.Length);
        builder.Property(account => account.EmailHash).HasMaxLength(TextHash.Length);
        builder.Property(account => account.EmailFoldedHash).HasMaxLength(TextHash.Length);
        builder.HasIndex(account => new { account.Tenant, account.UserIdHash }).IsUnique();
        builder.HasIndex(account => new { account.Tenant, account.UserIdFoldedHash });
        builder.HasIndex(account => new { account.Tenant, account.UserNameFoldedHash }).IsUnique();
        builder.HasIndex(account => new { account.Tenant, account.EmailFoldedHash });
        builder.HasMany(account => account.Roles).WithOne().HasForeignKey(role => role.AccountId);
        builder.HasMany(account => account.Logins).WithOne().HasForeignKey(login => login.AccountId);
    }
}
