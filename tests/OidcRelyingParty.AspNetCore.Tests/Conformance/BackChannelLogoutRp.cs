using System.Net;
using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>The 8 modules of Back-Channel RP with code. The session here is gone before the token comes.</summary>
public sealed class BackChannelLogoutRp
{
    [Test]
    public async Task oidcc_client_test_rp_backchannel_rpinitlogout()
    {
        await using var module = await LogoutModule.StartAsync();

        await module.SignOutAndAssertAnsweredAsync(HttpStatusCode.OK);
    }

    [Test]
    public Task oidcc_client_test_rp_backchannel_rpinitlogout_alg_none() =>
        RefusesAsync(op => op.Behaviour.LogoutTokenSigningAlgorithm = "none", OidcErrorCodes.LogoutTokenAlgorithm);

    [Test]
    public Task oidcc_client_test_rp_backchannel_rpinitlogout_no_event() =>
        RefusesAsync(Claims(claims => claims.Remove("events")), OidcErrorCodes.LogoutTokenClaims);

    [Test]
    public Task oidcc_client_test_rp_backchannel_rpinitlogout_wrong_event() => RefusesAsync(
        Claims(claims => claims["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout_INVALID"] = new JsonObject() }),
        OidcErrorCodes.LogoutTokenClaims);

    [Test]
    public Task oidcc_client_test_rp_backchannel_rpinitlogout_with_nonce() =>
        RefusesAsync(Claims(claims => claims["nonce"] = "a-nonce"), OidcErrorCodes.LogoutTokenClaims);

    // The signature is good: the settings must name the algorithm that the client is registered with.
    [Test]
    public async Task oidcc_client_test_rp_backchannel_rpinitlogout_wrong_alg()
    {
        await using var module = await LogoutModule.StartAsync(
            op => op.Behaviour.LogoutTokenSigningAlgorithm = "ES256", settings => settings with { IdTokenSigningAlgorithms = ["RS256"] });

        await AssertRefusedAsync(module, OidcErrorCodes.LogoutTokenAlgorithm);
    }

    [Test]
    public Task oidcc_client_test_rp_backchannel_rpinitlogout_wrong_aud() =>
        RefusesAsync(Claims(claims => claims["aud"] = claims["aud"]!.GetValue<string>() + "INVALID"), OidcErrorCodes.LogoutTokenIssuer);

    [Test]
    public Task oidcc_client_test_rp_backchannel_rpinitlogout_wrong_iss() =>
        RefusesAsync(Claims(claims => claims["iss"] = claims["iss"]!.GetValue<string>() + "INVALID"), OidcErrorCodes.LogoutTokenIssuer);

    private static Action<TestProvider> Claims(Action<JsonObject> breakIt) => op => op.Behaviour.LogoutTokenClaims += breakIt;

    private static async Task RefusesAsync(Action<TestProvider> breakIt, string code)
    {
        await using var module = await LogoutModule.StartAsync(breakIt);

        await AssertRefusedAsync(module, code);
    }

    private static async Task AssertRefusedAsync(LogoutModule module, string code)
    {
        await module.SignOutAndAssertAnsweredAsync(HttpStatusCode.BadRequest);
        Assert.That(module.Host.Logs.Ours.Single(line => line.EventId == 10009).Message, Does.Contain(code));
    }
}
