using System.Net;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>Access tokens that end while the user is at work.</summary>
public sealed class OidcProviderRenewalTests : QuickStartTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(6);

    [Test]
    public Task Many_requests_with_an_expired_access_token_cause_one_renewal() => RunTappedAsync(Provider.DefaultClient, async (host, tap) =>
    {
        var visitor = host.NewVisitor();
        var me = await AssertSignsInAsync(visitor, "alice");
        Assert.That(tap.Exchanges.Count(exchange => exchange.IsRefresh), Is.Zero, "A new token is not renewed.");
        await Task.Delay(Lifetime); // the provider's clock cannot be turned

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => visitor.OpenAsync("/me")));

        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(tap.Exchanges.Count(exchange => exchange.IsRefresh), Is.EqualTo(1));
        Assert.That((await visitor.ReadMeAsync()).AccessTokenExpires, Is.GreaterThan(me.AccessTokenExpires.GetValueOrDefault()));
    });

    private protected override async Task<Provider> GetProviderAsync() => await OidcProvider.GetAsync("--ttl", $"AccessToken={Lifetime.TotalSeconds}");
}
