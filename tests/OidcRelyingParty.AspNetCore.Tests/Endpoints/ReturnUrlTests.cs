using System.Net;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Endpoints;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>A sign-in ends on a page of this site, whoever wrote the link that began it.</summary>
public sealed class ReturnUrlTests
{
    private static readonly string[] LocalUrls =
    [
        "/", "/page", "/page?x=1&y=2", "/page?x=%20%C3%A4", "/page#part", "/page?next=https://other.example/", "/page?next=//other.example", "/page?p=C:\\x",
        "/a/b//c", "/a/", "/~user/@me", "/a;b=c/d,e", "/login-help", "/login/help", "/signin-oidc-help", "/.well-known/x", "/a...b/..c", "/p%C3%A4ge", "/100%25",
    ];

    private TestHost _host = null!; // set up once: no test changes it

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await TestHost.StartAsync(options => options.ProviderOptions.AutoSignIn = "alice");

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCaseSource(typeof(HostileReturnUrls), nameof(HostileReturnUrls.Elsewhere))]
    public Task A193_A_hostile_return_url_leads_to_the_default_page(string returnUrl) => AssertDefaultAsync(returnUrl);

    [TestCase("//evil.example")]
    [TestCase("/\\evil.example")]
    [TestCase("\\/evil.example")]
    [TestCase("/\t/evil.example")]
    [TestCase("/\n//evil.example")]
    [TestCase("https:evil.example")]
    [TestCase("%2f%2fevil.example")]
    [TestCase("/%09/evil.example")]
    public Task A194_What_a_browser_forgives_leads_to_the_default_page(string returnUrl) => AssertDefaultAsync(returnUrl);

    [TestCaseSource(typeof(HostileReturnUrls), nameof(HostileReturnUrls.OwnEndpoints))]
    public Task A196_An_endpoint_of_ours_is_no_page_to_return_to(string returnUrl) => AssertDefaultAsync(returnUrl);

    [TestCaseSource(typeof(HostileReturnUrls), nameof(HostileReturnUrls.Oversized))]
    public Task A197_An_oversized_return_url_leads_to_the_default_page(string returnUrl) => AssertDefaultAsync(returnUrl);

    [TestCaseSource(nameof(LocalUrls))]
    public async Task A_local_return_url_is_kept_as_it_is(string returnUrl)
    {
        using var browser = _host.CreateBrowser();

        var location = await EndOfSignInAsync(browser, "/login?returnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.That(location, Is.EqualTo(returnUrl));
    }

    [Test]
    public void A193_Whatever_is_accepted_stays_on_our_origin_in_a_browser()
    {
        string[] starts = ["/", "//", "/\\", "\\", "/\t", "/%2f", "/%5c", "/.", "/..", " /", "https:", "/a", "?", "#", "/@", "/:", "/;", "/%", "/%2", "/~"];
        string[] ends = ["", "/", "//", "\\", "evil.example", "/evil.example", "\\evil.example", "@evil.example", "?//evil.example", "#\\evil.example", "%2f/evil.example"];
        var context = new DefaultHttpContext();

        var accepted = (from first in starts from second in starts from last in ends select first + second + last)
            .Select(text => ReturnPath.LocalOrDefault(text, context, new OidcEndpointOptions()))
            .Distinct()
            .ToArray();

        Assert.That(accepted, Has.Length.GreaterThan(50), "the rule is not simply no");
        Assert.That(accepted.Where(text => !WhatwgUrl.StaysOnOrigin(text)), Is.Empty);
    }

    [Test]
    public void A193_The_judge_knows_what_browsers_forgive() =>
        Assert.That(HostileReturnUrls.OtherOrigins.Concat(HostileReturnUrls.Backslashes.Take(7)).Where(WhatwgUrl.StaysOnOrigin), Is.Empty);

    [Test]
    public async Task A197_A_return_url_that_is_too_long_leaves_the_cookie_small()
    {
        using var browser = _host.CreateBrowser();

        await browser.GetAsync("/login?returnUrl=/" + new string('a', 100_000));

        Assert.That(browser.AppCookies.Single().Value, Has.Length.LessThan(500));
    }

    [Test]
    public async Task A197_The_longest_return_url_still_fits_a_cookie()
    {
        using var browser = _host.CreateBrowser();

        await browser.GetAsync("/login?returnUrl=/" + new string('a', 2047));

        Assert.That(browser.AppCookies.Single().Value, Has.Length.InRange(2048, 4000));
    }

    [Test]
    public async Task A198_A_return_url_in_the_answer_is_not_looked_at()
    {
        using var browser = _host.CreateBrowser();
        var answer = await browser.CatchCallbackAsync(startPath: "/login?returnUrl=/page");
        answer["returnUrl"] = "/admin";
        answer["ReturnUrl"] = "//evil.example";

        var response = await browser.CallBackAsync(answer);

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/page"));
    }

    [TestCase("returnUrl=/page&returnUrl=/admin")]
    [TestCase("returnUrl[]=/admin")]
    [TestCase("")]
    public async Task A193_A_return_url_given_twice_or_not_at_all_is_the_default_page(string query)
    {
        using var browser = _host.CreateBrowser();

        Assert.That(await EndOfSignInAsync(browser, "/login?" + query), Is.EqualTo("/"));
    }

    private async Task AssertDefaultAsync(string returnUrl)
    {
        using var browser = _host.CreateBrowser();

        Assert.That(await EndOfSignInAsync(browser, "/login?returnUrl=" + Uri.EscapeDataString(returnUrl)), Is.EqualTo("/"));
    }

    private static async Task<string?> EndOfSignInAsync(HostBrowser browser, string loginPath)
    {
        var answer = await browser.CatchCallbackAsync(startPath: loginPath);
        var response = await browser.CallBackAsync(answer);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        return response.Headers.Location?.OriginalString;
    }
}
