using System.Net;
using OidcRelyingParty.RealProviders.Tests.Providers;
using OidcRelyingParty.RealProviders.Tests.QuickStart;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class KeycloakBackchannelTests : BackchannelLogoutTests
{
    [Test]
    public Task Signing_out_of_another_relying_party_ends_the_session_here() => RunAsync(Client, async host =>
    {
        var other = new Client("other", "client_secret_basic", "other-secret-0123456789-0123456789-0123456789");
        var address = new RelyingPartyAddress("localhost");
        using var administrator = await KeycloakAdministrator.SignInAsync((Keycloak)Provider);
        await administrator.AddClientAsync(other, address);
        await using var otherHost = await QuickStartHost.StartAsync(Provider, other, address);
        var here = host.NewVisitor();
        var there = otherHost.NewVisitor(here.Browser);
        await AssertSignsInAsync(here, "alice");
        await there.GetAsync("/login?returnUrl=/me"); // no password: the provider knows the browser
        Assert.That((await there.ReadMeAsync()).ProviderSessionId, Is.EqualTo((await here.ReadMeAsync()).ProviderSessionId));
        Provider.RelyingParty.LogoutCalls.Clear();

        var page = await there.SignOutAsync();
        Assert.That(page.Url.Authority, Is.EqualTo(address.Root.Authority), page.ToString());

        await LogoutCallAsync(answer => answer.Status == HttpStatusCode.OK);
        Assert.That(await here.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.Unauthorized));
    });

    private protected override async Task<Provider> GetProviderAsync() => await Keycloak.GetExampleRealmAsync();

    private protected override async Task EndAtProviderAsync(Visitor visitor, Me me)
    {
        using var administrator = await KeycloakAdministrator.SignInAsync((Keycloak)Provider);
        await administrator.SignOutAsync(me.Sub);
    }
}
