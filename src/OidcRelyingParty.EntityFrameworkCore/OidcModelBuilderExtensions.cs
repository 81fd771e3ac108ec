using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty;

/// <summary>Adds the tables of the relying party to a host's own context.</summary>
public static class OidcModelBuilderExtensions
{
    /// <summary>
    /// Adds the tables <c>OidcSessions</c>, <c>OidcUsedKeys</c>, <c>OidcSettingsHeads</c>, <c>OidcSettingsRevisions</c>, <c>OidcSettingsHistory</c>,
    /// <c>OidcAccounts</c>, <c>OidcAccountRoles</c> and <c>OidcAccountLogins</c>; call it in <c>OnModelCreating</c>. Instants are UTC ticks (100 ns since the year 1), which every database compares alike.
    /// </summary>
    /// <param name="modelBuilder">The model of the context.</param>
    public static ModelBuilder AddOidcRelyingParty(this ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        return modelBuilder
            .ApplyConfiguration(new SessionTable())
            .ApplyConfiguration(new UsedKeyTable())
            .ApplyConfiguration(new HeadTable())
            .ApplyConfiguration(new RevisionTable())
            .ApplyConfiguration(new HistoryTable())
            .ApplyConfiguration(new AccountTable())
            .ApplyConfiguration(new AccountRoleTable())
            .ApplyConfiguration(new AccountLoginTable());
    }
}
