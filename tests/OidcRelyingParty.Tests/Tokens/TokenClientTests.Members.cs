namespace OidcRelyingParty.Tests.Tokens;

internal sealed partial class TokenClientTests
{
    [TestCase("\"Bearer\"", null)]
    [TestCase("\"bearer\"", null)]
    [TestCase("\"BEARER\"", null)]
    [TestCase("\"mac\"", OidcErrorCodes.TokenResponse)]
    [TestCase("\"DPoP\"", OidcErrorCodes.TokenResponse)]
    [TestCase("\"Bearer \"", OidcErrorCodes.TokenResponse)]
    [TestCase("\"\"", OidcErrorCodes.TokenResponse)]
    [TestCase("null", OidcErrorCodes.TokenResponse)]
    [TestCase("[\"Bearer\"]", OidcErrorCodes.TokenResponse)]
    [TestCase(null, OidcErrorCodes.TokenResponse)]
    public async Task A045_Only_bearer_tokens_are_taken_in_any_case(string? type, string? code)
    {
        Replace("token_type", type);

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(code));
    }

    [TestCase(null)]
    [TestCase("\"\"")]
    [TestCase("1")]
    public async Task An_answer_without_an_access_token_is_refused(string? accessToken)
    {
        Replace("access_token", accessToken);

        await RefusedAsync(OidcErrorCodes.TokenResponse);
    }

    [TestCase(null)]
    [TestCase("\"\"")]
    [TestCase("\"openid\"")]
    [TestCase("[\"openid\"]")]
    public async Task A051_The_scope_granted_is_told_as_it_came_and_nothing_more(string? scope)
    {
        Replace("scope", scope);

        var result = await _host.SignInAsync();

        Assert.That(result.Tokens.Scope, Is.EqualTo(scope == "\"openid\"" ? "openid" : null));
        Assert.That(result.Roles, Is.Empty);
    }

    [TestCase("3600", 3600)]
    [TestCase("-1", null)]
    [TestCase("0", null)]
    [TestCase("\"3600\"", null)]
    [TestCase("1e300", null)]
    [TestCase("3600.5", null)]
    [TestCase("9223372036854775807", null)]
    [TestCase("9223372036854775808", null)]
    [TestCase("null", null)]
    [TestCase(null, null)]
    public async Task A052_A_senseless_lifetime_counts_as_unknown(string? expiresIn, int? seconds)
    {
        Replace("expires_in", expiresIn);

        var result = await _host.SignInAsync();

        Assert.That(result.Tokens.ExpiresIn?.TotalSeconds, Is.EqualTo(seconds));
    }
}
