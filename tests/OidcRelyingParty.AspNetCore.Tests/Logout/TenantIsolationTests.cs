using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.Logout;

/// <summary>What one tenant's provider says is nothing to another tenant.</summary>
public sealed class TenantIsolationTests
{
    [Test]
    public async Task A178_A_valid_token_of_another_tenants_provider_ends_no_session_here([Values] bool bySession)
    {
        await using var tenants = await TwoTenants.StartAsync();
        await tenants.Host.Browser.SignInAsync();
        var sid = await tenants.Host.Browser.ProviderSessionIdAsync();

        using var response = await tenants.Host.PostLogoutTokenAsync(
            tenants.Other.CreateLogoutToken("quickstart", "user-alice", bySession ? sid : null));

        response.AssertAccepted();
        Assert.That(await tenants.Host.Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task A178_A_token_in_the_name_of_another_tenants_provider_is_refused()
    {
        await using var tenants = await TwoTenants.StartAsync();
        await tenants.Host.Browser.SignInAsync();

        using var response = await tenants.Host.PostLogoutTokenAsync(
            tenants.Other.CreateLogoutToken("quickstart", "user-alice", null, claims => claims["iss"] = tenants.Host.Provider.Issuer));

        await tenants.Host.AssertLogoutRefusedAsync(response, OidcErrorCodes.LogoutTokenSignature);
    }

    // The tenant's administrator names another's issuer, and reads metadata and keys from a server of their own.
    [Test]
    public async Task A178_A_tenant_that_claims_another_ones_issuer_ends_no_session_and_uses_up_no_notice()
    {
        await using var tenants = await TwoTenants.StartAsync(settings => settings with
        {
            Issuer = IssuerUrl.Parse("https://op.example.test"),
            MetadataAddress = new Uri("https://other.example.test/.well-known/openid-configuration"),
        });
        tenants.Other.Behaviour.Discovery = metadata => metadata["issuer"] = "https://op.example.test";
        await tenants.Host.Browser.SignInAsync();
        void Same(JsonObject claims) => (claims["jti"], claims["iss"]) = ("the-id", "https://op.example.test");

        using var forged = await tenants.Host.PostLogoutTokenAsync(tenants.Other.CreateLogoutToken("quickstart", "user-alice", null, Same));
        var after = await tenants.Host.Browser.MeAsync();
        using var genuine = await tenants.Host.PostLogoutTokenAsync(tenants.Host.LogoutToken("user-alice", null, Same));

        forged.AssertAccepted();
        Assert.That(after, Is.Not.Null);
        genuine.AssertAccepted();
        Assert.That(await tenants.Host.Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task A177_The_same_id_from_two_issuers_is_two_notices()
    {
        await using var tenants = await TwoTenants.StartAsync();
        await tenants.Host.Browser.SignInAsync();
        static void Same(JsonObject claims) => claims["jti"] = "the-id";

        using var other = await tenants.Host.PostLogoutTokenAsync(tenants.Other.CreateLogoutToken("quickstart", "user-alice", null, Same));
        using var first = await tenants.Host.PostLogoutTokenAsync(tenants.Host.LogoutToken("user-alice", null, Same));

        other.AssertAccepted();
        first.AssertAccepted();
        Assert.That(await tenants.Host.Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task Sessions_of_one_tenant_can_be_ended_alone()
    {
        await using var tenants = await TwoTenants.StartAsync();
        await tenants.Host.Browser.SignInAsync();

        await tenants.Host.Sessions().EndAsync(OidcRelyingParty.Sessions.SessionSelector.OfTenant(TwoTenants.OtherKey.Tenant));
        var after = await tenants.Host.Browser.MeAsync();
        await tenants.Host.Sessions().EndAsync(OidcRelyingParty.Sessions.SessionSelector.OfTenant("default"));

        Assert.That(after, Is.Not.Null);
        Assert.That(await tenants.Host.Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task Nothing_is_fetched_for_an_issuer_that_no_settings_name()
    {
        await using var tenants = await TwoTenants.StartAsync();
        await tenants.Host.Browser.SignInAsync();
        tenants.Host.Provider.ClearRequests();

        using var response = await tenants.Host.PostLogoutTokenAsync(tenants.Host.LogoutToken("user-alice", null, claims => claims["iss"] = "https://evil.example.test"));

        await tenants.Host.AssertLogoutRefusedAsync(response, OidcErrorCodes.LogoutTokenIssuer);
        Assert.That(tenants.Host.Provider.Requests.Concat(tenants.Other.Requests), Is.Empty);
    }
}
