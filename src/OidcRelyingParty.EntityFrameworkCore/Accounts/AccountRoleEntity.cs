namespace OidcRelyingParty.Accounts;

/// <summary>A row of the table of accounts' roles.</summary>
internal sealed class AccountRoleEntity
{
    public required string AccountId { get; init; }

    /// <summary>The account's tenant, so that the holders of a role are found without a join.</summary>
    public required string Tenant { get; init; }

    public required string RoleHash { get; init; }

    public required string RoleFoldedHash { get; init; }

    public required string Role { get; init; }

    /// <summary>The place among the account's roles.</summary>
    public required int Position { get; set; }
}
