using Microsoft.IdentityModel.JsonWebTokens;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class TestSigningKeysTests
{
    private TestProvider _provider = null!;
    private ProviderFlow _flow = null!;

    [SetUp]
    public void SetUp()
    {
        _provider = new(new() { AutoSignIn = "alice" });
        _flow = new(_provider);
    }

    [TearDown]
    public async Task TearDown()
    {
        _flow.Dispose();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task Every_algorithm_verifies_with_the_published_key(
        [Values("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "HS256", "HS384", "HS512")] string algorithm)
    {
        _flow.Client.IdTokenSigningAlgorithm = algorithm;
        _flow.Client.ClientSecret += "-0123456789-0123456789";

        var token = await IdTokenAsync();
        var result = await _flow.ValidateAsync(token);

        Assert.That(result.IsValid, Is.True, result.Exception?.Message);
        Assert.That(new JsonWebToken(token).Alg, Is.EqualTo(algorithm));
    }

    [Test]
    public async Task An_unsigned_token_has_an_empty_signature()
    {
        _flow.Client.IdTokenSigningAlgorithm = "none";

        Assert.That(await IdTokenAsync(), Does.EndWith("."));
    }

    [Test]
    public async Task A_key_that_exists_already_can_take_over()
    {
        _flow.Client.IdTokenSigningAlgorithm = "ES256";
        _ = await IdTokenAsync();

        _provider.Keys["ES256"] = TestSigningKey.Create("ES256", "successor");

        Assert.That(new JsonWebToken(await IdTokenAsync()).Kid, Is.EqualTo("successor"));
        Assert.That(await KeyIdsAsync(), Is.EqualTo(new[] { "successor" }));
    }

    [Test]
    public async Task Rotation_drops_the_old_key_or_keeps_it_published()
    {
        var first = new JsonWebToken(await IdTokenAsync()).Kid;
        _provider.Keys.RotateKeepingOld();
        var second = new JsonWebToken(await IdTokenAsync()).Kid;
        var both = await KeyIdsAsync();
        _provider.Keys.Rotate();
        var third = new JsonWebToken(await IdTokenAsync()).Kid;

        Assert.That(both, Is.EquivalentTo(new[] { first, second }));
        Assert.That(await KeyIdsAsync(), Is.EqualTo(new[] { third }));
    }

    [Test]
    public async Task Conformance_habits_are_copied()
    {
        _provider.Behaviour.ConformanceHabits();

        var metadata = await _flow.GetJsonAsync(ProviderEndpoint.Discovery);
        var keys = (await _flow.GetJsonAsync(ProviderEndpoint.KeySet))["keys"]!.AsArray();
        var answer = await _flow.SignInAsync();
        var (_, tokens) = await _flow.RedeemAsync(answer["code"]!);
        var result = await _flow.ValidateAsync((string)tokens["id_token"]!);

        Assert.That((string?)metadata["issuer"], Does.EndWith("/"));
        Assert.That(metadata.ContainsKey("code_challenge_methods_supported"), Is.False);
        Assert.That(metadata["token_endpoint_auth_methods_supported"]!.ToJsonString(), Is.EqualTo("""["client_secret_basic"]"""));
        Assert.That(keys.Select(key => $"{key!["kty"]} {key["use"]}"), Is.EquivalentTo(new[]
        {
            "RSA sig", "RSA sig", "EC sig", "EC sig", "EC sig", "OKP sig", "RSA enc", "EC enc",
        }));
        Assert.That(keys.Any(key => key!.AsObject().ContainsKey("alg")), Is.False);
        Assert.That(answer.Contains("iss"), Is.False);
        Assert.That(tokens.ContainsKey("expires_in"), Is.False);
        Assert.That(result.IsValid, Is.True, result.Exception?.Message);
    }

    private async Task<string> IdTokenAsync()
    {
        var (_, tokens) = await _flow.RedeemAsync(await _flow.GetCodeAsync());
        return (string)tokens["id_token"]!;
    }

    private async Task<IEnumerable<string>> KeyIdsAsync() =>
        (await _flow.GetJsonAsync(ProviderEndpoint.KeySet))["keys"]!.AsArray().Select(key => (string)key!["kid"]!);
}
