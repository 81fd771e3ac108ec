using System.Net;
using System.Text;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.Logout;

internal sealed partial class BackchannelLogoutTests
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

    [TestCase(true, true)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    public async Task A172_A_logout_token_ends_the_sessions_it_names_and_no_other(bool namesUser, bool namesSession)
    {
        using var second = _host.CreateBrowser();
        await second.SignInAsync("alice");
        using var bob = _host.CreateBrowser();
        await bob.SignInAsync("bob");

        using var response = await _host.PostLogoutTokenAsync(
            _host.LogoutToken(namesUser ? "user-alice" : null, namesSession ? await Browser.ProviderSessionIdAsync() : null));

        response.AssertAccepted();
        Assert.That(await Browser.MeAsync(), Is.Null);
        Assert.That(await second.MeAsync() is null, Is.EqualTo(!namesSession), "another session of the user");
        Assert.That(await bob.MeAsync(), Is.Not.Null);
        Assert.That(await _host.IsSignedInWithAsync(Browser.SessionCookie()), Is.False, "A191: the old cookie is worth nothing");
    }

    [Test]
    public async Task A172_A_session_ends_on_every_node_within_the_check_interval()
    {
        await using var other = await _host.StartAnotherNodeAsync();
        Assert.That(await other.IsSignedInWithAsync(Browser.SessionCookie()), Is.True);

        using var response = await _host.PostLogoutTokenAsync(_host.LogoutToken("user-alice", null));
        _host.Clock.Advance(new OidcSessionOptions().CheckInterval);

        response.AssertAccepted();
        Assert.That(await _host.IsSignedInWithAsync(Browser.SessionCookie()), Is.False);
        Assert.That(await other.IsSignedInWithAsync(Browser.SessionCookie()), Is.False);
    }

    [Test]
    public async Task A172_A_token_for_a_session_that_is_gone_is_accepted_all_the_same()
    {
        using var response = await _host.PostLogoutTokenAsync(_host.LogoutToken("user-nobody", "no-session"));

        response.AssertAccepted();
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task A172_A_session_of_another_user_with_the_same_id_is_not_meant()
    {
        using var response = await _host.PostLogoutTokenAsync(_host.LogoutToken("user-bob", await Browser.ProviderSessionIdAsync()));

        response.AssertAccepted();
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task A174_A_token_used_before_does_nothing_to_a_later_session()
    {
        var token = _host.LogoutToken("user-alice", null);
        using var first = await _host.PostLogoutTokenAsync(token);
        await Browser.SignInAsync();

        using var second = await _host.PostLogoutTokenAsync(token);

        first.AssertAccepted();
        await _host.AssertLogoutRefusedAsync(second, OidcErrorCodes.LogoutTokenReplayed);
    }

    // To the last moment at which it would be accepted, which is later when the provider's clock is ahead.
    [Test]
    public async Task A174_A_token_is_remembered_as_long_as_it_is_good()
    {
        var ahead = _host.Clock.UtcNow.AddMinutes(1).ToUnixTimeSeconds();
        var token = _host.LogoutToken("user-alice", null, claims => (claims["iat"], claims["exp"]) = (ahead, ahead + 3600));
        using var first = await _host.PostLogoutTokenAsync(token);
        first.AssertAccepted();
        await Browser.SignInAsync();

        _host.Clock.Advance(TimeSpan.FromMinutes(12));
        using var second = await _host.PostLogoutTokenAsync(token);

        await _host.AssertLogoutRefusedAsync(second, OidcErrorCodes.LogoutTokenReplayed);
    }

    [TestCase("padding")]
    [TestCase("white space")]
    [TestCase("trailing bits")]
    [TestCase("signed again")]
    public async Task A176_A_token_used_before_is_known_by_its_id_not_its_text(string how)
    {
        var token = _host.LogoutToken("user-alice", null, claims => claims["jti"] = "the-id");
        using var first = await _host.PostLogoutTokenAsync(token);
        first.AssertAccepted();
        await Browser.SignInAsync();

        using var second = await _host.PostLogoutTokenAsync(how switch
        {
            "padding" => token + "==",
            "white space" => token + " ",
            "trailing bits" => token[..^1] + (char)(token[^1] + 1),
            _ => _host.LogoutToken("user-alice", null, claims => claims["jti"] = "the-id"),
        });

        await _host.AssertLogoutRefusedAsync(second, how == "signed again" ? OidcErrorCodes.LogoutTokenReplayed : OidcErrorCodes.LogoutTokenFormat);
    }

    [TestCaseSource(nameof(WrongRequests))]
    public async Task A182_A_request_that_is_no_form_with_one_token_is_refused(HttpMethod method, Func<string, HttpContent?> content, HttpStatusCode status)
    {
        using var client = _host.CreateClient();
        using var request = new HttpRequestMessage(method, "/backchannel-logout") { Content = content(_host.LogoutToken("user-alice", null)) };

        using var response = await client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task A183_A_provider_needs_no_cookie_and_is_never_sent_to_a_login_page()
    {
        using var client = _host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/backchannel-logout")
        {
            Headers = { { "Origin", "https://op.example.test" }, { "Sec-Fetch-Site", "cross-site" }, { "Accept", "text/html" } },
            Content = new FormUrlEncodedContent([new("logout_token", _host.LogoutToken("user-alice", null))]),
        };

        using var response = await client.SendAsync(request);

        response.AssertAccepted();
        Assert.That(response.Content.Headers.ContentLength ?? 0, Is.Zero);
    }

    private static IEnumerable<TestCaseData> WrongRequests()
    {
        yield return Row("GET", HttpMethod.Get, _ => null, HttpStatusCode.MethodNotAllowed);
        yield return Row("JSON", HttpMethod.Post, token => new StringContent($$"""{"logout_token":"{{token}}"}""", Encoding.UTF8, "application/json"), HttpStatusCode.UnsupportedMediaType);
        yield return Row("multipart", HttpMethod.Post, token => new MultipartFormDataContent { { new StringContent(token), "logout_token" } }, HttpStatusCode.UnsupportedMediaType);
        yield return Row("no content type", HttpMethod.Post, token => new ByteArrayContent(Encoding.ASCII.GetBytes("logout_token=" + token)), HttpStatusCode.UnsupportedMediaType);
        yield return Row("100 KB", HttpMethod.Post, token => Form("logout_token=" + token + "&filler=" + new string('a', 100 * 1024)), HttpStatusCode.BadRequest);
        yield return Row("a token of 70 KB", HttpMethod.Post, token => Form("logout_token=" + token + new string('a', 70 * 1024)), HttpStatusCode.BadRequest);
        yield return Row("two tokens", HttpMethod.Post, token => Form($"logout_token={token}&logout_token={token}"), HttpStatusCode.BadRequest);
        yield return Row("no token", HttpMethod.Post, _ => Form("other=field"), HttpStatusCode.BadRequest);
        yield return Row("an empty token", HttpMethod.Post, _ => Form("logout_token="), HttpStatusCode.BadRequest);
        yield return Row("nothing", HttpMethod.Post, _ => Form(""), HttpStatusCode.BadRequest);

        static StringContent Form(string body) => new(body, Encoding.ASCII, "application/x-www-form-urlencoded");

        static TestCaseData Row(string name, HttpMethod method, Func<string, HttpContent?> content, HttpStatusCode status) =>
            new TestCaseData(method, content, status).SetArgDisplayNames(name);
    }
}
