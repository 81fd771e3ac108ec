using OidcRelyingParty.Authorization;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Revisions;

/// <summary>Sign-ins while an administrator changes the settings.</summary>
[TestFixture]
internal sealed class SignInTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);
    private CoreHost _host = null!; // set before every test

    [SetUp]
    public void Start() => _host = new CoreHost(build: builder => builder.UseRevisions<InMemoryRevisionStore>(options =>
    {
        options.ProbeBeforeActivation = false;
        options.ConfirmWithin = Wait;
    }));

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_sign_in_under_way_finishes_on_the_revision_it_began_with()
    {
        await SaveAsync(settings => settings);
        var begun = await _host.BeginAsync();
        var answer = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun));

        await SaveAsync(settings => settings with { ClientId = "another-client" });
        await SaveAsync(settings => settings with { ClientId = "a-third-client" });

        var result = await _host.RelyingParty.CompleteSignInAsync(answer, begun.Pending);
        Assert.That(result.Settings.ClientId, Is.EqualTo(_host.Client.ClientId));
        Assert.That((await _host.BeginAsync()).Url.Query, Does.Contain("a-third-client"), "later ones use the new settings");
    }

    [Test]
    public async Task A_sign_in_on_a_revision_that_is_undone_in_between_finishes_on_it()
    {
        await SaveAsync(settings => settings);
        await ConfirmAsync();
        await SaveAsync(settings => settings with { Prompt = "login" });
        _host.Clock.Advance(Wait - TimeSpan.FromSeconds(1));
        var begun = await _host.BeginAsync();
        var answer = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun));

        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        var result = await _host.RelyingParty.CompleteSignInAsync(answer, begun.Pending);
        Assert.That(result.Settings.Prompt, Is.EqualTo("login"));
        Assert.That((await _host.BeginAsync()).Url.Query, Does.Not.Contain("prompt="));
    }

    [Test]
    public async Task A257_A_sign_in_under_way_ends_when_sign_in_is_switched_off()
    {
        await SaveAsync(settings => settings);
        var begun = await _host.BeginAsync();
        var answer = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun));

        await SaveAsync(settings => settings with { Enabled = false });

        Assert.That(await Refusal.CodeOfAsync(() => _host.RelyingParty.CompleteSignInAsync(answer, begun.Pending)), Is.EqualTo(OidcErrorCodes.SettingsDisabled));
    }

    [Test]
    public async Task A_draft_signs_nobody_in()
    {
        await SaveAsync(settings => settings, asDraft: true);

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.SettingsMissing));
    }

    private Task<SettingsView> ConfirmAsync() => Administration.ConfirmAsync(OidcSettingsKey.Default, SettingsUpdate.AnyStamp, "ada");

    private SettingsAdministration Administration => _host.Get<SettingsAdministration>();

    private async Task SaveAsync(Func<OidcSettings, OidcSettings> change, bool asDraft = false)
    {
        var result = await Administration.SaveAsync(new SettingsUpdate
        {
            Settings = change(_host.Settings),
            ClientSecret = SecretChange.Set(_host.Settings.ClientSecret!),
            ExpectedStamp = SettingsUpdate.AnyStamp,
            By = "ada",
            AsDraft = asDraft,
        });
        Assert.That(result.Findings, Is.Empty);
    }
}
