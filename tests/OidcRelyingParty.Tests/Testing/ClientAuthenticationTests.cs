using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class ClientAuthenticationTests
{
    private static readonly TestSigningKey s_clientKey = TestSigningKey.Create("ES256", "client-key");

    private TestProvider _provider = null!;
    private ProviderFlow _flow = null!;

    [SetUp]
    public void SetUp()
    {
        _provider = new(new() { AutoSignIn = "alice" });
        _provider.Clients.Clear();
        _provider.Clients.Add(new TestClient
        {
            ClientId = "odd client",
            ClientSecret = "secret with %+&:= and enough letters for a key",
            Jwks = new JsonObject { ["keys"] = new JsonArray(s_clientKey.ToPublicJwk()) }.ToJsonString(),
        });
        _flow = new(_provider);
    }

    [TearDown]
    public async Task TearDown()
    {
        _flow.Dispose();
        await _provider.DisposeAsync();
    }

    [TestCase("client_secret_basic")]
    [TestCase("client_secret_post")]
    [TestCase("client_secret_jwt")]
    [TestCase("private_key_jwt")]
    [TestCase("none")]
    public async Task The_registered_method_is_accepted_and_every_other_refused(string registered)
    {
        _flow.Client.TokenEndpointAuthMethod = registered;

        foreach (var used in new[] { "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none" })
        {
            var (status, body) = await RedeemAsync(used, _flow.Client.ClientSecret!, s_clientKey);

            Assert.That((status, (string?)body["error"]), Is.EqualTo(used == registered ? (200, null) : (401, "invalid_client")), used);
        }
    }

    [TestCase("client_secret_basic")]
    [TestCase("client_secret_post")]
    [TestCase("client_secret_jwt")]
    [TestCase("private_key_jwt")]
    public async Task Wrong_credentials_are_refused(string method)
    {
        _flow.Client.TokenEndpointAuthMethod = method;

        var (status, body) = await RedeemAsync(method, "some other secret that is long enough", TestSigningKey.Create("ES256", "client-key"));

        Assert.That((status, (string?)body["error"]), Is.EqualTo((401, "invalid_client")));
    }

    [TestCase("iss", "other")]
    [TestCase("sub", "other")]
    [TestCase("aud", "https://elsewhere.example.test")]
    [TestCase("exp", null)]
    [TestCase("exp", 1)]
    [TestCase("exp", 99999999999)]
    [TestCase("jti", null)]
    public async Task An_assertion_with_one_claim_wrong_is_refused(string claim, object? value)
    {
        _flow.Client.TokenEndpointAuthMethod = "private_key_jwt";
        var form = await FormAsync();
        AddAssertion(form, s_clientKey, builder => value is null ? builder.Without(claim) : builder.With(claim, JsonValue.Create(value)));

        var (status, _) = await _flow.PostTokenAsync(form, null);

        Assert.That(status, Is.EqualTo(401));
    }

    [Test]
    public async Task An_assertion_works_once()
    {
        _flow.Client.TokenEndpointAuthMethod = "private_key_jwt";
        var form = await FormAsync();
        AddAssertion(form, s_clientKey, builder => builder);

        var (first, _) = await _flow.PostTokenAsync(form, null);
        form["code"] = await _flow.GetCodeAsync();
        var (second, _) = await _flow.PostTokenAsync(form, null);

        Assert.That((first, second), Is.EqualTo((200, 401)));
    }

    private async Task<(int Status, JsonObject Body)> RedeemAsync(string method, string secret, TestSigningKey key)
    {
        var form = await FormAsync();
        AuthenticationHeaderValue? authorization = null;
        switch (method)
        {
            case "client_secret_basic":
                authorization = ProviderFlow.Basic(_flow.Client.ClientId, secret);
                break;
            case "client_secret_post":
                form["client_id"] = _flow.Client.ClientId;
                form["client_secret"] = secret;
                break;
            case "none":
                form["client_id"] = _flow.Client.ClientId;
                break;
            default:
                AddAssertion(form, method == "private_key_jwt" ? key : TestSigningKey.FromSecret(Encoding.UTF8.GetBytes(secret)), builder => builder);
                break;
        }

        return await _flow.PostTokenAsync(form, authorization);
    }

    private async Task<ProviderParameters> FormAsync() => new()
    {
        { "grant_type", "authorization_code" }, { "code", await _flow.GetCodeAsync() },
        { "redirect_uri", ProviderFlow.RedirectUri }, { "code_verifier", _flow.Verifier },
    };

    private void AddAssertion(ProviderParameters form, TestSigningKey key, Func<IdTokenBuilder, IdTokenBuilder> change)
    {
        var id = _flow.Client.ClientId;
        var assertion = new IdTokenBuilder(id, _provider.Issuer, null, key, TimeProvider.System)
            .With("sub", id).With("jti", Guid.NewGuid().ToString());
        form.Add("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.Add("client_assertion", change(assertion).Build());
    }
}
