using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Logout;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>What the one module of Front-Channel RP with code asks of the server; the frame itself needs a browser.</summary>
public sealed class FrontChannelLogoutRp
{
    // The suite escapes neither the session id nor, for the page it stands in, the ampersand: only the cookie can find the session.
    [TestCase(true, HttpStatusCode.OK)]
    [TestCase(false, HttpStatusCode.BadRequest)]
    public async Task oidcc_client_test_rp_frontchannel_rpinitlogout(bool isAllowed, HttpStatusCode status)
    {
        await using var module = await LogoutModule.StartAsync(settings: settings => settings with { AllowFrontChannelLogoutWithoutSession = isAllowed });
        var browser = module.Host.Browser;
        var sid = await browser.ProviderSessionIdAsync();

        using var frame = await browser.GetAsync($"/frontchannel-logout?iss={module.Host.Provider.Issuer}&amp;sid={sid.Split('#')[0]}");

        Assert.That(frame.StatusCode, Is.EqualTo(status));
        Assert.That(frame.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(await browser.MeAsync() is null, Is.EqualTo(isAllowed));
    }
}
