using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class EndSessionEndpointTests
{
    private const string ReturnTo = "https://rp.example.test/signed-out";

    private TestProvider _provider = null!;
    private ProviderFlow _flow = null!;

    [SetUp]
    public void SetUp()
    {
        _provider = new();
        _flow = new(_provider);
        _flow.Client.PostLogoutRedirectUris.Add(ReturnTo);
    }

    [TearDown]
    public async Task TearDown()
    {
        _flow.Dispose();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task With_a_hint_the_user_is_sent_back_and_the_session_is_over()
    {
        var idToken = await SignInAsync();

        using var response = await EndSessionAsync(("id_token_hint", idToken), ("post_logout_redirect_uri", ReturnTo), ("state", "bye"));

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo(ReturnTo + "?state=bye"));
        Assert.That((await _flow.SignInAsync(("prompt", "none")))["error"], Is.EqualTo("login_required"));
    }

    [Test]
    public async Task Without_a_hint_the_user_is_asked_first()
    {
        await SignInAsync();

        using var page = await EndSessionAsync(("client_id", _flow.Client.ClientId), ("post_logout_redirect_uri", ReturnTo));
        var still = await _flow.SignInAsync(("prompt", "none"));
        using var response = await _flow.Browser.SubmitAsync(page);

        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(still["code"], Is.Not.Null);
        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo(ReturnTo));
    }

    [Test]
    public async Task The_confirmation_of_a_stranger_does_not_count()
    {
        await SignInAsync();
        var address = _provider.AddressOf(ProviderEndpoint.EndSessionConfirmation);

        using var response = await _flow.Browser.PostAsync(address, new ProviderParameters { { "ticket", "guessed" } });

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("id=\"sign-out\""));
        Assert.That((await _flow.SignInAsync(("prompt", "none")))["code"], Is.Not.Null);
    }

    [TestCase("post_logout_redirect_uri", ReturnTo + "/")]
    [TestCase("id_token_hint", "not.one.ofours")]
    [TestCase("client_id", "other")]
    public async Task A_request_with_one_thing_wrong_ends_on_a_page(string name, string value)
    {
        var parameters = new ProviderParameters { ["id_token_hint"] = await SignInAsync(), ["post_logout_redirect_uri"] = ReturnTo };
        parameters[name] = value;

        using var response = await EndSessionAsync([.. parameters.Select(pair => (pair.Key, pair.Value))]);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Front_channel_clients_are_loaded_in_frames()
    {
        _flow.Client.FrontchannelLogoutUri = "https://rp.example.test/front";
        var idToken = await SignInAsync();

        using var response = await EndSessionAsync(("id_token_hint", idToken), ("post_logout_redirect_uri", ReturnTo));

        Assert.That(
            await response.Content.ReadAsStringAsync(),
            Does.Contain("src=\"https://rp.example.test/front?iss=https%3A%2F%2Fop.example.test&amp;sid=" + new JsonWebToken(idToken).GetClaim("sid").Value));
    }

    [Test]
    public async Task The_provider_can_end_sessions_and_make_logout_tokens()
    {
        var idToken = new JsonWebToken(await SignInAsync());

        var ended = _provider.EndSessions("user-alice");
        var token = _provider.CreateLogoutToken(ended[0].ClientIds[0], ended[0].Subject, ended[0].SessionId);
        var result = await _flow.ValidateAsync(token);

        Assert.That(ended.Single().SessionId, Is.EqualTo(idToken.GetClaim("sid").Value));
        Assert.That(result.IsValid, Is.True, result.Exception?.Message);
        Assert.That(new JsonWebToken(token).Typ, Is.EqualTo("logout+jwt"));
        Assert.That((await _flow.SignInAsync(("prompt", "none")))["error"], Is.EqualTo("login_required"));
    }

    private async Task<string> SignInAsync() => (string)(await _flow.RedeemAsync(await _flow.GetCodeAsync())).Body["id_token"]!;

    private Task<HttpResponseMessage> EndSessionAsync(params (string Name, string Value)[] parameters)
    {
        var query = new ProviderParameters();
        foreach (var (name, value) in parameters)
        {
            query.Add(name, value);
        }

        return _flow.Browser.GetAsync($"{_provider.AddressOf(ProviderEndpoint.EndSession)}?{query.ToQueryString()}");
    }
}
