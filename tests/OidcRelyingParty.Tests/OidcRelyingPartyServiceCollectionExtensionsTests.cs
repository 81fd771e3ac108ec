using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using ProviderClient = OidcRelyingParty.Wire.ProviderClient;

namespace OidcRelyingParty.Tests;

[TestFixture]
internal sealed class OidcRelyingPartyServiceCollectionExtensionsTests
{
    private static readonly TestCaseData<string, Action<OidcRelyingPartyOptions>>[] OutOfRange =
    [
        Row(nameof(OidcRelyingPartyOptions.SignInLifetime), options => options.SignInLifetime = TimeSpan.FromSeconds(59)),
        Row(nameof(OidcRelyingPartyOptions.SignInLifetime), options => options.SignInLifetime = TimeSpan.FromSeconds(3601)),
        Row(nameof(OidcRelyingPartyOptions.ClockSkew), options => options.ClockSkew = TimeSpan.FromTicks(-1)),
        Row(nameof(OidcRelyingPartyOptions.ClockSkew), options => options.ClockSkew = TimeSpan.FromSeconds(301)),
        Row(nameof(OidcRelyingPartyOptions.BackchannelTimeout), options => options.BackchannelTimeout = TimeSpan.Zero),
        Row(nameof(OidcRelyingPartyOptions.BackchannelTimeout), options => options.BackchannelTimeout = Timeout.InfiniteTimeSpan),
        Row(nameof(OidcRelyingPartyOptions.BackchannelTimeout), options => options.BackchannelTimeout = TimeSpan.FromSeconds(61)),
        Row(nameof(OidcRelyingPartyOptions.MetadataMaxStale), options => options.MetadataMaxStale = TimeSpan.FromMinutes(4)),
        Row(nameof(OidcRelyingPartyOptions.MetadataMaxStale), options => options.MetadataMaxStale = TimeSpan.FromDays(8)),
        Row(nameof(OidcRelyingPartyOptions.MetadataCacheSize), options => options.MetadataCacheSize = 0),
        Row(nameof(OidcRelyingPartyOptions.MetadataCacheSize), options => options.MetadataCacheSize = 1_000_001),
        Row(nameof(OidcRelyingPartyOptions.AllowInsecureHttpHosts), options => options.AllowInsecureHttpHosts.Add("keycloak:8080")),
        Row(nameof(OidcRelyingPartyOptions.AllowInsecureHttpHosts), options => options.AllowInsecureHttpHosts.Add("http://keycloak")),
        Row(nameof(OidcRelyingPartyOptions.AllowedPrivateHosts), options => options.AllowedPrivateHosts.Add("*.corp.example")),
        Row(nameof(OidcRelyingPartyOptions.AllowedPrivateHosts), options => options.AllowedPrivateHosts.Add("10.0.0.0/8")),
    ];

    [Test]
    public async Task A_console_program_needs_nothing_else()
    {
        await using var services = new ServiceCollection().AddOidcRelyingPartyCore().Services
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        var code = await Refusal.CodeOfAsync(() => services.GetRequiredService<RelyingParty>().BeginSignInAsync(
            OidcSettingsKey.Default, new SignInRequest { RedirectUri = new Uri("http://127.0.0.1:7890/") }));

        Assert.That(code, Is.EqualTo(OidcErrorCodes.SettingsMissing));
    }

    [Test]
    public void Adding_it_twice_adds_nothing()
    {
        var services = new ServiceCollection();
        services.AddOidcRelyingPartyCore();
        var once = services.ToArray();

        services.AddOidcRelyingPartyCore();

        Assert.That(services.Skip(once.Length), Is.Empty);
    }

    [Test]
    public async Task Adding_it_again_keeps_what_the_host_has_replaced()
    {
        await using var provider = new TestProvider();
        var services = new ServiceCollection();
        services.AddOidcRelyingPartyCore().UseSettingsStore(Store(provider.Issuer));
        services.AddHttpClient(ProviderClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(provider.CreateHandler);

        services.AddOidcRelyingPartyCore(options => options.ClockSkew = TimeSpan.Zero);

        await using var built = services.BuildServiceProvider();
        await built.GetRequiredService<RelyingParty>().BeginSignInAsync(OidcSettingsKey.Default, new SignInRequest { RedirectUri = new Uri(CoreHost.RedirectUri) });
        Assert.That(provider.Requests, Is.Not.Empty, "The host's own handler was asked.");
        Assert.That(built.GetRequiredService<IOptions<OidcRelyingPartyOptions>>().Value.ClockSkew, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void What_the_host_registered_before_stays()
    {
        var (store, clock) = (new InMemorySettingsStore(), new ManualTimeProvider());
        var services = new ServiceCollection().AddSingleton<IOidcSettingsStore>(store).AddSingleton<TimeProvider>(clock);

        services.AddOidcRelyingPartyCore();

        using var built = services.BuildServiceProvider();
        Assert.That((built.GetRequiredService<IOidcSettingsStore>(), built.GetRequiredService<TimeProvider>()), Is.EqualTo((store, clock)));
    }

    [Test]
    public void The_last_store_wins()
    {
        var store = new InMemorySettingsStore();
        var section = new ConfigurationBuilder().Build().GetSection("Oidc");
        var builder = new ServiceCollection().AddOidcRelyingPartyCore().UseSettingsStore(store).UseSettingsStore<InMemorySettingsStore>().UseConfiguration(section);
        using (var built = builder.Services.BuildServiceProvider())
        {
            Assert.That(built.GetRequiredService<IOidcSettingsStore>(), Is.InstanceOf<ConfigurationSettingsStore>());
        }

        using var again = builder.UseSettingsStore(store).Services.BuildServiceProvider();
        Assert.That(again.GetServices<IOidcSettingsStore>(), Is.EqualTo(new[] { store }));
    }

    [Test]
    public void A_replay_store_of_the_host_takes_the_place_of_ours()
    {
        using var built = new ServiceCollection().AddOidcRelyingPartyCore().UseReplayStore<NobodyIsNew>().Services.BuildServiceProvider();

        Assert.That(built.GetServices<IReplayStore>().Single(), Is.InstanceOf<NobodyIsNew>());
    }

    [TestCaseSource(nameof(OutOfRange))]
    public void A324_An_option_out_of_range_fails_at_the_start_and_is_named(string option, Action<OidcRelyingPartyOptions> set)
    {
        using var services = new ServiceCollection().AddOidcRelyingPartyCore(set).Services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.That(exception.Failures.Single(), Does.Contain(option));
    }

    [TestCase("keycloak")]
    [TestCase("key_cloak")]
    [TestCase("sso.corp.example.")]
    [TestCase("b\u00fccher.example")]
    [TestCase("10.0.0.1")]
    [TestCase("fd00::1")]
    [TestCase("[fd00::1]")]
    public void A_name_or_a_literal_address_is_a_host(string host)
    {
        using var services = new ServiceCollection().AddOidcRelyingPartyCore(options => options.AllowedPrivateHosts.Add(host)).Services.BuildServiceProvider();

        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(), Throws.Nothing);
    }

    [Test]
    public void The_defaults_are_in_range()
    {
        using var services = new ServiceCollection().AddOidcRelyingPartyCore().Services.BuildServiceProvider();

        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(), Throws.Nothing);
    }

    [Test]
    public async Task The_settings_may_come_from_configuration()
    {
        await using var provider = new TestProvider();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Oidc:Issuer"] = provider.Issuer, ["Oidc:ClientId"] = "quickstart" }).Build();
        var services = new ServiceCollection();
        services.AddOidcRelyingPartyCore().UseConfiguration(configuration.GetSection("Oidc"));
        services.AddHttpClient(ProviderClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(provider.CreateHandler);
        await using var built = services.BuildServiceProvider();

        var begun = await built.GetRequiredService<RelyingParty>().BeginSignInAsync(OidcSettingsKey.Default, new SignInRequest { RedirectUri = new Uri(CoreHost.RedirectUri) });

        Assert.That(begun.Url.AbsoluteUri, Does.StartWith(provider.AddressOf(ProviderEndpoint.Authorization)));
    }

    private static InMemorySettingsStore Store(string issuer)
    {
        var store = new InMemorySettingsStore();
        store.Put(new OidcSettings { Issuer = IssuerUrl.Parse(issuer), ClientId = "quickstart" });
        return store;
    }

    private static TestCaseData<string, Action<OidcRelyingPartyOptions>> Row(string option, Action<OidcRelyingPartyOptions> set) => new(option, set);

    private sealed class NobodyIsNew : IReplayStore
    {
        public ValueTask<bool> TryAddAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken) => ValueTask.FromResult(false);

        public ValueTask<bool> ContainsAsync(string key, CancellationToken cancellationToken) => ValueTask.FromResult(true);
    }
}
