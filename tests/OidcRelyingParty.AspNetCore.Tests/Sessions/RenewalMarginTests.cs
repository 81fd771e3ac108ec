using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

public sealed class RenewalMarginTests
{
    [TestCase(4, 1, 6)]
    [TestCase(300, 269, 271)]
    public async Task An_access_token_is_renewed_half_a_minute_before_its_end_or_after_half_of_its_life(int lifetime, int tooSoon, int late)
    {
        await using var host = await TestHost.StartAsync(options => options.ProviderOptions.AccessTokenLifetime = TimeSpan.FromSeconds(lifetime));
        await host.Browser.SignInAsync();
        host.Provider.ClearRequests();

        host.Clock.Advance(TimeSpan.FromSeconds(tooSoon));
        await host.Browser.MeAsync();
        Assert.That(host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);

        host.Clock.Advance(TimeSpan.FromSeconds(late - tooSoon));
        await host.Browser.MeAsync();
        await host.Browser.MeAsync();
        Assert.That(host.Provider.CountOf(ProviderEndpoint.Token), Is.EqualTo(1));
    }
}
