using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Logout;

public sealed class FrontchannelLogoutTests
{
    private TestHost _host = null!;

    private HostBrowser Browser => _host.Browser;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await SessionHost.StartAsync();
        await Browser.SignInAsync();
    }

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    // As browsers do in a frame of another site.
    [Test]
    public async Task A_session_ends_although_its_cookie_does_not_arrive()
    {
        using var bob = _host.CreateBrowser();
        await bob.SignInAsync("bob");

        using var response = await OpenAsync(_host.Provider.Issuer, await Browser.ProviderSessionIdAsync());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Browser.MeAsync(), Is.Null);
        Assert.That(await bob.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task With_the_cookie_it_is_removed_too()
    {
        using var response = await Browser.GetAsync(Address(_host.Provider.Issuer, await Browser.ProviderSessionIdAsync()));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Browser.HasSession, Is.False);
    }

    [TestCase(null, null)]
    [TestCase("https://op.example.test", null)]
    [TestCase("https://op.example.test", "")]
    [TestCase(null, "the-sid")]
    [TestCase("https://evil.example.test", "the-sid")]
    [TestCase("https://op.example.test/", "the-sid")]
    public async Task A185_A_frame_that_does_not_name_the_session_ends_nothing(string? issuer, string? sid)
    {
        _host.Provider.ClearRequests();

        using var response = await Browser.GetAsync(Address(issuer, sid == "the-sid" ? await Browser.ProviderSessionIdAsync() : sid));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.FrontChannelSession));
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'none'"));
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
        Assert.That(_host.Provider.Requests, Is.Empty);
    }

    [Test]
    public async Task A185_A_frame_that_names_another_session_does_not_end_this_one()
    {
        using var response = await Browser.GetAsync(Address(_host.Provider.Issuer, "another"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), "whether there is one is nobody's business");
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
    }

    [TestCase("iss=https://op.example.test&iss=https://op.example.test&sid=")]
    [TestCase("iss=https://op.example.test&sid=x&sid=")]
    public async Task A185_A_parameter_that_comes_twice_names_nothing(string query)
    {
        using var response = await Browser.GetAsync("/frontchannel-logout?" + query + await Browser.ProviderSessionIdAsync());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task A186_Only_the_provider_may_frame_the_page_and_no_token_is_revoked()
    {
        using var response = await OpenAsync(_host.Provider.Issuer, await Browser.ProviderSessionIdAsync());

        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Is.EqualTo("default-src 'none'; frame-ancestors https://op.example.test"));
        Assert.That(response.Headers.Contains("X-Frame-Options"), Is.False);
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Revocation), Is.Zero);
    }

    [Test]
    public async Task Where_the_settings_allow_it_a_frame_without_names_ends_the_session_of_its_browser_alone()
    {
        _host.SettingsStore.Put(_host.FittingSettings() with { Version = "2", AllowFrontChannelLogoutWithoutSession = true });
        using var second = _host.CreateBrowser();
        await second.SignInAsync("alice");
        using var stranger = await OpenAsync(null, null);

        using var response = await Browser.GetAsync("/frontchannel-logout");

        Assert.That(stranger.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Browser.MeAsync(), Is.Null);
        Assert.That(await second.MeAsync(), Is.Not.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_store_that_fails_is_told_as_such(bool withCookie)
    {
        var address = Address(_host.Provider.Issuer, await Browser.ProviderSessionIdAsync());
        _host.Clock.Advance(TimeSpan.FromSeconds(3));
        _host.Store().Failure = new IOException("down");
        using var client = _host.CreateClient();

        using var response = withCookie ? await Browser.GetAsync(address) : await client.GetAsync(address);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SessionStoreFailed));
        _host.Store().Failure = null;
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
    }

    private async Task<HttpResponseMessage> OpenAsync(string? issuer, string? sid)
    {
        using var client = _host.CreateClient();
        return await client.GetAsync(Address(issuer, sid));
    }

    private static string Address(string? issuer, string? sid) =>
        "/frontchannel-logout?" + new ProviderParameters { ["iss"] = issuer, ["sid"] = sid }.ToQueryString();
}
