using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>
/// Modules outside the certified profiles that fit a code flow, from <c>oidcc-client-test-plan</c> and the Dynamic RP plan; each test is named
/// after its module.
/// </summary>
public sealed class ComprehensiveRp
{
    [Test]
    public async Task oidcc_client_test_missing_aud()
    {
        await using var module = await ConformanceModule.StartAsync(provider: op => op.Behaviour.IdTokenClaims += claims => claims.Remove("aud"));

        await module.AssertRefusedAsync(OidcErrorCodes.IdTokenAudience);
    }

    // That the token is in the header and nowhere else is checked of every UserInfo request.
    [Test]
    public async Task oidcc_client_test_userinfo_bearer_header()
    {
        await using var module = await ConformanceModule.StartAsync();

        await module.AssertAcceptedAsync();
    }

    [Test]
    public async Task oidcc_client_test_invalid_sig_hs256()
    {
        await using var module = await StartHs256Async(op => op.Behaviour.IdToken = Signatures.Corrupt);

        await module.AssertRefusedAsync(OidcErrorCodes.IdTokenSignature);
    }

    [Test]
    public async Task A_good_hs256_signature_is_accepted_where_the_settings_name_hs256()
    {
        await using var module = await StartHs256Async();

        await module.AssertAcceptedAsync();
    }

    [Test]
    public async Task oidcc_client_test_invalid_sig_es256()
    {
        await using var module = await StartEs256Async(op => op.Behaviour.IdToken = Signatures.Corrupt);

        await module.AssertRefusedAsync(OidcErrorCodes.IdTokenSignature, [.. ConformanceModule.UpToIdToken, ProviderEndpoint.KeySet]);
    }

    [Test]
    public async Task A_good_es256_signature_is_accepted_beside_a_key_on_secp256k1()
    {
        await using var module = await StartEs256Async();

        await module.AssertAcceptedAsync();
    }

    // {"alg":"none"} . {"sub":"user-mallory","roles":["root"]} . nothing
    [Test]
    public async Task oidcc_client_test_aggregated_claims()
    {
        await using var module = await ConformanceModule.StartAsync(provider: op => op.Behaviour.UserInfo += claims =>
        {
            claims["_claim_names"] = new JsonObject { ["sub"] = "src1", ["roles"] = "src1" };
            claims["_claim_sources"] = new JsonObject
            {
                ["src1"] = new JsonObject { ["JWT"] = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyLW1hbGxvcnkiLCJyb2xlcyI6WyJyb290Il19." },
            };
        });

        var me = await module.AssertAcceptedAsync();

        Assert.That(me.Roles, Is.Empty, "an unsigned source gives no role, and what came may be a part of what is there");
    }

    [Test]
    public async Task oidcc_client_test_userinfo_signed()
    {
        await using var module = await ConformanceModule.StartAsync(provider: op => op.Clients[0].UserInfoSigned = true);

        var me = await module.AssertAcceptedAsync();

        Assert.That(me.Claims["email"], Is.EqualTo(new[] { "alice@example.test" }));
    }

    private static Task<ConformanceModule> StartHs256Async(Action<TestProvider>? provider = null) => ConformanceModule.StartAsync(
        provider: (op => op.Clients[0].IdTokenSigningAlgorithm = "HS256") + provider,
        settings: usual => usual with { IdTokenSigningAlgorithms = ["HS256"] });

    private static Task<ConformanceModule> StartEs256Async(Action<TestProvider>? provider = null) =>
        ConformanceModule.StartAsync(provider: (op => op.Clients[0].IdTokenSigningAlgorithm = "ES256") + provider);
}
