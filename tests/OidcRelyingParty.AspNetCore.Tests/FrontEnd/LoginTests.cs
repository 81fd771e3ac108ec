using System.Net;
using System.Text;
using System.Web;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed class LoginTests
{
    private TestHost _host = null!; // set up before every test
    private Spa _spa = null!; // set up before every test

    [SetUp]
    public async Task SetUp()
    {
        _host = await FrontEndHost.StartAsync();
        _spa = new Spa(_host);
    }

    [TearDown]
    public async Task TearDown()
    {
        _spa.Dispose();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task I6_The_answer_is_an_address_of_this_application_that_binds_the_sign_in_to_the_browser_and_goes_on_to_the_provider()
    {
        using var answer = await _spa.LoginAsync(new { tenant_id = "acme" });
        var json = await Spa.ReadAsync(answer);
        var address = json.GetProperty("auth_url").GetString()!; // the contract
        var start = await _host.Browser.GetAsync(address);

        Assert.That(json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "auth_url" }));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
        Assert.That(address, Does.StartWith(TestHost.Origin + "/v1/auth/oidc/start?ticket="));
        Assert.That(start.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(start.Headers.Location!.AbsoluteUri, Does.StartWith(_host.Provider.Issuer));
        Assert.That(_host.Browser.PendingCookies().ToArray(), Has.Length.EqualTo(1));
        Assert.That(start.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task I5_A_front_ends_sign_in_uses_the_code_flow_with_PKCE_S256()
    {
        await _spa.SignInAsync(new { tenant_id = "acme" });
        var request = HttpUtility.ParseQueryString(_host.Provider.Requests.First(request => request.Endpoint == ProviderEndpoint.Authorization).Uri.Query);

        Assert.That((request["response_type"], request["code_challenge_method"]), Is.EqualTo(("code", "S256")));
        Assert.That(request["code_challenge"], Has.Length.EqualTo(43));
        Assert.That(_host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token).Form["code_verifier"], Is.Not.Empty);
    }

    [Test]
    public async Task The_provider_never_sees_what_the_front_end_keeps()
    {
        await _spa.SignInAsync(new { tenant_id = "acme", code_challenge = Spa.Challenge });

        Assert.That(_host.Provider.Requests.Select(request => request.Uri.Query + request.Body), Has.None.Contains(Spa.Challenge));
    }

    [TestCase("""{"tenant_id":"nobody"}""")]
    [TestCase("""{"tenant_id":"Acme"}""")]
    [TestCase("""{"tenant_id":""}""")]
    [TestCase("""{"tenant_id":"acme/default"}""")]
    [TestCase("""{"tenant_id":"acme","provider":"other"}""")]
    public async Task I6_An_unknown_tenant_or_provider_answers_404(string json)
    {
        using var response = await PostAsync(json);

        Assert.That((response.StatusCode, await response.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.NotFound, OidcErrorCodes.TenantUnknown)));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"), "also without an Accept header");
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"tenant_id":"acme"} {}""")]
    [TestCase("""{"tenant_id":"acme","tenant_id":"acme"}""")]
    [TestCase("""{"tenant_id":7}""")]
    [TestCase("""{"tenant_id":null}""")]
    [TestCase("""{"tenant_id":"acme","redirect_uri":"https://evil.example"}""")]
    [TestCase("""{"tenant_id":"acme","front_end_url":"https://evil.example"}""")]
    [TestCase("""{"tenant_id":"acme","code_challenge":"short"}""")]
    [TestCase("""{"tenant_id":"acme","code_challenge":"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl"}""", Description = "bits beyond the last byte")]
    [TestCase("""{"tenant_id":"acme","return_to":"https://evil.example/"}""")]
    [TestCase("""{"tenant_id":"acme","return_to":"//evil.example/"}""")]
    [TestCase("""{"tenant_id":"acme","return_to":"/\\evil.example/"}""")]
    [TestCase("""{"tenant_id":"acme","return_to":"javascript:alert(1)"}""")]
    public async Task A_request_that_is_not_exactly_the_contract_is_refused(string json)
    {
        using var response = await PostAsync(json);

        Assert.That((response.StatusCode, await response.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.BadRequest, OidcErrorCodes.FrontEndRequest)));
    }

    [Test]
    public async Task A_request_that_is_too_long_is_refused()
    {
        using var response = await PostAsync($$"""{"tenant_id":"acme","return_to":"/{{new string('a', 64 * 1024)}}"}""");

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.FrontEndRequest));
    }

    // A form or a text crosses origins without the browser asking first.
    [TestCase("login", "text/plain")]
    [TestCase("login", "application/x-www-form-urlencoded")]
    [TestCase("token", "text/plain")]
    public async Task Anything_but_JSON_answers_415(string endpoint, string contentType)
    {
        using var response = await _spa.PostAsync("/v1/auth/oidc/" + endpoint, new StringContent("""{"tenant_id":"acme"}""", Encoding.UTF8, contentType));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    }

    [Test]
    public async Task Sign_in_that_is_switched_off_is_said_so_at_once()
    {
        _host.SettingsStore.Put(_host.FittingSettings() with { Key = FrontEndHost.Acme, Enabled = false });

        using var response = await _spa.LoginAsync(new { tenant_id = "acme" });

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsDisabled));
    }

    [Test]
    public async Task A_tenant_without_a_front_end_cannot_sign_one_in()
    {
        _host.SettingsStore.Put(_host.FittingSettings() with { Key = FrontEndHost.Acme });

        using var response = await _spa.LoginAsync(new { tenant_id = "acme" });

        Assert.That((response.StatusCode, await response.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, OidcErrorCodes.FrontEndUrlMissing)));
    }

    private Task<HttpResponseMessage> PostAsync(string json) =>
        _spa.PostAsync("/v1/auth/oidc/login", new StringContent(json, Encoding.UTF8, "application/json"));
}
