using System.Net;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>The 3 modules of RP-Initiated RP with code; the client registers a back-channel logout URI, which gives a plain "passed".</summary>
public sealed class RpInitiatedLogoutRp
{
    [Test]
    public async Task oidcc_client_test_rp_init_logout()
    {
        await using var module = await LogoutModule.StartAsync();

        await module.SignOutAndAssertAnsweredAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task oidcc_client_test_rp_init_logout_other_state()
    {
        await using var module = await LogoutModule.StartAsync(op => op.Behaviour.EndSessionResponse = response => response["state"] += "_INVALID");

        await module.SignOutAsync();
    }

    [Test]
    public async Task oidcc_client_test_rp_init_logout_no_state()
    {
        await using var module = await LogoutModule.StartAsync(op => op.Behaviour.EndSessionResponse = response => response.Remove("state"));

        await module.SignOutAsync();
    }
}
