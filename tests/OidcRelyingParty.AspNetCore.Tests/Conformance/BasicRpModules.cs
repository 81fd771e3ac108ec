using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>The 14 modules of Basic RP, which Form Post RP repeats; each test is named after its module.</summary>
public abstract class BasicRpModules(AuthorizationResponseMode mode)
{
    [Test]
    public async Task oidcc_client_test()
    {
        await using var module = await StartAsync();

        await module.AssertAcceptedAsync();
    }

    [Test]
    public Task oidcc_client_test_invalid_iss() => RefusesAsync(claims => Append(claims, "iss", "1"), OidcErrorCodes.IdTokenIssuer);

    [Test]
    public Task oidcc_client_test_missing_sub() => RefusesAsync(claims => claims.Remove("sub"), OidcErrorCodes.IdTokenSubject);

    [Test]
    public Task oidcc_client_test_invalid_aud() => RefusesAsync(claims => Append(claims, "aud", "1"), OidcErrorCodes.IdTokenAudience);

    [Test]
    public Task oidcc_client_test_missing_iat() => RefusesAsync(claims => claims.Remove("iat"), OidcErrorCodes.IdTokenIssuedAt);

    [Test]
    public Task oidcc_client_test_nonce_invalid() => RefusesAsync(claims => Append(claims, "nonce", "1"), OidcErrorCodes.IdTokenNonce);

    [Test]
    public async Task oidcc_client_test_kid_absent_single_jwks()
    {
        await using var module = await StartAsync(op => KeysWithoutId.Adopt(op, count: 1));

        await module.AssertAcceptedAsync();
    }

    // The suite lets pass who tries the fitting keys and who refuses; we try, so that such a provider works.
    [Test]
    public async Task oidcc_client_test_kid_absent_multiple_jwks()
    {
        await using var module = await StartAsync(op => KeysWithoutId.Adopt(op, count: 3));

        await module.AssertAcceptedAsync();
    }

    [Test]
    public async Task oidcc_client_test_idtoken_sig_rs256()
    {
        await using var module = await StartAsync(op => op.Behaviour.Discovery += metadata => metadata["id_token_signing_alg_values_supported"] = new JsonArray("RS256"));

        await module.AssertAcceptedAsync();
    }

    // The suite counts a refusal as skipped, which it allows: nobody can make us take an unsigned token.
    [Test]
    public async Task oidcc_client_test_idtoken_sig_none()
    {
        await using var module = await StartAsync(op => op.Clients[0].IdTokenSigningAlgorithm = "none");

        await module.AssertRefusedAsync(OidcErrorCodes.IdTokenAlgorithm);
    }

    // One look for new keys is allowed and made: the signature could be that of a new key under an old id.
    [Test]
    public async Task oidcc_client_test_invalid_sig_rs256()
    {
        await using var module = await StartAsync(op => op.Behaviour.IdToken = Signatures.Corrupt);

        await module.AssertRefusedAsync(OidcErrorCodes.IdTokenSignature, [.. ConformanceModule.UpToIdToken, ProviderEndpoint.KeySet]);
    }

    // The suite cannot see the outcome; here nobody is signed in.
    [Test]
    public async Task oidcc_client_test_userinfo_invalid_sub()
    {
        await using var module = await StartAsync(op => op.Behaviour.UserInfo += claims => Append(claims, "sub", "invalid"));

        await module.AssertRefusedAsync(OidcErrorCodes.UserInfoSubject, ConformanceModule.WholeSignIn);
    }

    [Test]
    public async Task oidcc_client_test_scope_userinfo_claims()
    {
        await using var module = await StartAsync(settings: usual => usual with { Scopes = ["openid", "profile", "email", "phone", "address"] });

        var me = await module.AssertAcceptedAsync();

        Assert.That(me.Claims["name"], Is.EqualTo(new[] { "Alice Example" }));
        Assert.That(me.Claims["email"], Is.EqualTo(new[] { "alice@example.test" }));
    }

    [Test]
    public async Task oidcc_client_test_client_secret_basic()
    {
        await using var module = await StartAsync(
            op => op.Clients[0].TokenEndpointAuthMethod = "client_secret_basic",
            usual => usual with { ClientAuthentication = null });

        await module.AssertAcceptedAsync();
    }

    private protected Task<ConformanceModule> StartAsync(Action<TestProvider>? provider = null, Func<OidcSettings, OidcSettings>? settings = null) =>
        ConformanceModule.StartAsync(mode, provider, settings);

    private async Task RefusesAsync(Action<JsonObject> breakClaims, string code)
    {
        await using var module = await StartAsync(op => op.Behaviour.IdTokenClaims += breakClaims);

        await module.AssertRefusedAsync(code);
    }

    private static void Append(JsonObject claims, string name, string suffix) => claims[name] = claims[name]!.GetValue<string>() + suffix;
}
