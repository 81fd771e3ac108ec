using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>The session here ends first, whatever happens at the provider.</summary>
public sealed class SignOutTests
{
    [Test]
    public async Task A_sign_out_ends_both_sessions_and_comes_back()
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync();

        var redirect = await LogoutAsync(host);
        var hasSession = host.Browser.HasSession;
        var atProvider = await host.Browser.GetAsync(redirect.Headers.Location!.OriginalString);
        var back = await host.Browser.GetAsync(atProvider.Headers.Location!.OriginalString);
        var next = await host.Browser.GetAsync((await host.Browser.GetAsync("/page")).Headers.Location!.OriginalString);

        var sent = ProviderParameters.Parse(redirect.Headers.Location!.Query);
        Assert.That(sent.Select(pair => pair.Key), Is.EqualTo(new[] { "client_id", "id_token_hint", "post_logout_redirect_uri", "state" }));
        Assert.That(sent["post_logout_redirect_uri"], Is.EqualTo(TestHost.Origin + "/signout-callback-oidc"));
        Assert.That(hasSession, Is.False);
        Assert.That(host.Browser.Cookies.GetCookies(new Uri(TestHost.Origin + "/logout")).Select(cookie => cookie.Name), Does.Not.Contain("oidc.hint"));
        Assert.That(back.Headers.Location?.OriginalString, Is.EqualTo("/"));
        Assert.That(await next.Content.ReadAsStringAsync(), Does.Contain("id=\"username\""), "the provider asks again");
    }

    [Test]
    public async Task Without_sessions_on_the_server_the_hint_travels_on_the_logout_path_only()
    {
        await using var host = await StartStatelessAsync();
        var answer = await host.Browser.CatchCallbackAsync();

        var cookies = (await host.Browser.CallBackAsync(answer)).Headers.GetValues("Set-Cookie");

        Assert.That(
            cookies.Single(cookie => cookie.StartsWith("oidc.hint", StringComparison.Ordinal)), Does.EndWith("; path=/logout; secure; samesite=lax; httponly"));
        Assert.That(host.Browser.AppCookies.Select(cookie => cookie.Name), Does.Not.Contain("oidc.hint"));
        Assert.That(host.Browser.Cookies.GetCookies(new Uri(TestHost.Origin + "/logout")).Select(cookie => cookie.Name), Does.Contain("oidc.hint"));
        Assert.That(host.Browser.Cookies.GetCookies(new Uri(TestHost.Origin + "/logouts")).Select(cookie => cookie.Name), Does.Not.Contain("oidc.hint"));
    }

    [Test]
    public async Task A190_With_the_provider_down_the_session_here_ends()
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync();
        host.Clock.Advance(TimeSpan.FromHours(7));
        host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("down");

        var response = await LogoutAsync(host);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(host.Browser.HasSession, Is.False);
        Assert.That(await host.Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task A190_Nor_does_it_need_metadata_that_can_no_longer_be_read()
    {
        await using var host = await TestHost.StartAsync(options => options.RelyingParty =
            relyingParty => relyingParty.MetadataMaxStale = TimeSpan.FromMinutes(5));
        await host.Browser.SignInAsync();
        host.Clock.Advance(TimeSpan.FromHours(7));
        host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("down");

        var response = await LogoutAsync(host);

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/"));
        Assert.That(host.Browser.HasSession, Is.False);
        Assert.That(host.Logs.Ours.Select(line => line.EventId), Does.Contain(10001));
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("http://op.example.test/end")]
    [TestCase("//evil.example")]
    public async Task A190_A_hostile_end_session_endpoint_is_not_visited(string endpoint)
    {
        await using var host = await TestHost.StartAsync(options => options.Provider = provider =>
            provider.Behaviour.Discovery = metadata => metadata["end_session_endpoint"] = endpoint);

        var response = await host.Browser.SignInAsync();

        await host.AssertRefusedAsync(response, OidcErrorCodes.MetadataEndpoint);
    }

    [Test]
    public async Task A190_Without_an_end_session_endpoint_the_sign_out_ends_here()
    {
        await using var host = await TestHost.StartAsync(options => options.Provider = provider =>
            provider.Behaviour.Discovery = metadata => metadata.Remove("end_session_endpoint"));
        await host.Browser.SignInAsync();

        var response = await LogoutAsync(host);

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/"));
        Assert.That(host.Browser.HasSession, Is.False);
    }

    [Test]
    public async Task A192_The_hint_of_another_user_is_not_sent()
    {
        await using var host = await StartStatelessAsync();
        await host.Browser.SignInAsync("bob");
        var hint = host.Browser.Cookies.GetCookies(new Uri(TestHost.Origin + "/logout"))["oidc.hint"]!.Value;
        await host.Browser.FollowAsync(await LogoutAsync(host));
        await host.Browser.SignInAsync("alice");
        host.Browser.Cookies.Add(new Uri(TestHost.Origin + "/logout"), new Cookie("oidc.hint", hint, "/logout") { Secure = true });

        var response = await LogoutAsync(host);

        Assert.That(ProviderParameters.Parse(response.Headers.Location!.Query).Contains("id_token_hint"), Is.False);
    }

    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    [TestCase("Origin", "https://evil.example")]
    [TestCase("Origin", "null")]
    [TestCase("Origin", "http://app.example.test")]
    [TestCase("Origin", "https://app.example.test.evil.example")]
    [TestCase("X-Nothing", "x")]
    public async Task A196_Another_site_cannot_sign_a_user_out(string header, string value)
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync();

        var response = await host.Browser.FetchAsync(new HttpRequestMessage(HttpMethod.Post, "/logout") { Headers = { { header, value } } });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SignOutCrossSite));
        Assert.That(await host.Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task A196_A_link_does_not_sign_out()
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync();

        var response = await host.Browser.GetAsync("/logout");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(await host.Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task A_form_with_the_frameworks_antiforgery_field_signs_out_in_old_browsers_too()
    {
        await using var host = await TestHost.StartAsync(options => options.App = app => app.MapGet("/form", (HttpContext context, IAntiforgery antiforgery) =>
        {
            var tokens = antiforgery.GetAndStoreTokens(context);
            return $"{tokens.FormFieldName}={tokens.RequestToken}";
        }).RequireAuthorization());
        var field = (await (await host.Browser.SignInAsync(startPath: "/form")).Content.ReadAsStringAsync()).Split('=', 2);

        var response = await host.Browser.PostAsync("/logout", [new(field[0], field[1])]);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(host.Browser.HasSession, Is.False);
    }

    [Test]
    public async Task SignOutAsync_in_the_hosts_own_code_does_the_same()
    {
        await using var host = await TestHost.StartAsync(options => options.App = app => app.MapPost("/bye", (HttpContext context) => context.SignOutAsync()));
        await host.Browser.SignInAsync();

        var response = await host.Browser.PostAsync("/bye", []);

        Assert.That(response.Headers.Location!.OriginalString, Does.StartWith(host.Provider.AddressOf(ProviderEndpoint.EndSession)));
        Assert.That(host.Browser.HasSession, Is.False);
    }

    [Test]
    public async Task Signing_out_without_a_session_ends_on_the_default_page()
    {
        await using var host = await TestHost.StartAsync();

        var response = await LogoutAsync(host);

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/"));
        Assert.That(host.Provider.Requests, Is.Empty);
    }

    private static Task<HttpResponseMessage> LogoutAsync(TestHost host) =>
        host.Browser.FetchAsync(new HttpRequestMessage(HttpMethod.Post, "/logout") { Headers = { { "Origin", TestHost.Origin } } });

    private static Task<TestHost> StartStatelessAsync() =>
        TestHost.StartAsync(options => options.Services = services => new OidcRelyingPartyBuilder(services).UseStatelessSessions());
}
