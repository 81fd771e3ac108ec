using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Authentication;

/// <summary>What a .NET developer expects of <c>[Authorize]</c>, <c>Results.Challenge</c> and <c>Results.Forbid</c>.</summary>
public sealed class ChallengeTests
{
    [TestCase("/page")]
    [TestCase("/page?x=1&name=%C3%A4&next=//other.example")]
    public async Task A_protected_page_leads_through_the_provider_and_back_with_its_query(string path)
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Browser.SignInAsync(startPath: path);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.RequestMessage!.RequestUri, Is.EqualTo(new Uri(TestHost.Origin + path)));
    }

    [TestCase("Accept", "application/json")]
    [TestCase("Accept", "*/*")]
    [TestCase("X-Requested-With", "XMLHttpRequest")]
    [TestCase("Sec-Fetch-Mode", "cors")]
    [TestCase("Sec-Fetch-Mode", "same-origin")]
    [TestCase("Sec-Fetch-Mode", "no-cors")]
    public async Task A216_A_call_without_session_is_401_and_begins_nothing(string header, string value)
    {
        await using var host = await TestHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page");
        request.Headers.Add(header, value);
        request.Headers.Accept.ParseAdd(header == "Accept" ? value : "text/html");

        var response = await host.Browser.FetchAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(response.Headers.Location, Is.Null);
        Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
        Assert.That(host.Provider.Requests, Is.Empty);
    }

    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("OPTIONS")]
    public async Task A216_What_no_page_view_sends_is_401(string method)
    {
        await using var host = await TestHost.StartAsync(options => options.App = app =>
            app.MapMethods("/any", [method], () => "done").RequireAuthorization());

        var response = await host.Browser.FetchAsync(new HttpRequestMessage(new HttpMethod(method), "/any") { Headers = { { "Accept", "text/html" } } });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_form_of_a_protected_page_leads_to_the_default_page_after_the_sign_in()
    {
        await using var host = await TestHost.StartAsync(options => options.App = app => app.MapPost("/form", () => "saved").RequireAuthorization());

        var response = await host.Browser.FollowAsync(await host.Browser.PostAsync("/form", []));

        Assert.That(response.RequestMessage!.RequestUri!.AbsoluteUri, Is.EqualTo(TestHost.Origin + "/"));
    }

    [Test]
    public async Task A_page_for_another_role_is_403_and_says_so()
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync("bob");

        var page = await host.Browser.GetAsync("/admin");
        var call = await host.Browser.FetchJsonAsync("/admin");

        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await page.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.RoleMissing));
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Not.Contain("Start the sign-in again"), "it would change nothing");
        Assert.That(call.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(call.Headers.Location, Is.Null);
        Assert.That((await host.Browser.MeAsync())?.Sub, Is.EqualTo("user-bob"), "the session goes on");
    }

    [Test]
    public async Task A_challenge_can_ask_for_more()
    {
        await using var host = await TestHost.StartAsync(options => options.App = app => app.MapGet("/step-up", () => Results.Challenge(
            new OidcChallengeProperties
            {
                RedirectUri = "/page?stepped=up",
                Prompt = "login",
                MaxAge = TimeSpan.FromMinutes(5),
                AcrValues = ["gold", "silver"],
                LoginHint = "alice@example.test",
            })));

        var begun = await host.Browser.GetAsync("/step-up");
        var query = ProviderParameters.Parse(begun.Headers.Location!.Query);
        var end = await host.Browser.FollowAsync(begun);

        Assert.That(query["prompt"], Is.EqualTo("login"));
        Assert.That(query["max_age"], Is.EqualTo("300"));
        Assert.That(query["acr_values"], Is.EqualTo("gold silver"));
        Assert.That(query["login_hint"], Is.EqualTo("alice@example.test"));
        Assert.That(end.RequestMessage!.RequestUri!.PathAndQuery, Is.EqualTo("/page?stepped=up"));
    }

    [Test]
    public async Task A_maximum_age_that_the_provider_ignores_is_refused()
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.App = app => app.MapGet("/step-up", () => Results.Challenge(new OidcChallengeProperties { MaxAge = TimeSpan.FromMinutes(5) }));
            options.Provider = provider => provider.Behaviour.IdTokenClaims = claims => claims.Remove("auth_time");
        });

        var response = await host.Browser.SignInAsync(startPath: "/step-up");

        await host.AssertRefusedAsync(response, OidcErrorCodes.IdTokenAuthTime);
    }

    [Test]
    public async Task The_frameworks_own_properties_work_too()
    {
        await using var host = await TestHost.StartAsync(options => options.App = app =>
            app.MapGet("/enter", () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/page" })));

        var response = await host.Browser.SignInAsync(startPath: "/enter");

        Assert.That(response.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/page"));
    }

    [TestCase(OidcDefaults.AuthenticationScheme)]
    [TestCase(OidcDefaults.SessionScheme)]
    public async Task A_policy_may_name_either_scheme(string scheme)
    {
        await using var host = await TestHost.StartAsync(options => options.App = app =>
        {
            app.MapGet("/named", () => "named").RequireAuthorization(policy => policy.AddAuthenticationSchemes(scheme).RequireAuthenticatedUser());
            app.MapGet("/named/admin", () => "admin").RequireAuthorization(policy => policy.AddAuthenticationSchemes(scheme).RequireRole("admin"));
        });

        var response = await host.Browser.SignInAsync("bob", "/named");
        var forbidden = await host.Browser.GetAsync("/named/admin");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/named"));
        Assert.That(await forbidden.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.RoleMissing));
    }
}
