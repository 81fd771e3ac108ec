using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>A client as Keycloak makes it: no mapper, and so roles in the access token only.</summary>
public sealed class KeycloakAccessTokenRolesTests : QuickStartTests
{
    [Test]
    public Task Roles_are_read_from_the_access_token() => RunAsync(Plain("access_token:realm_access.roles"), async host =>
    {
        Assert.That((await AssertSignsInAsync(host.NewVisitor(), "alice")).Roles, Does.Contain("admin"));
        Assert.That((await AssertSignsInAsync(host.NewVisitor(), "bob")).Roles, Is.Not.Empty.And.Not.Contain("admin"));
    });

    [TestCase("realm_access.roles")]
    [TestCase("id_token:realm_access.roles")]
    [TestCase("userinfo:realm_access.roles")]
    public Task They_are_nowhere_else(string claim) => RunAsync(Plain(claim), async host =>
        Assert.That((await AssertSignsInAsync(host.NewVisitor(), "alice")).Roles, Is.Empty));

    private protected override async Task<Provider> GetProviderAsync() => await Keycloak.GetExampleRealmAsync();

    private static Client Plain(string claim) => Keycloak.Basic("plain").With("Roles__Claims", claim);
}
