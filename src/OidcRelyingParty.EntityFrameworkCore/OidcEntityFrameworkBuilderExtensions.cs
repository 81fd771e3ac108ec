using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty;

/// <summary>Keeps what several nodes share in a database.</summary>
public static class OidcEntityFrameworkBuilderExtensions
{
    /// <summary>
    /// Keeps sessions and used sign-ins in the database of a context, which is registered as usual and whose model holds
    /// <see cref="OidcModelBuilderExtensions.AddOidcRelyingParty"/>. Each call has a context of its own.
    /// </summary>
    /// <typeparam name="TContext">The host's context.</typeparam>
    /// <param name="builder">The relying party.</param>
    public static OidcRelyingPartyBuilder UseEntityFramework<TContext>(this OidcRelyingPartyBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(provider => new HostDatabase(provider.GetRequiredService<IServiceScopeFactory>(), typeof(TContext)));
        return builder
            .UseSessionStore<EntityFrameworkSessionStore>()
            .UseReplayStore<EntityFrameworkReplayStore>();
    }
}
