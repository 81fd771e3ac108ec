using System.Net;
using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Tokens;

internal sealed partial class TokenClientTests
{
    [TestCase(400, "invalid_grant", OidcErrorCodes.CodeRefused)]
    [TestCase(200, "invalid_grant", OidcErrorCodes.CodeRefused)]
    [TestCase(400, "redirect_uri_mismatch", OidcErrorCodes.CodeRefused)]
    [TestCase(401, "invalid_client", OidcErrorCodes.ClientRefused)]
    [TestCase(400, "invalid_client", OidcErrorCodes.ClientRefused)]
    [TestCase(400, "unauthorized_client", OidcErrorCodes.ClientRefused)]
    [TestCase(401, "access_denied", OidcErrorCodes.ClientRefused)]
    [TestCase(403, "access_denied", OidcErrorCodes.TokenRefused)]
    [TestCase(400, "invalid_request", OidcErrorCodes.TokenRefused)]
    [TestCase(400, "unsupported_grant_type", OidcErrorCodes.TokenRefused)]
    [TestCase(400, "invalid_scope", OidcErrorCodes.TokenRefused)]
    [TestCase(400, "", OidcErrorCodes.TokenRefused)]
    [TestCase(500, "server_error", OidcErrorCodes.ProviderUnavailable)]
    [TestCase(503, "temporarily_unavailable", OidcErrorCodes.ProviderUnavailable)]
    [TestCase(400, "Invalid_Grant", OidcErrorCodes.TokenRefused)]
    public async Task A046_An_error_of_the_token_endpoint_is_told_by_its_kind(int status, string error, string code)
    {
        _host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Error(error, "words for a developer", status));

        await RefusedAsync(code);
    }

    [TestCase("null")]
    [TestCase("1")]
    [TestCase("{}")]
    [TestCase("[\"invalid_grant\"]")]
    public async Task A046_An_error_of_any_type_is_an_error(string error)
    {
        _host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Json(new JsonObject { ["error"] = JsonNode.Parse(error) }));

        await RefusedAsync(OidcErrorCodes.TokenRefused);
    }

    [Test]
    public async Task A046_An_error_beside_good_tokens_is_an_error()
    {
        Replace("error", "\"invalid_grant\"");

        await RefusedAsync(OidcErrorCodes.CodeRefused);
    }

    [TestCase(401)]
    [TestCase(403)]
    public async Task A048_A_refused_client_without_words_is_still_a_refused_client(int status)
    {
        _host.Answer(ProviderEndpoint.Token, () => new ProviderResponse(status));

        await RefusedAsync(OidcErrorCodes.ClientRefused);
    }

    [Test]
    public async Task A048_A_wrong_secret_is_named_to_the_operator_and_shown_to_nobody()
    {
        _host.Change(settings => settings with { ClientSecret = new Secret("wrong-secret-of-this-client") });

        var exception = await Refusal.OfAsync(() => _host.SignInAsync());

        Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.ClientRefused));
        Assert.That(exception.Error.Message, Does.Contain("quickstart"));
        Assert.That(exception + _host.Log.Text, Does.Not.Contain("wrong-secret"));
    }

    [TestCase(ClientAuthenticationMethod.ClientSecretBasic)]
    [TestCase(ClientAuthenticationMethod.ClientSecretPost)]
    public async Task A281_A_provider_that_repeats_what_it_was_sent_does_not_show_the_secret_in_any_form(ClientAuthenticationMethod method)
    {
        const string Secret = "a secret / with+signs & 0123456789";
        _host.Change(settings => settings with { ClientSecret = new Secret(Secret), ClientAuthentication = method });
        string[] sent = [];
        _host.Provider.Behaviour.Respond = request =>
        {
            var credentials = request.Headers["Authorization"]?.Split(' ')[^1] ?? $"client_secret={WebUtility.UrlEncode(Secret)}";
            sent = request.Endpoint == ProviderEndpoint.Token ? [credentials] : sent;
            return Task.FromResult(request.Endpoint == ProviderEndpoint.Token ? ProviderResponse.Error("invalid_client", $"repeated: {credentials} {Secret}") : null);
        };

        var exception = await Refusal.OfAsync(() => _host.SignInAsync());

        Assert.That(sent, Is.Not.Empty);
        Assert.That(exception.Error.Message, Does.Contain("repeated: "));
        Assert.That(exception + _host.Log.Text, Does.Not.Contain(sent[0]).And.Not.Contains(Secret));
    }

    [TestCase(404, "{}", OidcErrorCodes.TokenResponse)]
    [TestCase(201, "{}", OidcErrorCodes.TokenResponse)]
    [TestCase(429, "{}", OidcErrorCodes.ProviderUnavailable)]
    [TestCase(401, """{"message":"unauthorized"}""", OidcErrorCodes.ClientRefused)]
    [TestCase(500, """{"message":"broken"}""", OidcErrorCodes.ProviderUnavailable)]
    [TestCase(503, """{"message":"busy"}""", OidcErrorCodes.ProviderUnavailable)]
    public async Task A302_A_gateway_that_answers_JSON_of_its_own_is_told_by_its_status(int status, string body, string code)
    {
        _host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Text(body, "application/json", status));

        await RefusedAsync(code);
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    public async Task A302_A_code_is_not_sent_a_second_time(int status)
    {
        _host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Html("<h1>Sorry</h1>", status).WithHeader("Retry-After", "1"));

        await RefusedAsync(OidcErrorCodes.ProviderUnavailable);
    }

    [Test]
    public async Task A299_A_token_endpoint_that_is_not_there_is_unreachable()
    {
        _host.Answer(ProviderEndpoint.Token, () => throw new HttpRequestException(HttpRequestError.ConnectionError));

        await RefusedAsync(OidcErrorCodes.ProviderUnreachable);
    }

    [Test]
    public async Task A016_The_words_of_the_provider_come_in_one_short_line()
    {
        _host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Error("invalid_grant", "bad\r\n2026 fake line \u001b[31m\u202e" + new string('x', 100_000)));

        var exception = await Refusal.OfAsync(() => _host.SignInAsync());

        Assert.That(exception.Error.Message, Has.Length.LessThan(300));
        Assert.That(exception.Error.Message.Where(c => char.IsControl(c) || c == '\u202e'), Is.Empty);
    }
}
