using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty;

/// <summary>
/// Keeps what several nodes share in the database of a host's context, which is registered as usual and whose model holds
/// <see cref="OidcModelBuilderExtensions.AddOidcRelyingParty"/>. Each call has a context of its own. A host has one such context: the last one named counts.
/// </summary>
public static class OidcEntityFrameworkBuilderExtensions
{
    /// <summary>Keeps sessions and used sign-ins in the database.</summary>
    /// <typeparam name="TContext">The host's context.</typeparam>
    /// <param name="builder">The relying party.</param>
    public static OidcRelyingPartyBuilder UseEntityFramework<TContext>(this OidcRelyingPartyBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .UseDatabase<TContext>()
            .UseSessionStore<EntityFrameworkSessionStore>()
            .UseReplayStore<EntityFrameworkReplayStore>();
    }

    /// <summary>
    /// Keeps settings in the database: every revision, and who did what. An administrator changes them through <see cref="SettingsAdministration"/>; secrets
    /// are encrypted by <see cref="ISecretProtector"/>, in ASP.NET Core with the key ring that the nodes must share.
    /// </summary>
    /// <typeparam name="TContext">The host's context.</typeparam>
    /// <param name="builder">The relying party.</param>
    /// <param name="configure">Says when changes count.</param>
    public static OidcRelyingPartyBuilder UseEntityFrameworkRevisions<TContext>(this OidcRelyingPartyBuilder builder, Action<SettingsAdministrationOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .UseDatabase<TContext>()
            .UseRevisions<EntityFrameworkRevisionStore>(configure);
    }

    /// <summary>
    /// Keeps accounts in the database, with the logins that lead to them, for hosts without a table of users of their own: see <see cref="OidcAccount"/>.
    /// </summary>
    /// <typeparam name="TContext">The host's context.</typeparam>
    /// <param name="builder">The relying party.</param>
    /// <param name="configure">Names administrators.</param>
    public static OidcRelyingPartyBuilder UseEntityFrameworkAccounts<TContext>(this OidcRelyingPartyBuilder builder, Action<OidcAccountOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .UseDatabase<TContext>()
            .UseAccounts<EntityFrameworkAccountStore>(configure);
    }

    private static OidcRelyingPartyBuilder UseDatabase<TContext>(this OidcRelyingPartyBuilder builder)
        where TContext : DbContext
    {
        builder.Services.Replace(ServiceDescriptor.Singleton(provider => new HostDatabase(provider.GetRequiredService<IServiceScopeFactory>(), typeof(TContext))));
        return builder;
    }
}
