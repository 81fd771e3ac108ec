using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Logout;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>How a session begins, is seen, and ends.</summary>
public sealed partial class SessionTests
{
    private TestHost _host = null!;

    private HostBrowser Browser => _host.Browser;

    [SetUp]
    public async Task StartAsync() => _host = await SessionHost.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task A206_A_sign_in_over_an_old_session_begins_a_new_one()
    {
        await Browser.SignInAsync("alice");
        var old = Browser.SessionCookie();
        var token = await Browser.TokenAsync();
        Browser.ForgetProvider(_host);

        await Browser.FollowAsync(await Browser.GetAsync("/login"), "bob");

        Assert.That((await Browser.MeAsync())!.Sub, Is.EqualTo("user-bob"));
        Assert.That(Browser.SessionCookie().Value, Is.Not.EqualTo(old.Value));
        Assert.That(await Browser.TokenAsync(), Is.Not.EqualTo(token));
        Assert.That((await _host.RecordAsync("user-bob")).ProviderSessionId, Is.EqualTo(await Browser.ProviderSessionIdAsync()));
        Assert.That(await _host.IsSignedInWithAsync(old), Is.False);
    }

    // The rule: the old session is good until the new one is there, and then over.
    [Test]
    public async Task A214_A_sign_in_that_is_given_up_leaves_the_old_session_as_it_is()
    {
        await Browser.SignInAsync("alice");
        Browser.ForgetProvider(_host);

        using var page = await Browser.AuthorizeAsync("nobody", "/login");

        Assert.That((await Browser.MeAsync())!.Sub, Is.EqualTo("user-alice"));
        Assert.That(await Browser.TokenAsync(), Has.Length.EqualTo(32));
    }

    [Test]
    public async Task A212_A_session_ends_eight_hours_after_the_sign_in_however_busy_it_is()
    {
        await Browser.SignInAsync();
        for (var hour = 0; hour < 8; hour++)
        {
            Assert.That(await Browser.MeAsync(), Is.Not.Null);
            _host.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(await Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task A212_A_clock_that_is_set_back_makes_no_dead_session_alive()
    {
        await Browser.SignInAsync();
        using var signedOut = await Browser.PostFromPageAsync("/sessions/end");

        _host.Clock.UtcNow = _host.Clock.UtcNow.AddHours(-1);

        Assert.That(await Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task A_user_sees_their_sessions_and_nobody_elses()
    {
        using var phone = _host.CreateBrowser();
        using var bob = _host.CreateBrowser();
        await Browser.SignInAsync("alice");
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await phone.SignInAsync("alice");
        await bob.SignInAsync("bob");

        var sessions = await Browser.SessionsAsync();

        Assert.That(sessions, Has.Count.EqualTo(2));
        Assert.That(sessions.Select(session => session.IsCurrent), Is.EqualTo(new[] { false, true }), "the newest first");
        Assert.That(sessions[1].StartedAt, Is.EqualTo(_host.Clock.UtcNow.AddMinutes(-1)));
        Assert.That(sessions[1].ExpiresAt - sessions[1].StartedAt, Is.EqualTo(TimeSpan.FromHours(8)));
    }

    [Test]
    public async Task A_user_ends_one_session_and_cannot_end_anothers()
    {
        using var phone = _host.CreateBrowser();
        using var bob = _host.CreateBrowser();
        await Browser.SignInAsync("alice");
        await phone.SignInAsync("alice");
        await bob.SignInAsync("bob");

        using var ended = await Browser.PostFromPageAsync($"/sessions/{(await phone.SessionsAsync()).Single(session => session.IsCurrent).Id}/end");
        using var notEnded = await Browser.PostFromPageAsync($"/sessions/{(await bob.SessionsAsync()).Single().Id}/end");

        Assert.That(await phone.MeAsync(), Is.Null);
        Assert.That(await bob.MeAsync(), Is.Not.Null);
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task A_user_ends_all_their_sessions()
    {
        using var phone = _host.CreateBrowser();
        using var bob = _host.CreateBrowser();
        await Browser.SignInAsync("alice");
        await phone.SignInAsync("alice");
        await bob.SignInAsync("bob");

        using var ended = await Browser.PostFromPageAsync("/sessions/end");

        Assert.That(await Browser.MeAsync(), Is.Null);
        Assert.That(await phone.MeAsync(), Is.Null);
        Assert.That(await bob.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task Nobody_signed_in_has_no_sessions_and_ends_none()
    {
        using var bob = _host.CreateBrowser();
        await bob.SignInAsync("bob");

        using var ended = await Browser.PostFromPageAsync("/sessions/end");
        using var one = await Browser.PostFromPageAsync($"/sessions/{(await bob.SessionsAsync()).Single().Id}/end");

        Assert.That(await Browser.SessionsAsync(), Is.Empty);
        Assert.That(await bob.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task Every_session_there_is_can_be_ended()
    {
        using var bob = _host.CreateBrowser();
        await Browser.SignInAsync("alice");
        await bob.SignInAsync("bob");

        await _host.Sessions().EndAsync(SessionSelector.All);

        Assert.That(await Browser.MeAsync(), Is.Null);
        Assert.That(await bob.MeAsync(), Is.Null);
    }

    [Test]
    public async Task A_store_is_asked_once_in_the_check_interval()
    {
        await Browser.SignInAsync();
        var before = _host.Store().Reads;

        for (var tenth = 0; tenth < 40; tenth++)
        {
            await Browser.MeAsync();
            _host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.That(_host.Store().Reads - before, Is.EqualTo(1));
    }

    [Test]
    public async Task The_providers_session_is_known_whatever_claims_a_host_keeps()
    {
        await using var host = await SessionHost.StartAsync(options => options.RelyingParty = relyingParty => relyingParty.SessionClaims.Clear());
        await host.Browser.SignInAsync();

        using var response = await host.PostLogoutTokenAsync(host.LogoutToken(null, await host.Browser.ProviderSessionIdAsync()));

        response.AssertAccepted();
        Assert.That(await host.Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task The_list_names_the_browser_in_printable_characters()
    {
        using var start = await Browser.AuthorizeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, start.Headers.Location!.PathAndQuery);
        request.Headers.TryAddWithoutValidation("User-Agent", "Browser <script>\u0001 " + new string('x', 500));
        using var signedIn = await Browser.FetchAsync(request);
        Browser.Cookies.SetCookies(new Uri(TestHost.Origin), signedIn.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("__Host-oidc.session", StringComparison.Ordinal)));

        var device = (await Browser.SessionsAsync()).Single().Device!;

        Assert.That(signedIn.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(device, Does.StartWith("Browser <script>? xxx").And.Length.LessThanOrEqualTo(200));
    }
}
