using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>What no module of an OpenID Connect plan looks at (conformance.md, section 8), with the suite's habits all the same.</summary>
public sealed class WhereTheSuiteIsBlind
{
    private static readonly long s_now = new ManualTimeProvider().GetUtcNow().ToUnixTimeSeconds();

    [TestCaseSource(nameof(BrokenClaims))]
    public async Task An_id_token_with_one_thing_wrong_is_refused(Action<JsonObject> breakIt, string code)
    {
        await using var module = await ConformanceModule.StartAsync(provider: op => op.Behaviour.IdTokenClaims += breakIt);

        await module.AssertRefusedAsync(code);
    }

    [TestCaseSource(nameof(OddClaims))]
    public async Task An_id_token_that_is_odd_but_right_is_accepted(Action<JsonObject> change)
    {
        await using var module = await ConformanceModule.StartAsync(provider: op => op.Behaviour.IdTokenClaims += change);

        await module.AssertAcceptedAsync();
    }

    // The public key is known to everybody, so a token "signed" with it proves nothing.
    [Test]
    public async Task An_hs256_token_keyed_with_the_providers_public_key_is_refused([Values] bool keepKeyId)
    {
        await using var module = await ConformanceModule.StartAsync();
        var publicKey = module.Provider.Keys["RS256"];
        module.Provider.Behaviour.IdToken = _ => module.Provider.CreateIdToken(SuiteHabits.ClientId, module.AuthorizationRequests[^1].Query["nonce"])
            .SignedWith(TestSigningKey.FromSecret(publicKey.ToPublicPem()).As("HS256", keepKeyId ? publicKey.KeyId : null))
            .Build();

        await module.AssertRefusedAsync(OidcErrorCodes.IdTokenAlgorithm);
    }

    // Without the verifier of this very sign-in the code is worth nothing; our provider verifies it, the suite does not.
    [Test]
    public async Task A_code_that_belongs_to_another_code_challenge_signs_nobody_in()
    {
        await using var module = await ConformanceModule.StartAsync();
        using var start = await module.Host.Browser.GetAsync("/page");
        var query = ProviderParameters.Parse(start.Headers.Location!.Query);
        query["code_challenge"] = new string('A', 43);

        using var answer = await module.Host.Browser.GetAsync($"{module.Provider.AddressOf(ProviderEndpoint.Authorization)}?{query.ToQueryString()}");
        var response = await module.Host.Browser.FollowAsync(answer);

        await module.Host.AssertRefusedAsync(response, OidcErrorCodes.CodeRefused);
        Assert.That(module.Asked, Is.EqualTo(ConformanceModule.UpToIdToken));
    }

    [Test]
    public async Task Every_sign_in_has_a_state_a_nonce_and_a_challenge_of_its_own()
    {
        await using var module = await ConformanceModule.StartAsync();
        using var another = module.Host.CreateBrowser();

        await module.Host.Browser.SignInAsync();
        await another.SignInAsync();

        Assert.That(module.AuthorizationRequests, Has.Count.EqualTo(2));
        foreach (var name in new[] { "state", "nonce", "code_challenge" })
        {
            Assert.That(module.AuthorizationRequests.Select(request => request.Query[name]), Is.Unique, name);
        }
    }

    [Test]
    public async Task A_signed_userinfo_answer_is_verified()
    {
        await using var module = await ConformanceModule.StartAsync(provider: op =>
        {
            op.Clients[0].UserInfoSigned = true;
            op.Behaviour.Respond = request => Task.FromResult(request.Endpoint == ProviderEndpoint.UserInfo
                ? ProviderResponse.Text(Signatures.Corrupt(op.CreateIdToken(SuiteHabits.ClientId, nonce: null).Build()), "application/jwt")
                : null);
        });

        await module.AssertRefusedAsync(OidcErrorCodes.UserInfoResponse, [.. ConformanceModule.WholeSignIn, ProviderEndpoint.KeySet]);
    }

    [TestCase("iss")]
    [TestCase("aud")]
    public async Task A_signed_userinfo_answer_is_from_the_provider_and_for_this_client(string claim)
    {
        await using var module = await ConformanceModule.StartAsync(provider: op =>
        {
            op.Clients[0].UserInfoSigned = true;
            op.Behaviour.UserInfo += claims => claims[claim] = "https://other.example.test/";
        });

        await module.AssertRefusedAsync(OidcErrorCodes.UserInfoResponse, ConformanceModule.WholeSignIn);
    }

    private static IEnumerable<TestCaseData> BrokenClaims()
    {
        yield return Row("exp is past", claims => claims["exp"] = s_now - 61, OidcErrorCodes.IdTokenExpired);
        yield return Row("exp is missing", claims => claims.Remove("exp"), OidcErrorCodes.IdTokenExpired);
        yield return Row("exp is a text", claims => claims["exp"] = $"{s_now + 300}", OidcErrorCodes.IdTokenExpired);
        yield return Row("iat is in the future", claims => claims["iat"] = s_now + 61, OidcErrorCodes.IdTokenIssuedAt);
        yield return Row("iat is a day old", claims => claims["iat"] = s_now - 86_400, OidcErrorCodes.IdTokenIssuedAt);
        yield return Row("nbf is in the future", claims => claims["nbf"] = s_now + 61, OidcErrorCodes.IdTokenNotYetValid);
        yield return Row("azp is another client", claims => claims["azp"] = "another", OidcErrorCodes.IdTokenAuthorizedParty);
        yield return Row("aud has another client, although azp is ours", claims =>
        {
            claims["aud"] = new JsonArray("another", SuiteHabits.ClientId);
            claims["azp"] = SuiteHabits.ClientId;
        }, OidcErrorCodes.IdTokenAudience);
        yield return Row("aud has another client and there is no azp", claims => claims["aud"] = new JsonArray(SuiteHabits.ClientId, "another"), OidcErrorCodes.IdTokenAudience);
        yield return Row("aud has other clients only", claims => claims["aud"] = new JsonArray("another", "third"), OidcErrorCodes.IdTokenAudience);
        yield return Row("iss lacks the final slash", claims => claims["iss"] = "https://op.example.test", OidcErrorCodes.IdTokenIssuer);
        yield return Row("nonce is missing", claims => claims.Remove("nonce"), OidcErrorCodes.IdTokenNonce);
        yield return Row("nonce is what the suite sends for none", claims => claims["nonce"] = "null1", OidcErrorCodes.IdTokenNonce);
        yield return Row("at_hash is of another token", claims => claims["at_hash"] = claims["at_hash"]!.GetValue<string>() + "1", OidcErrorCodes.IdTokenAccessTokenHash);

        static TestCaseData Row(string name, Action<JsonObject> breakIt, string code) => new TestCaseData(breakIt, code).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> OddClaims()
    {
        yield return Row("aud is a list of one", claims => claims["aud"] = new JsonArray(SuiteHabits.ClientId));
        yield return Row("exp is past, within the skew", claims => claims["exp"] = s_now - 59);
        yield return Row("iat is ahead, within the skew", claims => claims["iat"] = s_now + 60);
        yield return Row("there is no at_hash", claims => claims.Remove("at_hash"));

        static TestCaseData Row(string name, Action<JsonObject> change) => new TestCaseData(change).SetArgDisplayNames(name);
    }
}
