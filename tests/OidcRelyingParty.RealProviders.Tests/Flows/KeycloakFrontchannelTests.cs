using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class KeycloakFrontchannelTests : FrontchannelLogoutTests
{
    private protected override Client Client => Keycloak.Basic("frontchannel");

    private protected override Client OtherClient => Keycloak.Basic("other-of-frontchannel");

    [OneTimeSetUp]
    public async Task AddOtherClientAsync()
    {
        using var administrator = await KeycloakAdministrator.SignInAsync((Keycloak)Provider);
        await administrator.AddClientAsync(OtherClient, OtherAddress);
    }

    private protected override async Task<Provider> GetProviderAsync() => await Keycloak.GetExampleRealmAsync();

    private protected override Chromium SignIn(Chromium steps, string user) =>
        steps.Fill("#username", user).Fill("#password", Provider.PasswordOf(user)).Click("#kc-login");
}
