using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>The one module of 3rd Party-Init RP.</summary>
public sealed class ThirdPartyInitiatedLoginRp
{
    [Test]
    public async Task oidcc_client_test_3rd_party_init_login()
    {
        await using var module = await ConformanceModule.StartAsync();
        var iss = new ProviderParameters { ["iss"] = module.Provider.Issuer };

        var response = await module.Host.Browser.SignInAsync("alice", "/initiate-login?" + iss.ToQueryString());

        Assert.That(response.RequestMessage!.RequestUri!.AbsoluteUri, Is.EqualTo(TestHost.Origin + "/"));
        Assert.That((await module.Host.Browser.MeAsync())!.Sub, Is.EqualTo("user-alice"));
        Assert.That(module.Asked, Is.EqualTo(ConformanceModule.WholeSignIn));
        WireChecks.AssertAll(module.Provider);
    }
}
