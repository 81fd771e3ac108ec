using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>The answer must belong to a sign-in that this browser began, a short while ago, and that has not ended yet.</summary>
public sealed class CallbackStateTests
{
    private TestHost _host = null!; // set up before every test

    [SetUp]
    public async Task StartAsync() => _host = await TestHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A001_An_answer_without_state_is_refused()
    {
        var answer = await _host.Browser.CatchCallbackAsync();
        answer.Remove("state");

        var response = await _host.Browser.CallBackAsync(answer);

        await _host.AssertRefusedAsync(response, OidcErrorCodes.StateMissing);
        Assert.That(_host.TokenRequests(), Is.Zero);
    }

    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("x")]
    [TestCase("session")]
    [TestCase("../oidc.session")]
    [TestCase("\u202Egnp.exe")]
    public async Task A002_A_state_that_was_never_issued_is_refused(string state)
    {
        var answer = await _host.Browser.CatchCallbackAsync();
        answer["state"] = state;

        var response = await _host.Browser.CallBackAsync(answer);

        await _host.AssertRefusedAsync(response, OidcErrorCodes.StateUnknown);
        Assert.That(_host.TokenRequests(), Is.Zero);
    }

    [Test]
    public async Task A003_The_answer_of_another_browser_is_refused_and_still_works_there()
    {
        using var attacker = _host.CreateBrowser();
        var answer = await attacker.CatchCallbackAsync("bob");

        var response = await _host.Browser.CallBackAsync(answer);

        await _host.AssertRefusedAsync(response, OidcErrorCodes.StateUnknown);
        Assert.That(_host.TokenRequests(), Is.Zero);
        await attacker.FollowAsync(await attacker.CallBackAsync(answer));
        Assert.That((await attacker.MeAsync())?.Sub, Is.EqualTo("user-bob"));
    }

    [Test]
    public async Task A004_An_answer_works_once()
    {
        var answer = await _host.Browser.CatchCallbackAsync();
        var cookies = _host.Browser.Cookies.GetCookieHeader(new Uri(TestHost.CallbackUrl));
        await _host.Browser.CallBackAsync(answer);
        using var client = _host.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", cookies);

        var again = await client.GetAsync("/signin-oidc?" + answer.ToQueryString());

        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await again.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateReplayed));
        Assert.That(again.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join(' ', set) : "", Does.Not.Contain("session"));
        Assert.That(_host.TokenRequests(), Is.EqualTo(1));
        Assert.That((await _host.Browser.MeAsync())?.Sub, Is.EqualTo("user-alice"), "the first session goes on");
    }

    [Test]
    public async Task A004_Twenty_copies_at_the_same_moment_redeem_one_code()
    {
        var answer = await _host.Browser.CatchCallbackAsync();
        var cookies = _host.Browser.Cookies.GetCookieHeader(new Uri(TestHost.CallbackUrl));
        using var client = _host.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", cookies);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetAsync("/signin-oidc?" + answer.ToQueryString())));

        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.Redirect), Is.EqualTo(1));
        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.BadRequest), Is.EqualTo(19));
        Assert.That(_host.TokenRequests(), Is.EqualTo(1));
    }

    [TestCase(-1, true)]
    [TestCase(1, false)]
    public async Task A006_A_sign_in_may_take_ten_minutes_and_no_longer(int secondsBeyond, bool accepted)
    {
        await using var host = await TestHost.StartAsync(options => options.ProviderOptions.CodeLifetime = TimeSpan.FromHours(1));
        var answer = await host.Browser.CatchCallbackAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(secondsBeyond));

        var response = await host.Browser.CallBackAsync(answer);

        if (accepted)
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
            return;
        }

        await host.AssertRefusedAsync(response, OidcErrorCodes.StateExpired);
        Assert.That(host.TokenRequests(), Is.Zero);
        Assert.That(host.Browser.PendingCookies(), Is.Empty, "the late cookie is deleted");
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("Start the sign-in again"));
    }

    [Test]
    public async Task An_answer_that_belongs_to_nothing_leaves_the_session_alone()
    {
        await _host.Browser.SignInAsync();

        var response = await _host.Browser.CallBackAsync("?code=x&state=AAAAAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await _host.Browser.MeAsync())?.Sub, Is.EqualTo("user-alice"));
    }
}
