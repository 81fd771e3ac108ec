namespace OidcRelyingParty.Tests.IdTokens;

internal sealed partial class IdTokenValidatorTests
{
    [TestCase("\"https://evil.example.test\"")]
    [TestCase("\"https://op.example.test/\"")]
    [TestCase("\"https://OP.example.test\"")]
    [TestCase("\"http://op.example.test\"")]
    [TestCase("\"https://op.example.test:443\"")]
    [TestCase("\"https://op.example.test\\u0000\"")]
    [TestCase("[\"https://op.example.test\"]")]
    [TestCase("\"\"")]
    [TestCase("null")]
    [TestCase(null)]
    public async Task A090_A_token_of_another_issuer_is_refused(string? issuer) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "iss", issuer)), Is.EqualTo(OidcErrorCodes.IdTokenIssuer));

    [TestCase(null)]
    [TestCase("null")]
    [TestCase("\"another-client\"")]
    [TestCase("[\"another-client\"]")]
    public async Task A091_A_token_for_another_client_is_refused(string? audience) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "aud", audience)), Is.EqualTo(OidcErrorCodes.IdTokenAudience));

    [TestCase("\"quickstart/\"")]
    [TestCase("\"QUICKSTART\"")]
    [TestCase("\" quickstart\"")]
    [TestCase("\"quickstart\\u0000\"")]
    [TestCase("\"ｑuickstart\"")]
    public async Task A094_A_client_that_is_almost_ours_is_another_client(string audience) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "aud", audience)), Is.EqualTo(OidcErrorCodes.IdTokenAudience));

    [TestCase("\"quickstart-admin\"")]
    [TestCase("\"quick\"")]
    [TestCase("\"quickstart,evil\"")]
    [TestCase("[\"quickstart,evil\"]")]
    [TestCase("{\"quickstart\":1}")]
    [TestCase("[[\"quickstart\"]]")]
    [TestCase("[\"quickstart\",1]")]
    [TestCase("[\"quickstart\",null]")]
    [TestCase("[]")]
    public async Task A095_An_audience_of_another_shape_is_not_unwrapped(string audience) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "aud", audience)), Is.EqualTo(OidcErrorCodes.IdTokenAudience));

    [TestCase(32, null)]
    [TestCase(33, OidcErrorCodes.IdTokenAudience)]
    [TestCase(2_000, OidcErrorCodes.IdTokenAudience)]
    public async Task A095_More_than_32_audiences_are_not_looked_through(int count, string? code)
    {
        var token = With(_scene.Perfect(), "aud", $"[{string.Join(',', Enumerable.Repeat("\"quickstart\"", count))}]");

        Assert.That(await _scene.CodeOfAsync(token), Is.EqualTo(code));
    }

    [TestCase("\"\"")]
    [TestCase("null")]
    [TestCase("7")]
    [TestCase("\"a\\u0000b\"")]
    public async Task A_session_at_the_provider_that_cannot_be_kept_is_refused(string sid) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "sid", sid)), Is.EqualTo(OidcErrorCodes.IdTokenSession));

    [TestCase(255, null)]
    [TestCase(256, OidcErrorCodes.IdTokenSession)]
    public async Task A_session_at_the_provider_has_a_name_of_a_length_that_can_be_kept(int length, string? code) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "sid", $"\"{new string('x', length)}\"")), Is.EqualTo(code));

    [TestCase("[\"quickstart\"]", null, null)]
    [TestCase("[\"quickstart\",\"quickstart\"]", null, null)]
    [TestCase("[\"quickstart\",\"stranger\"]", null, OidcErrorCodes.IdTokenAudience)]
    [TestCase("[\"stranger\",\"quickstart\"]", null, OidcErrorCodes.IdTokenAudience)]
    [TestCase("[\"quickstart\",\"stranger\"]", "\"quickstart\"", OidcErrorCodes.IdTokenAudience)]
    [TestCase("[\"quickstart\",\"stranger\"]", "\"stranger\"", OidcErrorCodes.IdTokenAudience)]
    public async Task A092_A_token_that_is_also_for_a_stranger_is_refused(string audience, string? party, string? code) =>
        Assert.That(await _scene.CodeOfAsync(With(With(_scene.Perfect(), "aud", audience), "azp", party)), Is.EqualTo(code));

    [TestCase("[\"quickstart\",\"project\"]", "\"quickstart\"", null)]
    [TestCase("[\"quickstart\",\"project\"]", null, OidcErrorCodes.IdTokenAuthorizedParty)]
    [TestCase("[\"quickstart\",\"project\"]", "\"project\"", OidcErrorCodes.IdTokenAuthorizedParty)]
    [TestCase("[\"quickstart\",\"project\",\"stranger\"]", "\"quickstart\"", OidcErrorCodes.IdTokenAudience)]
    [TestCase("[\"project\"]", "\"quickstart\"", OidcErrorCodes.IdTokenAudience)]
    public async Task A092_With_a_trusted_audience_beside_us_it_must_say_that_it_was_issued_to_us(string audience, string? party, string? code)
    {
        _scene.Change(settings => settings with { TrustedAudiences = ["project"] });

        Assert.That(await _scene.CodeOfAsync(With(With(_scene.Perfect(), "aud", audience), "azp", party)), Is.EqualTo(code));
    }

    [TestCase("\"quickstart\"", null)]
    [TestCase("\"another-client\"", OidcErrorCodes.IdTokenAuthorizedParty)]
    [TestCase("\"Quickstart\"", OidcErrorCodes.IdTokenAuthorizedParty)]
    [TestCase("[\"quickstart\"]", OidcErrorCodes.IdTokenAuthorizedParty)]
    [TestCase("\"\"", OidcErrorCodes.IdTokenAuthorizedParty)]
    [TestCase("null", OidcErrorCodes.IdTokenAuthorizedParty)]
    public async Task A093_A_token_issued_to_another_client_is_refused(string party, string? code) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "azp", party)), Is.EqualTo(code));

    [TestCase(null)]
    [TestCase("\"\"")]
    [TestCase("\"   \"")]
    [TestCase("\"\\t\"")]
    [TestCase("\"user\\u0000alice\"")]
    [TestCase("\"user\\nalice\"")]
    [TestCase("null")]
    [TestCase("42")]
    [TestCase("true")]
    [TestCase("[\"user-alice\"]")]
    [TestCase("{\"id\":\"user-alice\"}")]
    public async Task A102_A_token_about_nobody_is_refused(string? subject) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "sub", subject)), Is.EqualTo(OidcErrorCodes.IdTokenSubject));

    [TestCase(1, null)]
    [TestCase(255, null)]
    [TestCase(256, OidcErrorCodes.IdTokenSubject)]
    public async Task A102_A_subject_has_up_to_255_characters(int length, string? code) =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("sub", new string('a', length))), Is.EqualTo(code));

    [TestCase("iss", "\"https://evil.example.test\"")]
    [TestCase("sub", "\"user-bob\"")]
    [TestCase("aud", "\"another-client\"")]
    [TestCase("exp", "9999999999")]
    [TestCase("nonce", "\"x\"")]
    [TestCase("s\\u0075b", "\"user-bob\"")]
    public async Task A113_A_claim_that_comes_twice_spoils_the_token(string name, string json)
    {
        var claim = name.Replace("\\u0075", "u", StringComparison.Ordinal);

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().WithRaw(name, json)), Is.EqualTo(OidcErrorCodes.IdTokenFormat));
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), claim, json).WithRaw(name, json)), Is.EqualTo(OidcErrorCodes.IdTokenFormat));
    }
}
