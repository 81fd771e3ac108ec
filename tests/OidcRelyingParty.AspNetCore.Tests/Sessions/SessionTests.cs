using OidcRelyingParty.AspNetCore.Tests.Hosting;

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
}
