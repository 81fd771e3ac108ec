using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>The 3 modules of the refresh token plan. The suite says nothing about how long its tokens last, so the application asks for the renewal.</summary>
public sealed class RefreshTokenRp
{
    [Test]
    public async Task oidcc_client_test_refresh_token()
    {
        await using var module = await SignInAsync();
        var before = await module.Host.Browser.TokenAsync();

        Assert.That(await RenewAsync(module), Is.EqualTo("renewed"));

        var after = await module.Host.Browser.TokenAsync();
        Assert.That(after, Is.Not.EqualTo(before));
        Assert.That(module.Asked, Is.EqualTo(new[] { ProviderEndpoint.Token, ProviderEndpoint.UserInfo }));
        Assert.That(module.Provider.Requests[0].Form["refresh_token"], Does.Contain("%+&"));
        Assert.That(module.Provider.Requests[1].Headers["Authorization"], Is.EqualTo("Bearer " + after), "the newest");
        WireChecks.AssertAll(module.Provider);
    }

    [Test]
    public Task oidcc_client_test_refresh_token_invalid_issuer() => RefusesAsync("iss", OidcErrorCodes.IdTokenIssuer);

    [Test]
    public Task oidcc_client_test_refresh_token_invalid_sub() => RefusesAsync("sub", OidcErrorCodes.IdTokenSubject);

    private static async Task RefusesAsync(string claim, string code)
    {
        await using var module = await SignInAsync();
        module.Provider.Behaviour.IdTokenClaims += (JsonObject claims) => claims[claim] = claims[claim]!.GetValue<string>() + "invalid";

        Assert.That(await RenewAsync(module), Is.EqualTo(OidcErrorCodes.SessionEnded));

        Assert.That(await module.Host.Browser.MeAsync(), Is.Null);
        Assert.That(module.Asked, Is.EqualTo(new[] { ProviderEndpoint.Token }), "no UserInfo after the refresh");
        Assert.That(module.Host.Logs.Ours.Single(line => line.EventId == 10007).Message, Does.Contain(code));
        WireChecks.AssertAll(module.Provider);
    }

    private static async Task<ConformanceModule> SignInAsync()
    {
        var module = await ConformanceModule.StartAsync(provider: op => op.Clients[0].RefreshTokens = true, app: SessionPages.Map);
        await module.Host.Browser.SignInAsync("alice", "/page");
        module.Provider.ClearRequests();
        return module;
    }

    private static async Task<string> RenewAsync(ConformanceModule module)
    {
        using var response = await module.Host.Browser.PostFromPageAsync("/renew");
        return await response.Content.ReadAsStringAsync();
    }
}
