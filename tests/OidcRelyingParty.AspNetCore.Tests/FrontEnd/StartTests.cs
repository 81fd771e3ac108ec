using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed class StartTests
{
    private TestHost _host = null!; // set up before every test
    private Spa _spa = null!; // set up before every test

    [SetUp]
    public async Task SetUp()
    {
        _host = await FrontEndHost.StartAsync(options => options.ProviderOptions.CodeLifetime = TimeSpan.FromHours(1));
        _spa = new Spa(_host);
    }

    [TearDown]
    public async Task TearDown()
    {
        _spa.Dispose();
        await _host.DisposeAsync();
    }

    [TestCase("")]
    [TestCase("?ticket=")]
    [TestCase("?ticket=%00")]
    [TestCase("?ticket=AAAA&ticket=AAAA")]
    public async Task A_start_without_a_ticket_is_refused(string query)
    {
        using var response = await _host.Browser.GetAsync("/v1/auth/oidc/start" + query);

        await AssertNotStartedAsync(response);
    }

    [Test]
    public async Task A_ticket_that_was_altered_is_refused()
    {
        var address = await _spa.GetAuthUrlAsync(new { tenant_id = "acme" });

        using var response = await _host.Browser.GetAsync(address[..^4] + (address[^4] == 'A' ? 'B' : 'A') + address[^3..]);

        await AssertNotStartedAsync(response);
    }

    [TestCase(-1, true)]
    [TestCase(0, false)]
    public async Task A_ticket_is_good_for_ten_minutes(int secondsBeyond, bool accepted)
    {
        var address = await _spa.GetAuthUrlAsync(new { tenant_id = "acme" });
        _host.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(secondsBeyond));

        using var response = await _host.Browser.GetAsync(address);

        Assert.That(response.StatusCode, Is.EqualTo(accepted ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_one_time_code_is_no_ticket()
    {
        var code = await _spa.GetCodeAsync();

        using var response = await _host.Browser.GetAsync("/v1/auth/oidc/start?ticket=" + code);

        await AssertNotStartedAsync(response);
    }

    [Test]
    public async Task A003_The_callback_in_another_browser_is_refused_and_hands_nothing_over()
    {
        var answer = await _spa.CatchCallbackAsync(new { tenant_id = "acme" });
        using var other = _host.CreateBrowser();

        using var response = await Spa.CallBackAsync(other, answer);

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateUnknown));
        Assert.That(response.Headers.Location, Is.Null);
        Assert.That(_host.TokenRequests(), Is.Zero);
    }

    [Test]
    public async Task I9_A_callback_after_ten_minutes_is_refused_with_its_own_error()
    {
        var answer = await _spa.CatchCallbackAsync(new { tenant_id = "acme" });
        _host.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        using var response = await Spa.CallBackAsync(_host.Browser, answer);

        await _host.AssertRefusedAsync(response, OidcErrorCodes.StateExpired);
        Assert.That(response.Headers.Location, Is.Null, "the front end is sent nothing");
        Assert.That(_host.TokenRequests(), Is.Zero);
    }

    [Test]
    public async Task I9_How_long_a_state_lives_can_be_configured()
    {
        await using var host = await FrontEndHost.StartAsync(options => options.RelyingParty = relyingParty => relyingParty.SignInLifetime = TimeSpan.FromMinutes(2));
        using var spa = new Spa(host);
        var answer = await spa.CatchCallbackAsync(new { tenant_id = "acme" });
        host.Clock.Advance(TimeSpan.FromSeconds(121));

        using var response = await Spa.CallBackAsync(host.Browser, answer);

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateExpired));
    }

    [Test]
    public async Task I9_A_callback_that_comes_a_second_time_is_refused_with_its_own_error()
    {
        var answer = await _spa.CatchCallbackAsync(new { tenant_id = "acme" });
        using var copy = _host.CreateClient();
        copy.DefaultRequestHeaders.Add("Cookie", _host.Browser.Cookies.GetCookieHeader(new Uri(TestHost.CallbackUrl)));
        using var first = await Spa.CallBackAsync(_host.Browser, answer);

        using var second = await copy.GetAsync("/signin-oidc/acme?" + answer.ToQueryString());

        Assert.That(first.Headers.Location!.OriginalString, Does.StartWith("https://spa.example.test/"));
        Assert.That((second.StatusCode, await second.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.BadRequest, OidcErrorCodes.StateReplayed)));
        Assert.That(_host.TokenRequests(), Is.EqualTo(1));
    }

    [Test]
    public async Task After_a_failure_the_same_sign_in_can_be_started_again()
    {
        var answer = await _spa.CatchCallbackAsync(new { tenant_id = "acme", code_challenge = Spa.Challenge, return_to = "/orders" });
        _host.Clock.Advance(TimeSpan.FromMinutes(11));
        using var failed = await Spa.CallBackAsync(_host.Browser, answer);
        var page = await failed.Content.ReadAsStringAsync();
        var link = WebUtility.HtmlDecode(page.Split("class=\"button\" href=\"")[1].Split('"')[0]);

        using var again = await Spa.CallBackAsync(_host.Browser, await _host.Browser.CatchCallbackAsync(startPath: link));
        var fragment = Spa.Fragment(again.Headers.Location!);
        using var exchange = await _spa.ExchangeAsync(fragment["code"]!, Spa.Verifier);

        Assert.That(fragment["return_to"], Is.EqualTo("/orders"));
        Assert.That(exchange.StatusCode, Is.EqualTo(HttpStatusCode.OK), "and the front end's verifier still fits");
    }

    private async Task AssertNotStartedAsync(HttpResponseMessage response)
    {
        await _host.AssertRefusedAsync(response, OidcErrorCodes.FrontEndTicket);
        Assert.That(_host.Browser.PendingCookies(), Is.Empty);
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("Start the sign-in again"), "there is nothing to start again from here");
    }
}
