using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>Its ID token names no session, and the frame's <c>sid</c> is the user's name: only the cookie finds the session.</summary>
public sealed class LemonLdapFrontchannelTests : FrontchannelLogoutTests
{
    private protected override Client Client => Provider.DefaultClient.With("AllowFrontChannelLogoutWithoutSession", "true");

    private protected override Client OtherClient => LemonLdap.Basic("pkce");

    private protected override string FrameAddress => Provider.RelyingParty.FrontchannelLogoutUri;

    private protected override bool HasFrameTheCookie => true;

    private protected override async Task<Provider> GetProviderAsync() => await LemonLdap.GetForTwoAsync(OtherAddress);

    private protected override Chromium SignIn(Chromium steps, string user) =>
        steps.Fill("[name=user]", user).Fill("[name=password]", Provider.PasswordOf(user)).Click("button[type=submit]");

    /// <summary>It goes on by itself after 30 seconds.</summary>
    private protected override Chromium LeaveSignOutPage(Chromium steps) => steps.WaitForFrame(FrameAddress).Click("button[type=submit]");
}
