using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests;

internal sealed partial class RelyingPartyTests
{
    [Test]
    public async Task A_sign_in_finishes_on_the_settings_it_began_with()
    {
        var begun = await _host.BeginAsync();
        var answer = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun));
        _host.Change(settings => settings with { Version = "2", ClientId = "another-client", Issuer = IssuerUrl.Parse("https://another.example.test") });

        var result = await _host.RelyingParty.CompleteSignInAsync(answer, begun.Pending);

        Assert.That((result.Settings.Version, result.Settings.ClientId), Is.EqualTo(("1", "quickstart")));
    }

    [Test]
    public async Task A257_Settings_switched_off_or_removed_in_between_end_it()
    {
        var begun = await _host.BeginAsync();
        var answer = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun));
        _host.Change(settings => settings with { Version = "2", Enabled = false });

        Assert.That(await CompleteAsync(answer, begun.Pending), Is.EqualTo(OidcErrorCodes.SettingsDisabled));
        Assert.That(await Refusal.CodeOfAsync(() => _host.BeginAsync()), Is.EqualTo(OidcErrorCodes.SettingsDisabled));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);
    }

    [Test]
    public async Task A257_A_revision_that_is_gone_ends_it()
    {
        var begun = await _host.BeginAsync();
        var answer = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun));
        for (var version = 2; version < 20; version++)
        {
            _host.Change(settings => settings with { Version = $"{version}" });
        }

        Assert.That(await CompleteAsync(answer, begun.Pending), Is.EqualTo(OidcErrorCodes.SettingsVersionGone));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);
    }

    [Test]
    public async Task A256_A_tenant_nobody_knows_has_no_settings_and_nobody_is_asked()
    {
        var request = new SignInRequest { RedirectUri = new Uri(CoreHost.RedirectUri) };

        Assert.That(await Refusal.CodeOfAsync(() => _host.RelyingParty.BeginSignInAsync(new OidcSettingsKey("unknown"), request)), Is.EqualTo(OidcErrorCodes.TenantUnknown));
        Assert.That(_host.Provider.Requests, Is.Empty);
    }

    [Test]
    public async Task A253_A_store_that_mixes_tenants_up_is_found_out()
    {
        await using var host = new CoreHost(build: builder => builder.UseSettingsStore(new FaultyStore((_, current) => ValueTask.FromResult<OidcSettings?>(current))));
        var request = new SignInRequest { RedirectUri = new Uri(CoreHost.RedirectUri) };

        // The store answers with the settings of the default tenant, whoever asks.
        Assert.That(await Refusal.CodeOfAsync(() => host.RelyingParty.BeginSignInAsync(new OidcSettingsKey("another"), request)), Is.EqualTo(OidcErrorCodes.SettingsInvalid));
        Assert.That(host.Provider.Requests, Is.Empty);
    }

    private static readonly TestCaseData<Exception>[] Faults =
    [
        new TestCaseData<Exception>(new InvalidOperationException("the database is down")).SetArgDisplayNames("down"),
        new TestCaseData<Exception>(new TimeoutException()).SetArgDisplayNames("too slow"),
        new TestCaseData<Exception>(new TaskCanceledException("its own time-out")).SetArgDisplayNames("a time-out of its own"),
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task A312_A_settings_store_that_fails_is_told_as_such(Exception fault)
    {
        await using var host = new CoreHost(build: builder => builder.UseSettingsStore(new FaultyStore((_, _) => ValueTask.FromException<OidcSettings?>(fault))));

        var exception = await Refusal.OfAsync(() => host.BeginAsync());

        Assert.That((exception.Error.Code, exception.InnerException), Is.EqualTo((OidcErrorCodes.SettingsStoreFailed, fault)));
        Assert.That(exception.Error.Kind, Is.EqualTo(OidcErrorKind.Unavailable));
    }

    [TestCaseSource(nameof(Faults))]
    public async Task A314_A_replay_store_that_fails_lets_nobody_in(Exception fault)
    {
        await using var host = new CoreHost(build: builder => builder.Services.AddSingleton<IReplayStore>(new FaultyReplayStore(fault)));

        var exception = await Refusal.OfAsync(() => host.SignInAsync());

        Assert.That((exception.Error.Code, exception.InnerException), Is.EqualTo((OidcErrorCodes.ReplayStoreFailed, fault)));
        Assert.That(host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);
    }

    [Test]
    public async Task What_a_store_says_in_our_words_is_passed_on()
    {
        var own = new OidcException(OidcErrorCodes.SettingsInvalid, "ClientId: it is missing.");
        await using var host = new CoreHost(build: builder => builder.UseSettingsStore(new FaultyStore((_, _) => ValueTask.FromException<OidcSettings?>(own))));

        Assert.That(await Refusal.OfAsync(() => host.BeginAsync()), Is.SameAs(own));
    }

    [Test]
    public async Task A297_Whoever_goes_away_is_told_so_at_every_step()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var begun = await _host.BeginAsync();
        var answer = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun));

        Assert.That(async () => await _host.RelyingParty.CompleteSignInAsync(answer, begun.Pending, gone.Token), Throws.InstanceOf<OperationCanceledException>());

        await using var slow = new CoreHost(build: builder => builder.UseSettingsStore(new FaultyStore((token, _) => ValueTask.FromCanceled<OidcSettings?>(token))));
        Assert.That(
            async () => await slow.RelyingParty.BeginSignInAsync(OidcSettingsKey.Default, new SignInRequest { RedirectUri = new Uri(CoreHost.RedirectUri) }, gone.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
