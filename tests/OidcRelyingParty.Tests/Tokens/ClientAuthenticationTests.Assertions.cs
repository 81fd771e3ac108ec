using Microsoft.IdentityModel.JsonWebTokens;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Tests.Jose;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty.Tests.Tokens;

internal sealed partial class ClientAuthenticationTests
{
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
}
