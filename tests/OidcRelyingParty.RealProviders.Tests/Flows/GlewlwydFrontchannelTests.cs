using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class GlewlwydFrontchannelTests : FrontchannelLogoutTests
{
    private protected override Client Client => Provider.DefaultClient;

    private protected override Client OtherClient => Glewlwyd.Basic("post") with { Authentication = "client_secret_post" };

    private protected override async Task<Provider> GetProviderAsync() => await Glewlwyd.GetForTwoAsync(OtherAddress);

    private protected override Chromium SignIn(Chromium steps, string user) =>
        GoOn(steps.Fill("#username", user).Fill("#password", Provider.PasswordOf(user)).Click("#loginbut"));

    private protected override Chromium GoOn(Chromium steps) => steps.Click("button:has-text('Continue')");

    private protected override Chromium ConfirmSignOut(Chromium steps) => steps.Click("button:has-text('Logout')");
}
