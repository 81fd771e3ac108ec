using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Tokens;

[TestFixture]
internal sealed partial class TokenClientTests
{
    private CoreHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new CoreHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task A_code_is_redeemed_once_with_its_verifier_and_redirect_uri()
    {
        var result = await _host.SignInAsync();

        var request = _host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token);
        Assert.That(request.Form.Select(pair => pair.Key), Is.EquivalentTo(new[] { "grant_type", "code", "redirect_uri", "code_verifier" }));
        Assert.That(request.Form["redirect_uri"], Is.EqualTo(CoreHost.RedirectUri));
        Assert.That(request.Headers["Accept"], Is.EqualTo("application/json"));
        Assert.That(result.Tokens.ExpiresIn, Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(result.Tokens.RefreshToken, Is.Not.Null);
    }

    [Test]
    public async Task The_redirect_uri_is_repeated_exactly_as_it_was_written()
    {
        const string unusual = "https://RP.example.test:443/sign%2din?x=%c3%bc";
        _host.Client.RedirectUris.Add(unusual);

        await _host.SignInAsync(new() { RedirectUri = new Uri(unusual) });

        Assert.That(_host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token).Form["redirect_uri"], Is.EqualTo(unusual));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(303)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task A039_A_redirect_is_not_an_answer(int status)
    {
        _host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Redirect(_host.Provider.AddressOf(ProviderEndpoint.UserInfo), status));

        await RefusedAsync(OidcErrorCodes.TokenResponse);
    }

    [TestCase("text/html", "<html><body>secret-of-the-page</body></html>")]
    [TestCase("text/html", """{"access_token":"a","token_type":"Bearer","id_token":"secret-of-the-page"}""")]
    [TestCase("application/json", "<html><body>secret-of-the-page</body></html>")]
    [TestCase("application/jwt", """{"access_token":"secret-of-the-page"}""")]
    [TestCase(null, """{"access_token":"secret-of-the-page"}""")]
    [TestCase("application/json", "[\"secret-of-the-page\"]")]
    [TestCase("application/json", "\"secret-of-the-page\"")]
    [TestCase("application/json", "")]
    [TestCase("application/json", "{\"access_token\":\"secret-of-the-page\"")]
    [TestCase("application/json", "{} {}")]
    public async Task A041_What_is_not_one_JSON_object_is_refused_and_its_text_kept_out_of_the_log(string? contentType, string body)
    {
        _host.Answer(ProviderEndpoint.Token, () => new ProviderResponse(200, contentType, Encoding.UTF8.GetBytes(body)));

        var exception = await Refusal.OfAsync(() => _host.SignInAsync());

        Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.TokenResponse));
        Assert.That(exception.ToString() + _host.Log.Text, Does.Not.Contain("secret-of-the-page"));
    }

    [TestCase(null, OidcErrorCodes.IdTokenMissing)]
    [TestCase("null", OidcErrorCodes.IdTokenMissing)]
    public async Task A042_Nothing_takes_the_place_of_a_missing_ID_token(string? idToken, string code)
    {
        Replace("id_token", idToken);

        await RefusedAsync(code);
    }

    [TestCase("\"\"", OidcErrorCodes.IdTokenFormat)]
    [TestCase("123", OidcErrorCodes.IdTokenFormat)]
    [TestCase("true", OidcErrorCodes.IdTokenFormat)]
    [TestCase("{}", OidcErrorCodes.IdTokenFormat)]
    [TestCase("[\"a.b.c\"]", OidcErrorCodes.IdTokenFormat)]
    [TestCase("\" \"", OidcErrorCodes.IdTokenFormat)]
    public async Task A043_An_ID_token_that_is_no_token_is_refused(string idToken, string code)
    {
        Replace("id_token", idToken);

        await RefusedAsync(code);
    }

    [TestCase("id_token")]
    [TestCase("access_token")]
    [TestCase("token_type")]
    [TestCase("expires_in")]
    [TestCase("unknown")]
    public async Task A044_A_member_that_comes_twice_spoils_the_answer(string name)
    {
        var body = $$"""{"access_token":"a","token_type":"Bearer","expires_in":1,"id_token":"a.b.c","unknown":1,"{{name}}":"again"}""";
        _host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Text(body, "application/json"));

        await RefusedAsync(OidcErrorCodes.TokenResponse);
    }

    [Test]
    public async Task A_code_the_provider_does_not_know_is_tried_once()
    {
        var begun = await _host.BeginAsync();
        var response = Authorization.Responses.Granted(begun.Pending, "unknown", _host.Provider.Issuer);

        var code = await Refusal.CodeOfAsync(() => _host.RelyingParty.CompleteSignInAsync(response, begun.Pending));

        Assert.That(code, Is.EqualTo(OidcErrorCodes.CodeRefused));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.EqualTo(1));
    }

    private void Replace(string name, string? json) => _host.Provider.Behaviour.TokenResponse = response =>
    {
        response.Remove(name);
        if (json is not null)
        {
            response[name] = JsonNode.Parse(json);
        }
    };

    /// <summary>The sign-in fails with this code, after exactly one token request and without a UserInfo request.</summary>
    private async Task RefusedAsync(string code)
    {
        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(code));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.EqualTo(1));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.UserInfo), Is.Zero);
    }
}
