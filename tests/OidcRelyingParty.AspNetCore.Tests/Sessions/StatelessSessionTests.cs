using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Logout;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>Sessions in the cookie alone.</summary>
public sealed class StatelessSessionTests
{
    private TestHost _host = null!;

    private HostBrowser Browser => _host.Browser;

    [SetUp]
    public async Task StartAsync() => _host = await SessionHost.StartAsync(options =>
        options.Services += services => new OidcRelyingPartyBuilder(services).UseStatelessSessions());

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task Nothing_is_kept_on_the_server_and_no_token_anywhere()
    {
        await Browser.SignInAsync();
        TestContext.Out.WriteLine($"{Browser.SessionCookie().Value.Length} characters");

        Assert.That((await Browser.MeAsync())!.Sub, Is.EqualTo("user-alice"));
        Assert.That(_host.Store().Reads, Is.Zero);
        Assert.That(await Browser.TokenAsync(), Is.EqualTo(OidcErrorCodes.SessionEnded));
        Assert.That(await Browser.SessionsAsync(), Is.Empty);
    }

    [Test]
    public async Task The_hint_for_the_sign_out_is_in_a_cookie_that_only_the_logout_path_gets()
    {
        await Browser.SignInAsync();
        var pages = Browser.AppCookies.Select(cookie => cookie.Name);
        var logout = Browser.Cookies.GetCookies(new Uri(TestHost.Origin + "/logout")).Select(cookie => cookie.Name);

        using var response = await Browser.SignOutAsync();

        Assert.That(pages, Is.EqualTo(new[] { "__Host-oidc.session" }));
        Assert.That(logout, Is.EquivalentTo(new[] { "__Host-oidc.session", "oidc.hint" }));
        var sent = _host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.EndSession);
        Assert.That(sent.Query["id_token_hint"]!.Split('.'), Has.Length.EqualTo(3));
        Assert.That(Browser.Cookies.GetAllCookies().Select(cookie => cookie.Name), Has.None.EqualTo("oidc.hint").And.None.EqualTo("__Host-oidc.session"));
    }

    [Test]
    public async Task The_hint_of_another_user_is_not_sent()
    {
        await Browser.SignInAsync("alice");
        var hint = Browser.Cookies.GetCookies(new Uri(TestHost.Origin + "/logout")).Single(cookie => cookie.Name == "oidc.hint");
        using var bob = _host.CreateBrowser();
        await bob.SignInAsync("bob");
        bob.Cookies.Add(new Cookie(hint.Name, hint.Value, "/logout", hint.Domain));

        using var response = await bob.PostFromPageAsync("/logout");

        var query = ProviderParameters.Parse(response.Headers.Location!.Query);
        Assert.That(query.Contains("id_token_hint"), Is.False);
        Assert.That(query["logout_hint"], Is.EqualTo("bob"));
    }

    [Test]
    public async Task The_provider_is_told_that_it_cannot_end_such_sessions()
    {
        using var backchannel = await _host.PostLogoutTokenAsync(_host.LogoutToken("user-alice", null));
        using var frontchannel = await Browser.GetAsync("/frontchannel-logout?iss=a&sid=b");

        Assert.That(backchannel.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(frontchannel.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_second_sign_in_replaces_the_first()
    {
        await Browser.SignInAsync("alice");
        Browser.ForgetProvider(_host);

        await Browser.FollowAsync(await Browser.GetAsync("/login"), "bob");

        Assert.That((await Browser.MeAsync())!.Sub, Is.EqualTo("user-bob"));
    }
}
