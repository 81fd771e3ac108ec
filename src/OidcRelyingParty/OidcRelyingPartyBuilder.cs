using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Probing;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty;

/// <summary>Replaces parts of the relying party. The last call of a kind wins.</summary>
/// <param name="services">The services it registers with.</param>
public sealed class OidcRelyingPartyBuilder(IServiceCollection services)
{
    /// <summary>The services being configured.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>
    /// Takes settings from a configuration section and follows its changes; also the <see cref="OidcRelyingPartyOptions"/>, which are read once.
    /// See <c>docs/settings.md</c>.
    /// </summary>
    /// <param name="section">The section, such as <c>Oidc</c>.</param>
    public OidcRelyingPartyBuilder UseConfiguration(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Services.Configure<OidcRelyingPartyOptions>(section);
        Services.Configure<OidcRelyingPartyOptions>(options =>
        {
            // The binder reads one value each; like every list here they may also stand in one value, separated by spaces.
            AddWords(options.AllowInsecureHttpHosts, section[nameof(options.AllowInsecureHttpHosts)]);
            AddWords(options.AllowedPrivateHosts, section[nameof(options.AllowedPrivateHosts)]);
            AddWords(options.ReservedRoles, section[nameof(options.ReservedRoles)]);
            AddWords(options.SessionClaims, section[nameof(options.SessionClaims)]);
        });
        Services.Replace(ServiceDescriptor.Singleton<IOidcSettingsStore>(provider => new ConfigurationSettingsStore(
            section, provider.GetRequiredService<OidcSettingsValidator>(), provider.GetRequiredService<ILogger<ConfigurationSettingsStore>>())));
        return this;
    }

    /// <summary>Takes settings from a store of the host's own.</summary>
    /// <typeparam name="TStore">The store; made once.</typeparam>
    public OidcRelyingPartyBuilder UseSettingsStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IOidcSettingsStore
    {
        Services.Replace(ServiceDescriptor.Singleton<IOidcSettingsStore, TStore>());
        return this;
    }

    /// <summary>Takes settings from a store that exists already.</summary>
    /// <param name="store">The store.</param>
    public OidcRelyingPartyBuilder UseSettingsStore(IOidcSettingsStore store)
    {
        Services.Replace(ServiceDescriptor.Singleton(store));
        return this;
    }

    /// <summary>Takes settings from a configuration under other names than those of <c>docs/settings.md</c>, and follows its changes.</summary>
    /// <param name="configuration">The configuration, or a section of it.</param>
    /// <param name="format">The names.</param>
    public OidcRelyingPartyBuilder UseConfiguration(IConfiguration configuration, SettingsFormat format)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(format);
        Services.Replace(ServiceDescriptor.Singleton<IOidcSettingsStore>(provider => new ConfigurationSettingsStore(
            configuration, provider.GetRequiredService<OidcSettingsValidator>(), provider.GetRequiredService<ILogger<ConfigurationSettingsStore>>(), format)));
        return this;
    }

    /// <summary>
    /// Takes settings from a store in which an administrator changes them at run time, through <see cref="SettingsAdministration"/>. Sign-ins read it
    /// through a cache.
    /// </summary>
    /// <typeparam name="TStore">The store; made once.</typeparam>
    /// <param name="configure">Says when changes count.</param>
    public OidcRelyingPartyBuilder UseRevisions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>(Action<SettingsAdministrationOptions>? configure = null)
        where TStore : class, ISettingsRevisionStore
    {
        if (configure is not null)
        {
            Services.Configure(configure);
        }

        Services.AddOptionsWithValidateOnStart<SettingsAdministrationOptions, SettingsAdministrationOptionsValidator>();
        Services.Replace(ServiceDescriptor.Singleton<ISettingsRevisionStore, TStore>());
        Services.TryAddSingleton<RevisionSettingsStore>();
        Services.TryAddSingleton(provider => new RevisionSerializer(provider.GetService<ISecretProtector>() ?? throw new InvalidOperationException(
            $"Stored settings hold secrets, and there is no {nameof(ISecretProtector)} to encrypt them. Register one; AddOidcRelyingParty of the package"
            + " OidcRelyingParty.AspNetCore has one.")));
        Services.Replace(ServiceDescriptor.Singleton<IOidcSettingsStore>(provider => provider.GetRequiredService<RevisionSettingsStore>()));
        Services.TryAddSingleton(provider => new SettingsAdministration(
            provider.GetRequiredService<ISettingsRevisionStore>(),
            provider.GetRequiredService<RevisionSettingsStore>(),
            provider.GetRequiredService<OidcSettingsValidator>(),
            provider.GetRequiredService<SettingsProbe>(),
            provider.GetRequiredService<IOptions<SettingsAdministrationOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SettingsAdministration>>()));
        return this;
    }

    /// <summary>Remembers used sign-ins elsewhere than in this process, for hosts with several nodes.</summary>
    /// <typeparam name="TStore">The store; made once.</typeparam>
    public OidcRelyingPartyBuilder UseReplayStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IReplayStore
    {
        Services.Replace(ServiceDescriptor.Singleton<IReplayStore, TStore>());
        return this;
    }

    /// <summary>Keeps sessions elsewhere than in this process, for hosts with several nodes.</summary>
    /// <typeparam name="TStore">The store; made once.</typeparam>
    public OidcRelyingPartyBuilder UseSessionStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, ISessionStore
    {
        Services.Replace(ServiceDescriptor.Singleton<ISessionStore, TStore>());
        return this;
    }

    /// <summary>Keeps accounts: a sign-in then leads to one, or is refused. Without this call everybody whom the provider lets in is signed in.</summary>
    /// <typeparam name="TStore">The application's accounts; made once.</typeparam>
    /// <param name="configure">Sets what no administrator may decide, such as who is super administrator.</param>
    public OidcRelyingPartyBuilder UseAccounts<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>(Action<OidcAccountOptions>? configure = null)
        where TStore : class, IAccountStore => UseAccounts(ServiceDescriptor.Singleton<IAccountStore, TStore>(), configure);

    /// <summary>Keeps accounts in a store that exists already.</summary>
    /// <param name="store">The application's accounts.</param>
    /// <param name="configure">Sets what no administrator may decide, such as who is super administrator.</param>
    public OidcRelyingPartyBuilder UseAccounts(IAccountStore store, Action<OidcAccountOptions>? configure = null) =>
        UseAccounts(ServiceDescriptor.Singleton(store), configure);

    private OidcRelyingPartyBuilder UseAccounts(ServiceDescriptor store, Action<OidcAccountOptions>? configure)
    {
        Services.Replace(store);
        Services.AddOptionsWithValidateOnStart<OidcAccountOptions, OidcAccountOptionsValidator>();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OidcRelyingPartyOptions>, SuperAdministratorReservation>());
        Services.TryAddSingleton<AccountStoreClient>();
        Services.TryAddSingleton<AccountProvisioner>();
        if (configure is not null)
        {
            Services.Configure(configure);
        }

        return this;
    }

    /// <summary>
    /// Adds signature algorithms that the platform lacks, such as EdDSA from the package OidcRelyingParty.EdDsa. The provider is asked with the
    /// JOSE name of the algorithm and a <see cref="JsonWebKey"/>.
    /// </summary>
    /// <param name="provider">Verifies signatures of these algorithms.</param>
    public OidcRelyingPartyBuilder AddSignatureAlgorithms(ICryptoProvider provider)
    {
        Services.AddSingleton(provider);
        return this;
    }

    private static void AddWords(IList<string> list, string? words)
    {
        foreach (var word in words?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            list.Add(word);
        }
    }
}
