using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OidcRelyingParty.Login;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty;

/// <summary>Chooses how an ASP.NET Core host keeps sessions, and whether it has a login of its own.</summary>
public static class OidcRelyingPartyBuilderExtensions
{
    /// <summary>
    /// Keeps sessions in the cookie alone and nothing on the server. They survive a restart and need no store, but cannot be ended from outside,
    /// renewed or listed; tokens are not kept, and a copy of the cookie works until it expires.
    /// </summary>
    /// <param name="builder">The relying party.</param>
    public static OidcRelyingPartyBuilder UseStatelessSessions(this OidcRelyingPartyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<CookieAuthenticationOptions>(OidcDefaults.SessionScheme, cookie => cookie.SessionStore = null);
        return builder;
    }

    /// <summary>
    /// Keeps sessions in the host's distributed cache (<c>IDistributedCache</c>), shared by all its nodes. The cache must keep what it holds: one
    /// that evicts entries when memory is short ends sessions and, worse, may forget that a session was ended.
    /// </summary>
    /// <remarks>
    /// Ended sessions stay ended on every node. What such a cache cannot do: two nodes may both renew a session in the moment before one sees the
    /// other's lease, which a provider that detects reused refresh tokens may answer by ending the session; the list of a user's sessions may miss
    /// one of two sign-ins at the same moment; a session whose state is not written for 30 days is over. Used sign-ins need a store of their own. A
    /// database (<c>UseEntityFramework</c> of the package OidcRelyingParty.EntityFrameworkCore) has none of these limits.
    /// </remarks>
    /// <param name="builder">The relying party.</param>
    public static OidcRelyingPartyBuilder UseDistributedCacheSessions(this OidcRelyingPartyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseSessionStore<DistributedCacheSessionStore>();
    }

    /// <summary>
    /// Adds a login page at <see cref="OidcEndpointOptions.LoginPath"/> with a button for each provider and the application's own form, which is there
    /// whatever is wrong with settings and providers (<c>?backup=1</c>). Calling it again changes nothing but options.
    /// </summary>
    /// <remarks>
    /// An anonymous page view then leads to that page, or straight to the provider where <see cref="Settings.OidcSettings.AutoSignIn"/> says so;
    /// <c>?showLoginPage=true</c> on any address leads to the page all the same.
    /// </remarks>
    /// <typeparam name="T">The host's check of user name and password; one instance a request.</typeparam>
    /// <param name="builder">The relying party.</param>
    /// <param name="configure">Sets limits and labels.</param>
    public static OidcRelyingPartyBuilder AddLocalSignIn<T>(this OidcRelyingPartyBuilder builder, Action<OidcLoginOptions>? configure = null)
        where T : class, ILocalSignIn
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<OidcLoginOptions, OidcLoginOptionsValidator>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddScoped<ILocalSignIn, T>();
        services.TryAddSingleton<AttemptLimiter>();
        services.TryAddSingleton<LocalSignInCheck>();
        services.TryAddSingleton<LocalSignInEndpoint>();
        services.TryAddSingleton<LoginPageWriter>();
        services.TryAddSingleton<LoginEndpoints>();
        return builder;
    }
}
