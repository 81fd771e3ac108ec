using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Tests.Jose;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty.Tests.Tokens;

/// <summary>The provider accepts exactly the one method its client is registered for, so a sign-in that works used it.</summary>
[TestFixture]
internal sealed class ClientAuthenticationTests
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
                ClientId = id, ClientSecret = password, IdTokenSigningAlgorithm = "ES256", RedirectUris = { CoreHost.RedirectUri },
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

    [TestCase(ClientAssertionAudience.Issuer, "https://op.example.test")]
    [TestCase(ClientAssertionAudience.TokenEndpoint, "https://op.example.test/token")]
    public async Task A057_An_assertion_is_for_one_provider_short_lived_and_never_the_same(ClientAssertionAudience audience, string expected)
    {
        Register("private_key_jwt");
        _host.Change(settings => settings with { ClientAssertionAudience = audience });
        await _host.SignInAsync();
        await _host.SignInAsync();

        var assertions = _host.Provider.Requests.Where(request => request.Endpoint == ProviderEndpoint.Token)
            .Select(request => new JsonWebToken(request.Form["client_assertion"])).ToArray();

        Assert.That(assertions.Select(assertion => assertion.Id), Is.Unique);
        foreach (var assertion in assertions)
        {
            Assert.That(assertion.GetPayloadValue<object>("aud"), Is.EqualTo(expected), "One string, not a list.");
            Assert.That((assertion.Issuer, assertion.Subject), Is.EqualTo(("quickstart", "quickstart")));
            Assert.That(assertion.ValidTo - assertion.IssuedAt, Is.LessThanOrEqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(assertion.Kid, Is.EqualTo("our-key"));
        }
    }

    [Test]
    public void A057_A_token_endpoint_on_another_host_does_not_change_the_audience()
    {
        using var request = new HttpRequestMessage();
        var form = new List<KeyValuePair<string, string>>();
        var metadata = new ProviderMetadata
        {
            Issuer = "https://honest.example.test",
            AuthorizationEndpoint = new Uri("https://honest.example.test/authorize"),
            TokenEndpoint = new Uri("https://other.example.test/token"),
            JwksUri = new Uri("https://honest.example.test/jwks"),
            TokenEndpointAuthMethods = ["private_key_jwt"],
        };

        _host.Get<ClientAuthentication>().Apply(request, form, _host.Settings with { ClientKey = Key(TestKeys.P256) }, metadata);

        var assertion = new JsonWebToken(form.Single(pair => pair.Key == "client_assertion").Value);
        Assert.That(assertion.Audiences, Is.EqualTo(new[] { "https://honest.example.test" }));
        Assert.That(request.Headers.Authorization, Is.Null);
    }

    [TestCase("RS256", "RS256 PS256")]
    [TestCase("RS256", "")]
    [TestCase("PS256", "PS256 ES256")]
    [TestCase("ES256", "RS256")]
    [TestCase("ES256", "ES256")]
    [TestCase("ES384", "ES384")]
    [TestCase("ES512", "ES512")]
    public async Task An_assertion_is_signed_by_an_algorithm_of_the_key_that_the_provider_knows(string expected, string supported)
    {
        Register("private_key_jwt");
        _host.Provider.Behaviour.Discovery = metadata =>
            metadata["token_endpoint_auth_signing_alg_values_supported"] = Array(supported.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var (key, jwk) = expected switch
        {
            "ES256" => (Key(TestKeys.P256), TestKeys.Jwk(TestKeys.P256)),
            "ES384" => (Key(TestKeys.P384), TestKeys.Jwk(TestKeys.P384)),
            "ES512" => (Key(TestKeys.P521), TestKeys.Jwk(TestKeys.P521)),
            _ => (Key(TestKeys.Rsa), TestKeys.Jwk(TestKeys.Rsa)),
        };
        _host.Client.Jwks = TestKeys.Jwks(jwk);
        _host.Change(settings => settings with { ClientKey = key });
        _host.Client.TokenEndpointAuthSigningAlgorithm = expected;

        Assert.That(await _host.CodeOfSignInAsync(), Is.Null);
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
