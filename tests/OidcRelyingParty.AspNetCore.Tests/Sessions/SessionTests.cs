using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

public sealed class SessionTests
{
    private TestHost _host = null!;

    private HostBrowser Browser => _host.Browser;

    [SetUp]
    public async Task StartAsync() => _host = await TestHost.StartAsync(options => options.App = SessionPages.Map);

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task The_cookie_is_small_and_holds_no_token()
    {
        await Browser.SignInAsync("carol");

        var cookie = Browser.SessionCookie();
        TestContext.Out.WriteLine($"{cookie.Name}={cookie.Value}".Length);

        Assert.That(cookie.Value, Has.Length.LessThan(512));
        Assert.That(Browser.AppCookies, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A206_A_sign_in_over_an_old_session_begins_a_new_one()
    {
        await Browser.SignInAsync("alice");
        var old = Browser.SessionCookie();
        using var start = await Browser.GetAsync("/login");
        await Browser.FollowAsync(start, "bob");
        Assert.That((await Browser.MeAsync())!.Sub, Is.EqualTo("user-alice"), "the provider knows alice");

        Browser.ForgetProvider(_host);
        await Browser.FollowAsync(await Browser.GetAsync("/login"), "bob");

        Assert.That((await Browser.MeAsync())!.Sub, Is.EqualTo("user-bob"));
        Assert.That(await Browser.SessionsAsync(), Has.Count.EqualTo(1));
        Assert.That(await _host.IsSignedInWithAsync(old), Is.False);
        Assert.That(Browser.SessionCookie().Value, Is.Not.EqualTo(old.Value));
    }

    [Test]
    public async Task The_access_token_is_renewed()
    {
        await Browser.SignInAsync();
        var first = await Browser.TokenAsync();

        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await Browser.TokenAsync();

        Assert.That(second, Is.Not.EqualTo(first));
    }

    // Another node ends the session while the answer of the store is on its way to this one.
    [Test]
    public async Task A172_The_check_interval_counts_from_before_the_store_was_asked()
    {
        await using var host = await SessionHost.StartAsync();
        await host.Browser.SignInAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        host.Store().OnTheWayBack = async () =>
        {
            host.Store().OnTheWayBack = () => Task.CompletedTask;
            await host.Store().EndAsync(SessionSelector.All, CancellationToken.None);
            host.Clock.Advance(TimeSpan.FromSeconds(1.5));
        };
        Assert.That(await host.Browser.MeAsync(), Is.Not.Null, "the answer was right when it was given");

        host.Clock.Advance(TimeSpan.FromSeconds(0.5));

        Assert.That(await host.Browser.MeAsync(), Is.Null);
    }
}
