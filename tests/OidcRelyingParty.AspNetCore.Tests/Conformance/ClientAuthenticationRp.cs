using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>The happy path with each <c>client_auth_type</c> of the comprehensive plan that needs no client certificate.</summary>
public sealed class ClientAuthenticationRp
{
    // The method stated in the settings, and the same left to the metadata.
    [Test]
    public async Task oidcc_client_test(
        [Values("client_secret_basic", "client_secret_post", "client_secret_jwt", "none")] string method, [Values] bool stated)
    {
        await using var module = await ConformanceModule.StartAsync(
            provider: op => op.Clients[0].TokenEndpointAuthMethod = method,
            settings: usual => usual with
            {
                ClientSecret = method == "none" ? null : usual.ClientSecret,
                ClientAuthentication = stated ? Parse(method) : null,
            });

        await module.AssertAcceptedAsync();
    }

    [Test]
    public async Task oidcc_client_test_private_key_jwt(
        [Values("RS256", "PS256", "ES256")] string algorithm, [Values] ClientAssertionAudience audience)
    {
        var (key, jwks) = CreateKey(algorithm);
        await using var module = await ConformanceModule.StartAsync(
            provider: op =>
            {
                op.Clients[0].TokenEndpointAuthMethod = "private_key_jwt";
                op.Clients[0].TokenEndpointAuthSigningAlgorithm = algorithm;
                op.Clients[0].Jwks = jwks;
                op.Behaviour.Discovery += metadata => metadata["token_endpoint_auth_signing_alg_values_supported"] = new JsonArray(algorithm);
            },
            settings: usual => usual with { ClientSecret = null, ClientKey = key, ClientAssertionAudience = audience });

        await module.AssertAcceptedAsync();
    }

    // A repeated jti is refused as a replay, by the suite and by our provider.
    [Test]
    public async Task Every_assertion_has_an_id_of_its_own()
    {
        var (key, jwks) = CreateKey("ES256");
        await using var module = await ConformanceModule.StartAsync(
            provider: op =>
            {
                op.Clients[0].TokenEndpointAuthMethod = "private_key_jwt";
                op.Clients[0].Jwks = jwks;
            },
            settings: usual => usual with { ClientSecret = null, ClientKey = key });

        await module.Host.Browser.SignInAsync();
        using var another = module.Host.CreateBrowser();
        await another.SignInAsync();

        Assert.That(another.HasSession, Is.True);
        Assert.That(module.Provider.Requests.Count(request => request.Form.Contains("client_assertion")), Is.EqualTo(2));
    }

    [TestCase("client_secret_basic", "client_secret_post")]
    [TestCase("client_secret_post", "client_secret_basic")]
    [TestCase("client_secret_basic", "client_secret_jwt")]
    public async Task A_method_other_than_the_registered_one_is_refused_and_not_tried_again_in_another_way(string stated, string registered)
    {
        await using var module = await ConformanceModule.StartAsync(
            provider: op => op.Clients[0].TokenEndpointAuthMethod = registered,
            settings: usual => usual with { ClientAuthentication = Parse(stated) });

        var response = await module.Host.Browser.SignInAsync();

        await module.Host.AssertRefusedAsync(response, OidcErrorCodes.ClientRefused);
        Assert.That(module.Asked, Is.EqualTo(ConformanceModule.UpToIdToken));
    }

    private static (ClientPrivateKey Key, string Jwks) CreateKey(string algorithm)
    {
        using AsymmetricAlgorithm pair = algorithm == "ES256" ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        var jwk = pair is RSA rsa ? PublicJwk(rsa.ExportParameters(includePrivateParameters: false))
            : PublicJwk(((ECDsa)pair).ExportParameters(includePrivateParameters: false));
        jwk["kid"] = "client-key";
        return (ClientPrivateKey.FromPem(pair.ExportPkcs8PrivateKeyPem(), "client-key"), new JsonObject { ["keys"] = new JsonArray(jwk) }.ToJsonString());
    }

    private static JsonObject PublicJwk(RSAParameters key) =>
        new() { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) };

    private static JsonObject PublicJwk(ECParameters key) =>
        new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(key.Q.X), ["y"] = Base64Url.EncodeToString(key.Q.Y) };

    private static ClientAuthenticationMethod Parse(string method) =>
        Enum.Parse<ClientAuthenticationMethod>(method.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
