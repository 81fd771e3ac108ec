using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.IdTokens;

/// <summary>One perfect token; every test breaks exactly one thing in it.</summary>
[TestFixture]
internal sealed partial class IdTokenValidatorTests
{
    private IdTokenScene _scene = null!;

    [SetUp]
    public void SetUp() => _scene = new IdTokenScene();

    [TearDown]
    public async Task TearDown() => await _scene.DisposeAsync();

    [Test]
    public async Task The_perfect_token_is_accepted_and_says_who_it_is_about()
    {
        var token = await _scene.ValidateAsync(_scene.Perfect().Build());

        Assert.That((token.Issuer, token.Subject), Is.EqualTo((_scene.Provider.Issuer, "user-alice")));
        Assert.That(_scene.Provider.Requests, Is.Empty, "The keys were known.");
    }

    [Test]
    public async Task The_access_token_need_not_be_hashed_in_the_code_flow() =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().Without("at_hash")), Is.Null);

    [TestCase(" ", OidcErrorCodes.IdTokenFormat)]
    [TestCase("a.b.c", OidcErrorCodes.IdTokenFormat)]
    [TestCase("..", OidcErrorCodes.IdTokenFormat)]
    [TestCase("....", OidcErrorCodes.IdTokenEncrypted)]
    [TestCase("not a token", OidcErrorCodes.IdTokenFormat)]
    [TestCase("e30.e30.", OidcErrorCodes.IdTokenAlgorithm)]
    public async Task A043_A_text_that_is_no_signed_token_is_refused(string text, string code)
    {
        Assert.That(await _scene.CodeOfAsync(text), Is.EqualTo(code));
        Assert.That(_scene.Provider.Requests, Is.Empty);
    }

    [TestCase("JWT", null)]
    [TestCase("jwt", null)]
    [TestCase("application/jwt", null)]
    [TestCase("at+jwt", OidcErrorCodes.IdTokenType)]
    [TestCase("application/at+jwt", OidcErrorCodes.IdTokenType)]
    [TestCase("logout+jwt", OidcErrorCodes.IdTokenType)]
    [TestCase("secevent+jwt", OidcErrorCodes.IdTokenType)]
    [TestCase("dpop+jwt", OidcErrorCodes.IdTokenType)]
    [TestCase("userinfo+jwt", OidcErrorCodes.IdTokenType)]
    [TestCase("JWT ", OidcErrorCodes.IdTokenType)]
    [TestCase("", OidcErrorCodes.IdTokenType)]
    public async Task A081_Another_type_of_token_is_not_an_ID_token(string type, string? code) =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().WithHeader("typ", type)), Is.EqualTo(code));

    [Test]
    public async Task A081_A_token_without_type_is_accepted() =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().WithoutHeader("typ")), Is.Null);

    [TestCase("iss", "\"https://op.example.test\"", null)]
    [TestCase("iss", "\"https://evil.example.test\"", OidcErrorCodes.IdTokenFormat)]
    [TestCase("sub", "\"user-alice\"", null)]
    [TestCase("sub", "\"user-bob\"", OidcErrorCodes.IdTokenFormat)]
    [TestCase("sub", "null", OidcErrorCodes.IdTokenFormat)]
    [TestCase("aud", "\"quickstart\"", null)]
    [TestCase("aud", "[\"quickstart\"]", OidcErrorCodes.IdTokenFormat)]
    [TestCase("aud", "\"other\"", OidcErrorCodes.IdTokenFormat)]
    public async Task A106_A_header_that_repeats_a_claim_says_the_same(string name, string json, string? code) =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().WithHeader(name, JsonNode.Parse(json))), Is.EqualTo(code));

    [TestCase(64, null)]
    [TestCase(65, OidcErrorCodes.IdTokenTooLarge)]
    [TestCase(1024, OidcErrorCodes.IdTokenTooLarge)]
    public async Task A107_A_token_beyond_64_KB_is_not_parsed(int kilobytes, string? code)
    {
        var length = kilobytes * 1024;
        var bare = _scene.Perfect().With("padding", "").Build().Length;
        var token = _scene.Perfect().With("padding", new string('x', ((length - bare) * 3 / 4) - 1)).Build();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = await _scene.CodeOfAsync(token);

        Assert.That(token, Has.Length.InRange(length - 4, length));
        Assert.That(found, Is.EqualTo(code));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 * 1024 * 1024));
    }

    [Test]
    public async Task A108_An_access_token_in_the_form_of_a_JWT_is_for_somebody_else()
    {
        var accessToken = _scene.Perfect().With("aud", "https://api.example.test").With("scope", "openid").Without("nonce");

        Assert.That(await _scene.CodeOfAsync(accessToken), Is.EqualTo(OidcErrorCodes.IdTokenAudience));
    }

    [Test]
    public async Task A108_An_older_ID_token_of_the_same_user_belongs_to_another_sign_in()
    {
        var older = _scene.Provider.CreateIdToken(_scene.Client.ClientId, "bm9uY2Utb2YteWVzdGVyZGF5").WithAccessTokenHash(IdTokenScene.AccessToken);

        Assert.That(await _scene.CodeOfAsync(older), Is.EqualTo(OidcErrorCodes.IdTokenNonce));
    }

    [Test]
    public async Task A109_A_logout_token_is_not_an_ID_token()
    {
        var logoutToken = _scene.Provider.CreateLogoutToken(_scene.Client.ClientId, "user-alice", "session-1");
        var untyped = _scene.Perfect().Without("nonce").With("events", new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() });

        Assert.That(await _scene.CodeOfAsync(logoutToken), Is.EqualTo(OidcErrorCodes.IdTokenType));
        Assert.That(await _scene.CodeOfAsync(untyped), Is.EqualTo(OidcErrorCodes.IdTokenNonce));
    }

    [Test]
    public async Task A110_Claims_kept_elsewhere_are_not_fetched()
    {
        var token = _scene.Perfect()
            .With("_claim_names", new JsonObject { ["groups"] = "src1" })
            .With("_claim_sources", new JsonObject { ["src1"] = new JsonObject { ["endpoint"] = "http://169.254.169.254/groups" } });

        await _scene.ValidateAsync(token.Build());

        Assert.That(_scene.Provider.Requests, Is.Empty);
    }

    private static IdTokenBuilder With(IdTokenBuilder token, string claim, string? json) =>
        json is null ? token.Without(claim) : token.Without(claim).WithRaw(claim, json);
}
