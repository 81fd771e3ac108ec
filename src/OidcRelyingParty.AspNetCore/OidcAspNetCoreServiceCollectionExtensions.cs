using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Administration;
using OidcRelyingParty.Authentication;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.FrontEnd;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Secrets;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty;

/// <summary>Registers sign-in with OpenID providers in an ASP.NET Core host.</summary>
public static class OidcAspNetCoreServiceCollectionExtensions
{
    /// <summary>Adds sign-in with the settings and options of a configuration section, such as <c>Oidc</c>; see <c>docs/settings.md</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section: the provider's settings, <c>PublicOrigin</c> and the like.</param>
    public static OidcRelyingPartyBuilder AddOidcRelyingParty(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = services.AddOidcRelyingParty().UseConfiguration(section);
        services.Configure<OidcEndpointOptions>(section);
        services.Configure<OidcSessionOptions>(section.GetSection("Sessions"));
        services.Configure<OidcFrontEndOptions>(section.GetSection("FrontEnd"));
        services.Configure<OidcLoginOptions>(section.GetSection("Login"));
        services.AddSingleton<IHostedService>(provider => new ConfigurationNames(section, provider.GetRequiredService<ILogger<ConfigurationNames>>()));
        return builder;
    }

    /// <summary>
    /// Adds sign-in: the scheme <see cref="OidcDefaults.AuthenticationScheme"/> for challenge, forbid and sign-out, and the session in a cookie.
    /// Where the host has set default schemes itself, those stay. Calling it again changes nothing.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets paths and the public origin.</param>
    public static OidcRelyingPartyBuilder AddOidcRelyingParty(this IServiceCollection services, Action<OidcEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        var builder = services.AddOidcRelyingPartyCore();
        if (services.Any(service => service.ServiceType == typeof(SignInEndpoints)))
        {
            return builder;
        }

        services.AddOptionsWithValidateOnStart<OidcEndpointOptions, OidcEndpointOptionsValidator>();
        services.AddDataProtection();
        services.AddAntiforgery();
        services.TryAddSingleton<ISecretProtector, DataProtectionSecretProtector>();
        services.AddSingleton<SignInEndpoints>();
        services.AddSingleton<SignInStart>();
        services.AddSingleton<ISignInCompletion, SessionCompletion>();
        services.AddSingleton<ISignInCompletion, TrialCompletion>();
        services.AddSingleton<TrialStart>();
        services.AddSingleton<SignOutEndpoints>();
        services.AddSingleton<PendingSignInCookies>();
        services.AddSingleton<Initiators>();
        services.AddSingleton<IdTokenHintCookie>();
        services.AddSingleton<SignOutState>();
        services.AddSingleton<BackchannelLogoutEndpoint>();
        services.AddSingleton<FrontchannelLogoutEndpoint>();
        services.AddSingleton<RedirectUris>();
        services.AddSingleton<SameSiteRequest>();
        services.AddSingleton<LoginPaths>();
        services.AddSingleton<ErrorResponder>();
        services.TryAddTransient<OidcAuthenticationHandler>();

        services.AddOptionsWithValidateOnStart<OidcSessionOptions, OidcSessionOptionsValidator>();
        services.AddSingleton<SessionTicket>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<SessionRenewal>();
        services.AddSingleton<SessionTicketStore>();
        services.AddSingleton<SessionStart>();
        services.AddSingleton(provider => new OidcSessions(
            provider.GetRequiredService<SessionCache>(), provider.GetRequiredService<SessionRenewal>(), provider.GetRequiredService<TimeProvider>()));

        AddFrontEnd(services);

        services.AddAuthentication().AddCookie(OidcDefaults.SessionScheme).AddBearerToken(OidcDefaults.BearerScheme);
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SessionCookieSetup>();
        services.PostConfigure<CookieAuthenticationOptions>(OidcDefaults.SessionScheme, SessionTenant.Check);
        services.PostConfigure<BearerTokenOptions>(OidcDefaults.BearerScheme, BearerTokenSetup.AskForSession);
        services.Configure<AuthenticationOptions>(options =>
            options.AddScheme<OidcAuthenticationHandler>(OidcDefaults.AuthenticationScheme, displayName: null));
        services.PostConfigure<AuthenticationOptions>(options =>
        {
            options.DefaultAuthenticateScheme ??= options.DefaultScheme ?? OidcDefaults.SessionScheme;
            options.DefaultSignInScheme ??= options.DefaultScheme ?? OidcDefaults.SessionScheme;
            options.DefaultChallengeScheme ??= options.DefaultScheme ?? OidcDefaults.AuthenticationScheme;
            options.DefaultForbidScheme ??= options.DefaultScheme ?? OidcDefaults.AuthenticationScheme;
            options.DefaultSignOutScheme ??= options.DefaultScheme ?? OidcDefaults.AuthenticationScheme;
        });
        return builder;
    }

    private static void AddFrontEnd(IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<OidcFrontEndOptions, OidcFrontEndOptionsValidator>();
        services.AddSingleton<FrontEndLoginEndpoint>();
        services.AddSingleton<FrontEndTokenEndpoint>();
        services.AddSingleton<StartTickets>();
        services.AddSingleton<HandOverCodes>();
        services.AddSingleton<BearerSessions>();
        services.AddSingleton<ISignInCompletion, FrontEndCompletion>();
    }
}
