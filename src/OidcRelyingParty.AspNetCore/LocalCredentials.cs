namespace OidcRelyingParty;

/// <summary>What somebody entered in the form of the application's own login.</summary>
/// <param name="Tenant">The tenant of the login page.</param>
/// <param name="UserName">As it was entered; 1 to 256 characters.</param>
/// <param name="Password">As it was entered; 1 to 4,096 characters.</param>
public sealed record LocalCredentials(string Tenant, string UserName, Secret Password);
