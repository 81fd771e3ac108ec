using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Tests.Jose;

namespace OidcRelyingParty.Tests.Tokens;

/// <summary>The provider accepts exactly the one method its client is registered for, so a sign-in that works used it.</summary>
[TestFixture]
internal sealed partial class ClientAuthenticationTests
{
    private static readonly string[] Methods = ["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"];

    private CoreHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new CoreHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [TestCaseSource(nameof(Methods))]
    public async Task The_method_is_the_one_that_the_provider_offers(string method)
    {
        Register(method);
        Offer(method);

        Assert.That(await _host.CodeOfSignInAsync(), Is.Null);
    }

    [TestCase("client_secret_basic", ClientAuthenticationMethod.ClientSecretBasic)]
    [TestCase("client_secret_post", ClientAuthenticationMethod.ClientSecretPost)]
    [TestCase("client_secret_jwt", ClientAuthenticationMethod.ClientSecretJwt)]
    [TestCase("private_key_jwt", ClientAuthenticationMethod.PrivateKeyJwt)]
    [TestCase("none", ClientAuthenticationMethod.None)]
    public async Task A_configured_method_wins_over_what_the_provider_offers(string method, ClientAuthenticationMethod configured)
    {
        Register(method);
        Offer("tls_client_auth");
        _host.Change(settings => settings with { ClientAuthentication = configured });

        Assert.That(await _host.CodeOfSignInAsync(), Is.Null);
    }

    [TestCase("private_key_jwt", true, true)]
    [TestCase("client_secret_basic", true, false)]
    [TestCase("none", false, false)]
    public async Task Of_several_methods_the_one_that_sends_the_secret_to_nobody_comes_first(string expected, bool hasSecret, bool hasKey)
    {
        Register(expected);
        Offer(Methods);
        _host.Change(settings => settings with
        {
            ClientSecret = hasSecret ? new Secret(_host.Client.ClientSecret!) : null,
            ClientKey = hasKey ? settings.ClientKey : null,
        });

        Assert.That(await _host.CodeOfSignInAsync(), Is.Null);
    }

    [Test]
    public async Task A_provider_that_does_not_say_means_basic()
    {
        _host.Provider.Behaviour.Discovery = metadata => metadata.Remove("token_endpoint_auth_methods_supported");

        Assert.That(await _host.CodeOfSignInAsync(), Is.Null);
    }

    [TestCase("tls_client_auth")]
    [TestCase("none")]
    [TestCase("private_key_jwt")]
    [TestCase("CLIENT_SECRET_BASIC")]
    public async Task A056_Without_a_common_method_nothing_is_sent(string offered)
    {
        Offer(offered);

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.ClientAuthenticationMethod));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);
    }

    [Test]
    public async Task A056_A_secret_too_short_to_sign_with_is_no_credential_for_it()
    {
        Offer("client_secret_jwt");
        _host.Change(settings => settings with { ClientSecret = new Secret("short") });

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.ClientAuthenticationMethod));
    }

    [TestCase("client", "secret")]
    [TestCase("client", "a-b.c_d*e!f~g'h(i)")]
    [TestCase("cli:ent", "se:cr:et")]
    [TestCase("100%", "%41+b&c=d")]
    [TestCase("my client", " secret with spaces ")]
    [TestCase("müller", "geheim-ü-€-😀")]
    [TestCase("a+b/c", "\"quoted\\\"\t")]
    public async Task A055_Odd_credentials_arrive_as_they_are(string clientId, string secret)
    {
        foreach (var (id, password) in new[] { (clientId, secret), (clientId + new string('x', 200), secret + new string('y', 200)) })
        {
            _host.Provider.Clients.Add(new TestClient
            {
                ClientId = id,
                ClientSecret = password,
                IdTokenSigningAlgorithm = "ES256",
                RedirectUris = { CoreHost.RedirectUri },
            });
            _host.Change(settings => settings with { ClientId = id, ClientSecret = new Secret(password) });

            Assert.That(await _host.CodeOfSignInAsync(), Is.Null, id);
        }
    }

    [Test]
    public async Task A055_Ordinary_secrets_are_understood_by_providers_that_do_not_decode()
    {
        _host.Client.ClientSecret = "a-b.c_d*e";
        _host.Change(settings => settings with { ClientSecret = new Secret("a-b.c_d*e") });
        await _host.SignInAsync();

        var header = _host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token).Headers["Authorization"]!;

        Assert.That(Encoding.ASCII.GetString(Convert.FromBase64String(header["Basic ".Length..])), Is.EqualTo("quickstart:a-b.c_d*e"));
    }

    [TestCaseSource(nameof(Methods))]
    public async Task A285_No_method_puts_anything_into_an_address(string method)
    {
        Register(method);
        Offer(method);
        await _host.SignInAsync();

        Assert.That(_host.Provider.Requests.Where(request => request.Endpoint == ProviderEndpoint.Token).Select(request => request.Uri.Query), Is.All.Empty);
    }

    private static ClientPrivateKey Key(AsymmetricAlgorithm key) => ClientPrivateKey.FromPem(key.ExportPkcs8PrivateKeyPem(), "our-key");

    private void Register(string method)
    {
        _host.Client.TokenEndpointAuthMethod = method;
        if (method == "private_key_jwt")
        {
            _host.Client.Jwks = TestKeys.Jwks(TestKeys.Jwk(TestKeys.P256));
            _host.Change(settings => settings with { ClientKey = Key(TestKeys.P256), ClientSecret = null });
        }
        else if (method == "none")
        {
            _host.Change(settings => settings with { ClientSecret = null });
        }
    }

    private void Offer(params string[] methods) =>
        _host.Provider.Behaviour.Discovery = metadata => metadata["token_endpoint_auth_methods_supported"] = Array(methods);

    private static JsonArray Array(string[] values) => [.. values.Select(value => JsonValue.Create(value))];
}
