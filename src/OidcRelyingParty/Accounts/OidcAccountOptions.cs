namespace OidcRelyingParty.Accounts;

/// <summary>What the host's developer decides about accounts, for all tenants; never an administrator's settings.</summary>
public sealed class OidcAccountOptions
{
    /// <summary>
    /// The role of those who administer a tenant. No sign-in takes it from the last enabled account of a tenant that has it, and no link leads to an
    /// account that has it. Default: null, the application has no such role; accounts are then never linked, because any could be an administrator's.
    /// </summary>
    public string? AdministratorRole { get; set; }

    /// <summary>
    /// The role of the super administrator. It comes from <see cref="SuperAdministrator"/> or from the application, and no claim gives it (it is one of the
    /// <see cref="OidcRelyingPartyOptions.ReservedRoles"/>) or takes it away. Default: null, there is none.
    /// </summary>
    public string? SuperAdministratorRole { get; set; }

    /// <summary>Who gets <see cref="SuperAdministratorRole"/> when signing in, and keeps it. Default: null, nobody.</summary>
    public SuperAdministrator? SuperAdministrator { get; set; }

    /// <summary>How long one answer of the <see cref="IAccountStore"/> may take. Default: 10 seconds; from 1 second to 1 minute.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether roles are such that nobody may come by them through another's account.</summary>
    internal bool ArePrivileged(IEnumerable<string> roles) => roles.Any(role => IsSame(role, AdministratorRole) || IsSame(role, SuperAdministratorRole));

    // To many applications "Admin" is "admin": whoever keeps the one in the table must not have named the other here in vain.
    private static bool IsSame(string role, string? named) => string.Equals(role, named, StringComparison.OrdinalIgnoreCase);
}
