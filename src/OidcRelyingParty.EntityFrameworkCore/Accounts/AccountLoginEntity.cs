namespace OidcRelyingParty.Accounts;

/// <summary>A row of the table of external logins: which account a user of a provider enters.</summary>
internal sealed class AccountLoginEntity
{
    /// <summary>The hash of tenant, issuer and subject.</summary>
    public required string LoginHash { get; init; }

    public required string AccountId { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }
}
