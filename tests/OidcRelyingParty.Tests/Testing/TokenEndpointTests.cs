using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class TokenEndpointTests
{
    private ManualTimeProvider _clock = null!;
    private TestProvider _provider = null!;
    private ProviderFlow _flow = null!;

    [SetUp]
    public void SetUp()
    {
        _clock = new(DateTimeOffset.UtcNow);
        _provider = new(new() { TimeProvider = _clock });
        _flow = new(_provider);
    }

    [TearDown]
    public async Task TearDown()
    {
        _flow.Dispose();
        await _provider.DisposeAsync();
    }

    [TestCase("code_verifier", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-w")]
    [TestCase("code_verifier", null)]
    [TestCase("redirect_uri", ProviderFlow.RedirectUri + "/")]
    [TestCase("redirect_uri", null)]
    [TestCase("code", "unknown")]
    public async Task An_exchange_with_one_thing_wrong_is_an_invalid_grant(string name, string? value)
    {
        var code = await _flow.GetCodeAsync();

        var (status, body) = await _flow.RedeemAsync(code, (name, value));

        Assert.That(status, Is.EqualTo(400));
        Assert.That((string?)body["error"], Is.EqualTo("invalid_grant"));
    }

    [Test]
    public async Task A_verifier_nobody_asked_for_is_refused()
    {
        _flow.Client.RequirePkce = false;
        var code = await _flow.GetCodeAsync(("code_challenge", null), ("code_challenge_method", null));

        var (_, body) = await _flow.RedeemAsync(code);

        Assert.That((string?)body["error"], Is.EqualTo("invalid_grant"));
    }

    [Test]
    public async Task A_code_works_once_and_its_second_use_revokes_the_tokens()
    {
        var code = await _flow.GetCodeAsync();
        var (_, tokens) = await _flow.RedeemAsync(code);

        var (status, body) = await _flow.RedeemAsync(code);
        using var userInfo = await _flow.GetUserInfoAsync((string)tokens["access_token"]!);

        Assert.That((status, (string?)body["error"]), Is.EqualTo((400, "invalid_grant")));
        Assert.That((int)userInfo.StatusCode, Is.EqualTo(401));
    }

    [TestCase(59, 200)]
    [TestCase(60, 400)]
    public async Task A_code_lives_a_minute(int seconds, int expected)
    {
        var code = await _flow.GetCodeAsync();
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        var (status, _) = await _flow.RedeemAsync(code);

        Assert.That(status, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_refresh_token_is_replaced_and_its_reuse_ends_everything()
    {
        var (_, first) = await _flow.RedeemAsync(await _flow.GetCodeAsync());
        var (_, second) = await _flow.RefreshAsync((string)first["refresh_token"]!);

        var (_, reused) = await _flow.RefreshAsync((string)first["refresh_token"]!);
        var (_, after) = await _flow.RefreshAsync((string)second["refresh_token"]!);

        Assert.That((string?)second["refresh_token"], Is.Not.EqualTo((string?)first["refresh_token"]));
        Assert.That((await _flow.ValidateAsync((string)second["id_token"]!)).Claims, Does.Not.ContainKey("nonce").And.ContainKey("sub"));
        Assert.That((string?)reused["error"], Is.EqualTo("invalid_grant"));
        Assert.That((string?)after["error"], Is.EqualTo("invalid_grant"));
    }

    [Test]
    public async Task A_revoked_refresh_token_is_of_no_use()
    {
        var (_, tokens) = await _flow.RedeemAsync(await _flow.GetCodeAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, _provider.AddressOf(ProviderEndpoint.Revocation));
        request.Headers.Authorization = ProviderFlow.Basic(_flow.Client.ClientId, _flow.Client.ClientSecret!);
        request.Content = new FormUrlEncodedContent(new ProviderParameters { { "token", (string)tokens["refresh_token"]! } });

        using var revoked = await _flow.Http.SendAsync(request);
        var (_, body) = await _flow.RefreshAsync((string)tokens["refresh_token"]!);

        Assert.That((int)revoked.StatusCode, Is.EqualTo(200));
        Assert.That((string?)body["error"], Is.EqualTo("invalid_grant"));
    }

    [Test]
    public async Task Time_and_authentication_context_are_told_when_asked_for()
    {
        var (_, tokens) = await _flow.RedeemAsync(await _flow.GetCodeAsync(("max_age", "60"), ("acr_values", "urn:mfa other")));

        var claims = (await _flow.ValidateAsync((string)tokens["id_token"]!)).Claims;

        Assert.That(claims["auth_time"], Is.EqualTo(_clock.UtcNow.ToUnixTimeSeconds()));
        Assert.That(claims["acr"], Is.EqualTo("urn:mfa"));
    }

    [Test]
    public async Task Hooks_alter_what_is_sent()
    {
        _provider.Behaviour.IdTokenClaims = claims => claims["iss"] = "https://wrong.example.test";
        _provider.Behaviour.IdTokenHeader = header => header.Remove("kid");
        _provider.Behaviour.TokenResponse = response => response["token_type"] = "mac";
        _provider.Behaviour.UserInfo = claims => claims["sub"] = "somebody-else";

        var (_, tokens) = await _flow.RedeemAsync(await _flow.GetCodeAsync());
        using var userInfo = await _flow.GetUserInfoAsync((string)tokens["access_token"]!);

        Assert.That((string?)tokens["token_type"], Is.EqualTo("mac"));
        Assert.That((await _flow.ValidateAsync((string)tokens["id_token"]!)).Exception, Has.Message.Contains("IDX10205"));
        Assert.That(await userInfo.Content.ReadAsStringAsync(), Does.Contain("somebody-else"));
    }

    [Test]
    public async Task A_raw_answer_takes_the_place_of_the_proper_one()
    {
        _provider.Behaviour.Respond = request => Task.FromResult(
            request.Endpoint == ProviderEndpoint.Token ? ProviderResponse.Json(new JsonObject { ["error"] = "server_error" }, 503) : null);

        var (status, body) = await _flow.RedeemAsync(await _flow.GetCodeAsync());

        Assert.That((status, (string?)body["error"]), Is.EqualTo((503, "server_error")));
    }
}
