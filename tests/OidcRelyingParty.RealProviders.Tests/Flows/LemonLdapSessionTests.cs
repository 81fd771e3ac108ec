using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class LemonLdapSessionTests : SessionFlowTests
{
    /// <summary>It has no revocation endpoint.</summary>
    [Test]
    public Task The_refresh_token_ends_with_the_session_at_the_provider() => RunTappedAsync(Provider.RenewingClient, async (host, tap) =>
    {
        var visitor = host.NewVisitor();
        await visitor.SignInAsync("alice");
        var refreshToken = LastRefreshToken(tap);

        await visitor.SignOutAsync();

        Assert.That(await Provider.IsRefusedAsync(Provider.RenewingClient, refreshToken), Is.True);
    });

    private protected override async Task<Provider> GetProviderAsync() => await LemonLdap.GetAsync();
}
