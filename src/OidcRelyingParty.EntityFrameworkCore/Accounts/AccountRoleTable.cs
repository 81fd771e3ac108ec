using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OidcRelyingParty.Accounts;

internal sealed class AccountRoleTable : IEntityTypeConfiguration<AccountRoleEntity>
{
    public void Configure(EntityTypeBuilder<AccountRoleEntity> builder)
    {
        builder.ToTable("OidcAccountRoles");
        builder.HasKey(role => new { role.AccountId, role.RoleHash });
        builder.Property(role => role.AccountId).HasMaxLength(64);
        builder.Property(role => role.Tenant).HasMaxLength(64);
        builder.Property(role => role.RoleHash).HasMaxLength(TextHash.Length);
        builder.Property(role => role.RoleFoldedHash).HasMaxLength(TextHash.Length);
        builder.HasIndex(role => new { role.Tenant, role.RoleHash });
        builder.HasIndex(role => new { role.Tenant, role.RoleFoldedHash });
    }
}
