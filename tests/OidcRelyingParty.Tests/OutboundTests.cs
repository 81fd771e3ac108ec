using OidcRelyingParty.Testing;
using OidcRelyingParty.Tests.Discovery;

namespace OidcRelyingParty.Tests;

/// <summary>Addresses that come from others, and that the relying party does not ask.</summary>
[TestFixture]
internal sealed class OutboundTests
{
    private readonly List<Uri> _asked = [];
    private CoreHost _host = null!;

    private IEnumerable<string> AskedHosts => _asked.Select(address => address.Host).Distinct();

    [SetUp]
    public void SetUp()
    {
        _asked.Clear();
        _host = new CoreHost(network: provider => new BackchannelHandler(provider.CreateHandler(), _asked));
    }

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [TestCase("jwks_uri", ProviderEndpoint.KeySet, "https://10.0.0.1/keys")]
    [TestCase("jwks_uri", ProviderEndpoint.KeySet, "https://metadata.google.internal/keys")]
    [TestCase("token_endpoint", ProviderEndpoint.Token, "https://169.254.169.254/token")]
    [TestCase("token_endpoint", ProviderEndpoint.Token, "https://[::1]/token")]
    [TestCase("userinfo_endpoint", ProviderEndpoint.UserInfo, "https://192.168.0.1/userinfo")]
    [TestCase("userinfo_endpoint", ProviderEndpoint.UserInfo, "https://localhost/userinfo")]
    public async Task A156_An_endpoint_inside_is_refused_though_the_metadata_are_public(string member, ProviderEndpoint endpoint, string address)
    {
        _host.Provider.Behaviour.Discovery = metadata => metadata[member] = address;

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.ProviderAddressRefused));
        Assert.That(_host.Provider.CountOf(endpoint), Is.Zero);
        Assert.That(AskedHosts, Is.EqualTo(new[] { "op.example.test" }));
    }

    [Test]
    public async Task A156_A_revocation_endpoint_inside_is_refused()
    {
        _host.Provider.Behaviour.Discovery = metadata => metadata["revocation_endpoint"] = "https://10.0.0.1/revoke";

        var code = await Refusal.CodeOfAsync(() => _host.RelyingParty.RevokeAsync(_host.Settings.Key, _host.Provider.Issuer, new Secret("refresh-token")));

        Assert.That(code, Is.EqualTo(OidcErrorCodes.ProviderAddressRefused));
        Assert.That(AskedHosts, Is.EqualTo(new[] { "op.example.test" }));
    }

    [Test]
    public async Task A157_Addresses_in_claims_are_not_asked()
    {
        foreach (var name in new[] { "picture", "profile", "website" })
        {
            _host.Provider.Users[0].Claims[name] = "http://169.254.169.254/latest/meta-data";
        }

        var result = await _host.SignInAsync();

        Assert.That(result.Identity.Claims["picture"].GetString(), Is.EqualTo("http://169.254.169.254/latest/meta-data"));
        Assert.That(AskedHosts, Is.EqualTo(new[] { "op.example.test" }));
    }

    [Test]
    public async Task A158_The_issuer_of_an_ID_token_is_not_asked()
    {
        _host.Provider.Behaviour.IdTokenClaims = claims => claims["iss"] = "https://169.254.169.254";

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.IdTokenIssuer));
        Assert.That(AskedHosts, Is.EqualTo(new[] { "op.example.test" }));
    }

    [Test]
    public async Task A158_The_issuer_of_a_logout_token_is_not_asked()
    {
        var token = _host.Provider.CreateLogoutToken(_host.Client.ClientId, "user-alice", alter: claims => claims["iss"] = "https://169.254.169.254");

        Assert.That(await Refusal.CodeOfAsync(() => _host.RelyingParty.ReceiveLogoutTokenAsync(token)), Is.EqualTo(OidcErrorCodes.LogoutTokenIssuer));
        Assert.That(_asked, Is.Empty);
    }
}
