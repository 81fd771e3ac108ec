using OidcRelyingParty.Testing;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>The provider of our testing package, for what no provider of others can be made to do. It lives in this process.</summary>
internal sealed class OwnProvider : Provider, IAsyncDisposable
{
    private OwnProvider(TestProvider provider, RelyingPartyAddress relyingParty)
        : base(provider.Issuer, relyingParty) => Test = provider;

    public TestProvider Test { get; }

    public override IProviderUser User { get; } = new OwnProviderUser();

    public override Client DefaultClient => new(Test.Clients[0].ClientId, "client_secret_basic", Test.Clients[0].ClientSecret);

    public override string Scopes => "openid profile email";

    public override string RoleClaim => "roles";

    public static async Task<OwnProvider> StartAsync()
    {
        var relyingParty = new RelyingPartyAddress();
        var provider = await TestProvider.StartAsync();
        var client = provider.Clients[0];
        client.RedirectUris.Add(relyingParty.RedirectUri);
        client.PostLogoutRedirectUris.Add(relyingParty.PostLogoutRedirectUri);
        return new OwnProvider(provider, relyingParty);
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
