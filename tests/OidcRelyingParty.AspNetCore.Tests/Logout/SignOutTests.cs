using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Logout;

public sealed partial class SignOutTests
{
    private TestHost _host = null!;

    private HostBrowser Browser => _host.Browser;

    private ProviderRequest EndSession => _host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.EndSession);

    [SetUp]
    public async Task StartAsync()
    {
        _host = await SessionHost.StartAsync();
        await Browser.SignInAsync();
    }

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task Signing_out_ends_the_session_here_and_at_the_provider()
    {
        var cookie = Browser.SessionCookie();

        using var response = await Browser.SignOutAsync();

        Assert.That(Browser.HasSession, Is.False);
        Assert.That(await _host.IsSignedInWithAsync(cookie), Is.False, "A191: a copy of the cookie is worth nothing");
        Assert.That(EndSession.Query["id_token_hint"]!.Split('.'), Has.Length.EqualTo(3));
        Assert.That(EndSession.Query["client_id"], Is.EqualTo(_host.Client.ClientId));
        Assert.That(EndSession.Query["post_logout_redirect_uri"], Is.EqualTo(TestHost.Origin + "/signout-callback-oidc"));
        Assert.That(EndSession.Query["state"], Does.Match("^[A-Za-z0-9_-]+$"));
        Assert.That(EndSession.Query.Contains("logout_hint"), Is.False);
        Assert.That(response.RequestMessage!.RequestUri!.AbsoluteUri, Does.StartWith(_host.Provider.Issuer), "home, which wants a sign-in, and the provider asks again");
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("id=\"username\""));
        Assert.That(_host.Provider.LogoutDeliveries.Single().Status, Is.EqualTo(HttpStatusCode.OK), "the session was gone already");
    }

    [Test]
    public async Task The_answer_is_kept_by_no_cache_and_sets_no_session()
    {
        using var response = await Browser.PostFromPageAsync("/logout");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(response.Headers.GetValues("Set-Cookie"), Has.All.Contains("expires=Thu, 01 Jan 1970"));
    }

    [TestCase("/public?a=b", "/public?a=b")]
    [TestCase("https://evil.example.test/", "/")]
    [TestCase("//evil.example.test/", "/")]
    [TestCase("/\\evil.example.test/", "/")]
    [TestCase("/%2f/evil.example.test/", "/")]
    [TestCase("javascript:alert(1)", "/")]
    [TestCase("/logout", "/")]
    public async Task A188_Only_a_page_of_this_site_is_returned_to(string to, string expected)
    {
        using var start = await Browser.PostFromPageAsync("/leave?to=" + Uri.EscapeDataString(to));
        using var signedOut = await Browser.StepAsync(start, "alice");
        using var back = await Browser.StepAsync(signedOut!, "alice");

        Assert.That(signedOut!.Headers.Location!.OriginalString, Does.StartWith(TestHost.Origin + "/signout-callback-oidc?state="));
        Assert.That(back!.Headers.Location?.OriginalString, Is.EqualTo(expected));
        Assert.That(back.Headers.CacheControl?.NoStore, Is.True);
    }

    [TestCase("")]
    [TestCase("?state=")]
    [TestCase("?state=/public")]
    [TestCase("?state=https://evil.example.test/")]
    [TestCase("?state=a&state=b")]
    [TestCase("?state=%00")]
    public async Task A188_A_state_that_is_not_ours_leads_home(string query)
    {
        using var response = await Browser.GetAsync("/signout-callback-oidc" + query);

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/"));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
        Assert.That(await Browser.MeAsync(), Is.Not.Null, "coming back ends nothing");
    }

    [TestCaseSource(nameof(CrossSite))]
    public async Task A187_Another_site_cannot_sign_a_user_out(HttpMethod method, Dictionary<string, string> headers, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(method, "/logout") { Content = method == HttpMethod.Post ? new FormUrlEncodedContent([]) : null };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await Browser.FetchAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(status == HttpStatusCode.BadRequest ? OidcErrorCodes.SignOutCrossSite : null));
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
        Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
    }

    [TestCaseSource(nameof(Outages))]
    public async Task A190_Whatever_the_provider_does_the_session_here_ends_first(Action<TestProvider> breakIt, bool isAsked)
    {
        await using var host = await SessionHost.StartAsync(options => options.Provider += breakIt);
        await host.Browser.SignInAsync();
        var cookie = host.Browser.SessionCookie();

        using var response = await host.Browser.PostFromPageAsync("/logout");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(response.Headers.Location!.OriginalString, isAsked ? Does.StartWith(host.Provider.Issuer) : Is.EqualTo("/"));
        Assert.That(await host.IsSignedInWithAsync(cookie), Is.False);
    }

    // A provider whose metadata name such an end is not used at all.
    [TestCase("javascript:alert(1)")]
    [TestCase("http://op.example.test/end")]
    public async Task A190_A_hostile_end_session_endpoint_is_found_at_the_sign_in(string endpoint)
    {
        await using var host = await SessionHost.StartAsync(options => options.Provider += op => op.Behaviour.Discovery = metadata => metadata["end_session_endpoint"] = endpoint);

        using var response = await host.Browser.SignInAsync();

        await host.AssertRefusedAsync(response, OidcErrorCodes.MetadataEndpoint);
    }

    [Test]
    public async Task A_user_whose_session_cannot_be_read_is_told_so_and_can_try_again()
    {
        var cookie = Browser.SessionCookie();
        _host.Clock.Advance(TimeSpan.FromSeconds(3));
        _host.Store().Failure = new IOException("down");
        using var failed = await Browser.PostFromPageAsync("/logout");
        _host.Store().Failure = null;

        Assert.That(failed.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await failed.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SessionStoreFailed));
        Assert.That(Browser.HasSession, Is.True, "the user is still signed in, and sees it");
        using var response = await Browser.SignOutAsync();
        Assert.That(await _host.IsSignedInWithAsync(cookie), Is.False);
    }

    [Test]
    public async Task Where_single_sign_out_is_off_the_provider_is_not_told()
    {
        _host.SettingsStore.Put(_host.FittingSettings() with { Version = "2", SingleSignOut = false });

        using var response = await Browser.PostFromPageAsync("/logout");

        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/"));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.EndSession), Is.Zero);
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Revocation), Is.Zero, "Keycloak would end its session for it");
    }

    private static IEnumerable<TestCaseData> CrossSite()
    {
        yield return Row("a picture", HttpMethod.Get, HttpStatusCode.MethodNotAllowed, ("Sec-Fetch-Site", "cross-site"));
        yield return Row("a link of our own", HttpMethod.Get, HttpStatusCode.MethodNotAllowed, ("Sec-Fetch-Site", "same-origin"));
        yield return Row("a form", HttpMethod.Post, HttpStatusCode.BadRequest, ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example.test"));
        yield return Row("a sister site", HttpMethod.Post, HttpStatusCode.BadRequest, ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example.test"));
        yield return Row("a frame without origin", HttpMethod.Post, HttpStatusCode.BadRequest, ("Origin", "null"));
        yield return Row("another scheme", HttpMethod.Post, HttpStatusCode.BadRequest, ("Origin", "http://app.example.test"));
        yield return Row("an old browser", HttpMethod.Post, HttpStatusCode.BadRequest);

        static TestCaseData Row(string name, HttpMethod method, HttpStatusCode status, params (string, string)[] headers) =>
            new TestCaseData(method, headers.ToDictionary(header => header.Item1, header => header.Item2), status).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> Outages()
    {
        yield return Row("no end-session endpoint", op => op.Behaviour.Discovery = metadata => metadata.Remove("end_session_endpoint"), isAsked: false);
        yield return Row("revocation refused", op => op.Behaviour.Respond = At(ProviderEndpoint.Revocation, () => new ProviderResponse(503)), isAsked: true);
        yield return Row("revocation down", op => op.Behaviour.Respond = At(ProviderEndpoint.Revocation, () => throw new HttpRequestException("down")), isAsked: true);
        yield return Row("no revocation endpoint", op => op.Behaviour.Discovery = metadata => metadata.Remove("revocation_endpoint"), isAsked: true);

        static Func<ProviderRequest, Task<ProviderResponse?>> At(ProviderEndpoint endpoint, Func<ProviderResponse> answer) =>
            request => Task.FromResult(request.Endpoint == endpoint ? answer() : null);

        static TestCaseData Row(string name, Action<TestProvider> breakIt, bool isAsked) => new TestCaseData(breakIt, isAsked).SetArgDisplayNames(name);
    }
}
