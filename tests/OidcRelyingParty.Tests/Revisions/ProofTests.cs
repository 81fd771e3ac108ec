using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Revisions;

/// <summary>When the live provider is asked before settings count.</summary>
[TestFixture]
internal sealed class ProofTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);
    private CoreHost _host = null!; // set before every test
    private int _asked;

    private ScriptedRevisionStore Store => (ScriptedRevisionStore)_host.Get<ISettingsRevisionStore>();

    [SetUp]
    public void Start()
    {
        _host = new CoreHost(build: builder => builder.UseRevisions<ScriptedRevisionStore>(options => options.ConfirmWithin = Wait));
        _asked = 0;
        _host.Provider.Behaviour.Respond = request =>
        {
            _asked += request.Endpoint == ProviderEndpoint.Discovery ? 1 : 0;
            return Task.FromResult<ProviderResponse?>(null);
        };
    }

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task The_time_to_confirm_begins_after_the_provider_was_asked()
    {
        _host.Provider.Behaviour.Respond = request =>
        {
            _host.Clock.Advance(request.Endpoint == ProviderEndpoint.Discovery ? TimeSpan.FromSeconds(9) : TimeSpan.Zero);
            return Task.FromResult<ProviderResponse?>(null);
        };

        var view = await SaveAsync(settings => settings);

        Assert.That(view?.ConfirmBy, Is.EqualTo(_host.Clock.UtcNow + Wait));
    }

    [Test]
    public async Task A_change_that_the_provider_does_not_notice_is_not_asked_about_and_one_that_it_is_sent_is()
    {
        await SaveAsync(settings => settings);

        await SaveAsync(settings => settings with { SessionLifetime = TimeSpan.FromHours(1) });
        Assert.That(_asked, Is.EqualTo(1));

        await SaveAsync(settings => settings with { UiLocales = "de" });
        Assert.That(_asked, Is.EqualTo(2));
    }

    [Test]
    public async Task What_the_provider_said_of_a_secret_is_nothing_once_that_cannot_be_read()
    {
        await SaveAsync(settings => settings);
        Store.OnRevision = revision => revision! with { Settings = revision.Settings with { ClientSecret = null, SecretsUnreadable = true } };

        var view = await SaveAsync(settings => settings, SecretChange.Clear);

        Assert.That((view, _asked), Is.EqualTo(((SettingsView?)null, 2)), "the provider does not accept the client without its secret");
    }

    [Test]
    public async Task A_provider_that_looks_at_the_redirect_uri_before_the_code_is_asked_with_the_registered_one_on_activation_too()
    {
        // As authentik does.
        _host.Provider.Behaviour.Respond = request => Task.FromResult(
            request.Endpoint == ProviderEndpoint.Token && request.Form["redirect_uri"] != CoreHost.RedirectUri ? ProviderResponse.Error("invalid_client", "") : null);
        var draft = await SaveAsync(settings => settings, asDraft: true);

        var activated = await _host.Get<SettingsAdministration>().ActivateAsync(
            draft!.Key, draft.Settings.Version, SettingsUpdate.AnyStamp, "ada", redirectUri: new Uri(CoreHost.RedirectUri));

        Assert.That(activated.View?.State, Is.EqualTo(RevisionState.Active), string.Join('\n', activated.Findings));
    }

    [Test]
    public async Task Without_a_reason_the_provider_is_asked()
    {
        var view = await SaveAsync(settings => settings, SecretChange.Set(new Secret("wrong")), skipProbe: " ");

        Assert.That((view, _asked), Is.EqualTo(((SettingsView?)null, 1)));
    }

    /// <summary>Saves what the provider knows, but for a change; null when it was refused.</summary>
    private async Task<SettingsView?> SaveAsync(Func<OidcSettings, OidcSettings> change, SecretChange? secret = null, string? skipProbe = null, bool asDraft = false) => (await _host.Get<SettingsAdministration>().SaveAsync(new SettingsUpdate
    {
        Settings = change(_host.Settings),
        ClientSecret = secret ?? SecretChange.Set(_host.Settings.ClientSecret!), // the host has one
        ExpectedStamp = SettingsUpdate.AnyStamp,
        By = "ada",
        RedirectUri = new Uri(CoreHost.RedirectUri),
        SkipProbe = skipProbe,
        AsDraft = asDraft,
    })).View;
}
