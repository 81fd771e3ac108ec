namespace OidcRelyingParty.Accounts;

/// <summary>The account that a user has entered, and the roles of the session.</summary>
internal sealed record ProvisionedAccount(Account Account, IReadOnlyList<string> Roles);
