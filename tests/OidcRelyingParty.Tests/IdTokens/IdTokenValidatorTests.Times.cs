namespace OidcRelyingParty.Tests.IdTokens;

internal sealed partial class IdTokenValidatorTests
{
    private static readonly string?[] NoInstants = [null, "null", "\"1767268800\"", "true", "[]", "{}", "-1", "1e300", "1e999999999", "9223372036854775808"];

    [TestCaseSource(nameof(NoInstants))]
    [TestCase("0")]
    [TestCase("-0")]
    [TestCase("0.1e1")]
    public async Task A096_Only_a_number_of_seconds_is_an_expiry(string? expiry) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "exp", expiry)), Is.EqualTo(OidcErrorCodes.IdTokenExpired));

    [TestCase("1767269100.5")]
    [TestCase("1.7672691e9")]
    [TestCase("253402300799", Description = "the last second of the year 9999")]
    public async Task A096_A_fraction_and_a_distant_expiry_are_numbers_of_seconds(string expiry) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "exp", expiry)), Is.Null);

    [Test]
    public async Task A122_A_number_of_400_digits_is_no_instant() =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "exp", new string('9', 400))), Is.EqualTo(OidcErrorCodes.IdTokenExpired));

    [TestCase(59, null)]
    [TestCase(60, OidcErrorCodes.IdTokenExpired)]
    [TestCase(61, OidcErrorCodes.IdTokenExpired)]
    public async Task A097_An_expired_token_is_accepted_for_less_than_the_clock_skew(int secondsAgo, string? code) =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("exp", _scene.Now.AddSeconds(-secondsAgo))), Is.EqualTo(code));

    [TestCase(60, null)]
    [TestCase(61, OidcErrorCodes.IdTokenIssuedAt)]
    [TestCase(86_400, OidcErrorCodes.IdTokenIssuedAt)]
    public async Task A098_A_token_of_the_future_is_refused(int secondsAhead, string? code) =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("iat", _scene.Now.AddSeconds(secondsAhead))), Is.EqualTo(code));

    [TestCaseSource(nameof(NoInstants))]
    public async Task A099_A_token_that_does_not_say_when_it_was_issued_is_refused(string? issuedAt) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "iat", issuedAt)), Is.EqualTo(OidcErrorCodes.IdTokenIssuedAt));

    [TestCase(600, null)]
    [TestCase(601, OidcErrorCodes.IdTokenIssuedAt)]
    [TestCase(7 * 86_400, OidcErrorCodes.IdTokenIssuedAt)]
    public async Task A099_A_token_issued_long_before_the_sign_in_is_refused(int secondsBefore, string? code) =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("iat", _scene.Started.AddSeconds(-secondsBefore))), Is.EqualTo(code));

    [Test]
    public async Task A099_How_long_the_user_took_does_not_count()
    {
        _scene.Clock.Advance(TimeSpan.FromMinutes(9));

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("iat", _scene.Started)), Is.Null);
    }

    [TestCase(60, null)]
    [TestCase(61, OidcErrorCodes.IdTokenNotYetValid)]
    public async Task A100_A_token_that_is_not_valid_yet_is_refused(int secondsAhead, string? code) =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("nbf", _scene.Now.AddSeconds(secondsAhead))), Is.EqualTo(code));

    [TestCaseSource(nameof(NoInstants))]
    public async Task A100_A_start_that_is_no_instant_is_refused(string? notBefore) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "nbf", notBefore)), Is.EqualTo(notBefore is null ? null : OidcErrorCodes.IdTokenNotYetValid));

    [TestCase(0, null)]
    [TestCase(360, null)]
    [TestCase(361, OidcErrorCodes.IdTokenAuthTime)]
    [TestCase(-60, null)]
    [TestCase(-61, OidcErrorCodes.IdTokenAuthTime)]
    public async Task A104_With_a_maximum_age_the_user_signed_in_recently(int secondsAgo, string? code)
    {
        _scene.MaxAge = TimeSpan.FromMinutes(5);

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("auth_time", _scene.Now.AddSeconds(-secondsAgo))), Is.EqualTo(code));
    }

    [TestCaseSource(nameof(NoInstants))]
    public async Task A104_With_a_maximum_age_the_token_says_when_the_user_signed_in(string? authTime)
    {
        _scene.MaxAge = TimeSpan.FromMinutes(5);

        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "auth_time", authTime)), Is.EqualTo(OidcErrorCodes.IdTokenAuthTime));
    }

    [Test]
    public async Task A104_Without_a_maximum_age_nobody_looks_when_the_user_signed_in() =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("auth_time", 1)), Is.Null);

    [Test]
    public async Task A104_A_maximum_age_without_end_does_not_overflow()
    {
        _scene.MaxAge = TimeSpan.MaxValue;

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("auth_time", _scene.Now)), Is.Null);
    }

    [Test]
    public async Task The_clock_skew_is_an_option()
    {
        await using var exact = new IdTokenScene(new CoreHost(options => options.ClockSkew = TimeSpan.Zero));

        Assert.That(await exact.CodeOfAsync(exact.Perfect().With("exp", exact.Now)), Is.EqualTo(OidcErrorCodes.IdTokenExpired));
        Assert.That(await exact.CodeOfAsync(exact.Perfect().With("exp", exact.Now.AddSeconds(1))), Is.Null);
        Assert.That(await exact.CodeOfAsync(exact.Perfect().With("iat", exact.Now.AddSeconds(1))), Is.EqualTo(OidcErrorCodes.IdTokenIssuedAt));
    }
}
