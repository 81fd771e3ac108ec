using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>What a person or a program sees of a failure.</summary>
public sealed class ErrorPageTests
{
    private const string Hostile = "<svg onload=alert(1)>\"'&--></script>\u202E\u001B[31m";

    [Test]
    public async Task A034_A_failed_callback_leaves_nothing_usable_behind()
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();
        var (code, state) = (answer["code"]!, answer["state"]!);
        answer["iss"] = "https://evil.example";

        var response = await host.Browser.CallBackAsync(answer);
        var page = await response.Content.ReadAsStringAsync();

        Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
        Assert.That(response.Headers.CacheControl!.NoStore);
        Assert.That(page, Does.Not.Contain(code).And.Not.Contain(state));
        Assert.That(page, Does.Contain("history.replaceState(null,'',location.pathname)"), "the address bar is cleared");
        Assert.That(page, Does.Not.Contain("src=").And.Not.Contain("url(").And.Not.Contain("@import").And.Not.Contain("http://"));
    }

    [Test]
    public async Task A203_A205_The_page_lets_nothing_in_and_cannot_be_framed()
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Browser.CallBackAsync("?state=x&code=x");

        var policy = response.Headers.GetValues("Content-Security-Policy").Single().Split("; ");
        Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Contain("form-action 'none'").And.Contain("base-uri 'none'"));
        Assert.That(policy, Has.None.Contains("unsafe"));
        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
    }

    [TestCase("Production")]
    [TestCase("Development")]
    public async Task A016_A203_Words_from_outside_are_shown_encoded_or_not_at_all(string environment)
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Environment = environment;
            options.Provider = provider => provider.Behaviour.AuthorizationResponse = answer =>
            {
                answer.Remove("code");
                answer["error"] = "access_denied";
                answer["error_description"] = Hostile + new string('x', 5_000);
            };
        });

        var response = await host.Browser.SignInAsync();
        var page = await response.Content.ReadAsStringAsync();

        await host.AssertRefusedAsync(response, OidcErrorCodes.AccessDenied);
        Assert.That(page, Does.Not.Contain("<svg").And.Not.Contain("--></script>"));
        Assert.That(page.IndexOfAny(['\u202E', '\u001B']), Is.Negative);
        Assert.That(page, environment == "Development" ? Does.Contain("&lt;svg onload=alert(1)&gt;") : Does.Not.Contain("svg"));
        Assert.That(page, Has.Length.LessThan(4_000));
    }

    [Test]
    public async Task A_person_can_start_again_where_the_sign_in_was_for()
    {
        await using var host = await TestHost.StartAsync(options => options.Provider = provider =>
            provider.Behaviour.AuthorizationResponse = answer => (answer["code"], answer["error"]) = (null, "access_denied"));

        var response = await host.Browser.SignInAsync(startPath: "/page?a=1&b=2");
        host.Provider.Behaviour.AuthorizationResponse = null;
        var link = (await response.Content.ReadAsStringAsync()).Split("<a class=\"button\" href=\"")[1].Split('"')[0];
        var end = await host.Browser.SignInAsync(startPath: WebUtility.HtmlDecode(link));

        Assert.That(WebUtility.HtmlDecode(link), Is.EqualTo("/login?returnUrl=%2Fpage%3Fa%3D1%26b%3D2"));
        Assert.That(end.RequestMessage!.RequestUri!.PathAndQuery, Is.EqualTo("/page?a=1&b=2"));
    }

    [Test]
    public async Task A_program_gets_problem_details()
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Browser.FetchJsonAsync("/signin-oidc?state=x&code=x");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateUnknown));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("traceId").And.Contain("Start the sign-in again"));
    }

    [Test]
    public async Task A_host_can_write_the_page_itself()
    {
        await using var host = await TestHost.StartAsync(options => options.Endpoints = endpoints =>
            endpoints.WriteErrorPage = (context, error) => context.Response.WriteAsync($"<main data-error-code=\"{error.Code}\">{context.Response.StatusCode} {error.Meaning}"));

        var response = await host.Browser.CallBackAsync("?state=x&code=x");

        await host.AssertRefusedAsync(response, OidcErrorCodes.StateUnknown);
        Assert.That(await response.Content.ReadAsStringAsync(), Does.EndWith("400 The answer belongs to no sign-in of this browser."));
        Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
    }

    [Test]
    public async Task The_hosts_page_is_shown_for_a_forbidden_page_too()
    {
        await using var host = await TestHost.StartAsync(options => options.Endpoints = endpoints =>
            endpoints.WriteErrorPage = (context, error) => context.Response.WriteAsync($"mine: {error.Code}"));

        var response = await host.Browser.SignInAsync("bob", "/admin");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("mine: host.forbidden"));
    }

    [Test]
    public async Task A288_A_fault_inside_shows_nothing_of_the_inside()
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.App = app => app.UseExceptionHandler(error => error.Run(context => context.Response.WriteAsync("Sorry. " + context.TraceIdentifier)));
            options.Services = services => new OidcRelyingPartyBuilder(services).UseSettingsStore(new BrokenSettingsStore());
        });

        var response = await host.Browser.GetAsync("/page");

        await host.AssertRefusedAsync(response, OidcErrorCodes.SettingsStoreFailed);
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("Exception").And.Not.Contain("BrokenSettingsStore").And.Not.Contain("db-password"));
        Assert.That(host.Logs.Ours.Select(line => line.ToString()), Has.Some.Contains("BrokenSettingsStore"), "the operator sees the cause");
    }

    private sealed class BrokenSettingsStore : IOidcSettingsStore
    {
        public ValueTask<OidcSettings?> FindAsync(OidcSettingsKey key, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Login failed for user 'sa', db-password.");

        public ValueTask<OidcSettings?> FindVersionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();

        public ValueTask<IReadOnlyList<OidcSettings>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();

        public ValueTask<IReadOnlyList<OidcSettings>> FindByTenantAsync(string tenant, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();
    }
}
