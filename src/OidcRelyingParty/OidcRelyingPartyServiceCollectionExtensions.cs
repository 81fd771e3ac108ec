using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Access;
using OidcRelyingParty.AccessTokens;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Logout;
using OidcRelyingParty.Probing;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;
using OidcRelyingParty.UserInfo;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty;

/// <summary>Registers the relying party without ASP.NET Core.</summary>
public static class OidcRelyingPartyServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="RelyingParty"/> and what it needs; called again, it only sets more options. ASP.NET Core hosts call <c>AddOidcRelyingParty</c>
    /// of the package OidcRelyingParty.AspNetCore instead. Without a store the settings are empty and in memory.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options.</param>
    public static OidcRelyingPartyBuilder AddOidcRelyingPartyCore(this IServiceCollection services, Action<OidcRelyingPartyOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        if (configure is not null)
        {
            services.Configure(configure);
        }

        // Once only: again, it would put our HTTP handler over one that the host has chosen since.
        if (!services.Any(service => service.ServiceType == typeof(ProviderClient)))
        {
            AddServices(services);
        }

        return new OidcRelyingPartyBuilder(services);
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptionsWithValidateOnStart<OidcRelyingPartyOptions, OidcRelyingPartyOptionsValidator>();
        services.AddHttpClient(ProviderClient.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(provider => ProviderClient.CreateHandler(provider.GetRequiredService<OutboundGuard>()))
            .RemoveAllLoggers();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<OutboundGuard>();
        services.TryAddSingleton<ProviderClient>();

        services.TryAddSingleton<OidcSettingsValidator>();
        services.TryAddSingleton<IOidcSettingsStore, InMemorySettingsStore>();
        services.TryAddSingleton<SettingsResolver>();

        services.TryAddSingleton<SignatureAlgorithms>();
        services.TryAddSingleton<ProviderMetadataClient>();
        services.TryAddSingleton<ProviderMetadataCache>();
        services.TryAddSingleton<SignatureVerifier>();

        services.TryAddSingleton<IReplayStore, InMemoryReplayStore>();
        services.TryAddSingleton<OneTimeUse>();
        services.TryAddSingleton<ClientAuthentication>();
        services.TryAddSingleton<TokenClient>();
        services.TryAddSingleton<IdTokenValidator>();
        services.TryAddSingleton<UserInfoClient>();
        services.TryAddSingleton<AccessTokenReader>();
        services.TryAddSingleton(provider => new RoleExplainer(provider.GetRequiredService<IOptions<OidcRelyingPartyOptions>>()));
        services.TryAddSingleton<LogoutTokenValidator>();
        services.TryAddSingleton<ProviderHealth>();
        services.TryAddSingleton(provider => new SignInWays(
            provider.GetRequiredService<IOidcSettingsStore>(), provider.GetRequiredService<ProviderHealth>(), provider.GetRequiredService<ILogger<SignInWays>>()));
        services.TryAddSingleton<ISessionStore, InMemorySessionStore>();
        services.TryAddSingleton<ProbeGate>();
        services.TryAddSingleton<KeySetCheck>();
        services.TryAddSingleton<ClientCheck>();
        services.TryAddSingleton<RedirectUriCheck>();
        services.TryAddSingleton(provider => new SettingsProbe(
            provider.GetRequiredService<OidcSettingsValidator>(),
            provider.GetRequiredService<ProbeGate>(),
            provider.GetRequiredService<ProviderMetadataClient>(),
            provider.GetRequiredService<KeySetCheck>(),
            provider.GetRequiredService<ClientCheck>(),
            provider.GetRequiredService<RedirectUriCheck>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SettingsProbe>>()));
        services.TryAddSingleton(provider => new RelyingParty(
            provider.GetRequiredService<SettingsResolver>(),
            provider.GetRequiredService<ProviderMetadataCache>(),
            provider.GetRequiredService<OneTimeUse>(),
            provider.GetRequiredService<ProviderHealth>(),
            provider.GetRequiredService<TokenClient>(),
            provider.GetRequiredService<IdTokenValidator>(),
            provider.GetRequiredService<UserInfoClient>(),
            provider.GetRequiredService<AccessTokenReader>(),
            provider.GetRequiredService<RoleExplainer>(),
            provider.GetService<AccountProvisioner>(),
            provider.GetRequiredService<LogoutTokenValidator>(),
            provider.GetRequiredService<IOptions<OidcRelyingPartyOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RelyingParty>>()));
    }
}
