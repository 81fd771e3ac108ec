using System.Net;
using OidcRelyingParty.RealProviders.Tests.Providers;
using OidcRelyingParty.RealProviders.Tests.QuickStart;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>Its logout tokens have no expiry.</summary>
public sealed class GlewlwydBackchannelTests : BackchannelLogoutTests
{
    private protected override Client Client => Provider.DefaultClient.With("AllowLogoutTokenWithoutExpiry", "true");

    [Test]
    public Task A_logout_token_without_expiry_is_refused_unless_the_settings_allow_it() => RunAsync(Provider.DefaultClient, async host =>
    {
        var visitor = host.NewVisitor();
        var me = await AssertSignsInAsync(visitor, "alice");
        Provider.RelyingParty.LogoutCalls.Clear();

        await EndAtProviderAsync(visitor, me);

        var call = await LogoutCallAsync(answer => answer.Status == HttpStatusCode.BadRequest);
        Assert.That(call.CacheControl, Does.Contain("no-store"));
        Assert.That(host.Log, Has.Some.Contains("logout_token.time"));
        Assert.That(await visitor.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.OK));
    });

    private protected override async Task<Provider> GetProviderAsync() => await Glewlwyd.GetAsync();

    private protected override async Task EndAtProviderAsync(Visitor visitor, Me me)
    {
        var page = await visitor.Browser.SendAsync(new HttpRequestMessage(HttpMethod.Delete, new Uri($"{Provider.Issuer}/session/{me.ProviderSessionId}/")));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.ToString());
    }
}
