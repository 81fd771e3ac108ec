using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Conformance;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Logout;

internal sealed partial class BackchannelLogoutTests
{
    private static readonly long s_now = new ManualTimeProvider().GetUtcNow().ToUnixTimeSeconds();

    [TestCaseSource(nameof(BrokenTokens))]
    public async Task A173_A_token_with_one_thing_wrong_is_refused(Func<TestHost, string> create, string code)
    {
        var token = create(_host);
        _host.Provider.ClearRequests();

        using var response = await _host.PostLogoutTokenAsync(token);

        await _host.AssertLogoutRefusedAsync(response, code);
        Assert.That(_host.Provider.Requests.Where(request => request.Endpoint != ProviderEndpoint.KeySet), Is.Empty);
        Assert.That(_host.Logs.Ours.Select(line => line.ToString()), Has.None.Contains(token));
    }

    [TestCaseSource(nameof(OddTokens))]
    public async Task A_token_that_is_odd_but_right_is_accepted(Func<TestHost, string> create)
    {
        using var response = await _host.PostLogoutTokenAsync(create(_host));

        response.AssertAccepted();
        Assert.That(await Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task A_token_without_exp_is_accepted_only_where_the_settings_allow_it_and_while_it_is_fresh()
    {
        _host.SettingsStore.Put(_host.FittingSettings() with { Version = "2", AllowLogoutTokenWithoutExpiry = true });
        using var old = await _host.PostLogoutTokenAsync(_host.LogoutToken("user-alice", null, claims =>
        {
            claims.Remove("exp");
            claims["iat"] = s_now - 181;
        }));
        await _host.AssertLogoutRefusedAsync(old, OidcErrorCodes.LogoutTokenTime);

        using var fresh = await _host.PostLogoutTokenAsync(_host.LogoutToken("user-alice", null, claims => claims.Remove("exp")));

        fresh.AssertAccepted();
    }

    private static IEnumerable<TestCaseData> BrokenTokens()
    {
        yield return Signed("alg none", "none", OidcErrorCodes.LogoutTokenAlgorithm);
        yield return Signed("alg HS256", "HS256", OidcErrorCodes.LogoutTokenAlgorithm);
        yield return Claims("iss wrong", claims => claims["iss"] = "https://op.example.test/", OidcErrorCodes.LogoutTokenIssuer);
        yield return Claims("iss missing", claims => claims.Remove("iss"), OidcErrorCodes.LogoutTokenIssuer);
        yield return Claims("aud wrong", claims => claims["aud"] = "another", OidcErrorCodes.LogoutTokenIssuer);
        yield return Claims("aud missing", claims => claims.Remove("aud"), OidcErrorCodes.LogoutTokenIssuer);
        yield return Claims("events missing", claims => claims.Remove("events"), OidcErrorCodes.LogoutTokenClaims);
        yield return Claims("another event", claims => claims["events"] = new JsonObject { ["http://example.test/event"] = new JsonObject() }, OidcErrorCodes.LogoutTokenClaims);
        yield return Claims("event no object", claims => claims["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = true }, OidcErrorCodes.LogoutTokenClaims);
        yield return Claims("events a text", claims => claims["events"] = "http://schemas.openid.net/event/backchannel-logout", OidcErrorCodes.LogoutTokenClaims);
        yield return Claims("nonce", claims => claims["nonce"] = "n", OidcErrorCodes.LogoutTokenClaims);
        yield return Claims("nonce null", claims => claims["nonce"] = null, OidcErrorCodes.LogoutTokenClaims);
        yield return Claims("neither sub nor sid", claims => claims.Remove("sub"), OidcErrorCodes.LogoutTokenClaims);
        yield return Claims("sub empty", claims => claims["sub"] = "", OidcErrorCodes.LogoutTokenClaims);
        yield return Claims("sid a number", claims => claims["sid"] = 1, OidcErrorCodes.LogoutTokenClaims);
        yield return Claims("iat missing", claims => claims.Remove("iat"), OidcErrorCodes.LogoutTokenTime);
        yield return Claims("iat in the future", claims => claims["iat"] = s_now + 61, OidcErrorCodes.LogoutTokenTime);
        yield return Claims("iat a quarter of an hour ago", claims => claims["iat"] = s_now - 900, OidcErrorCodes.LogoutTokenTime);
        yield return Claims("exp missing", claims => claims.Remove("exp"), OidcErrorCodes.LogoutTokenTime);
        yield return Claims("exp past", claims => claims["exp"] = s_now - 61, OidcErrorCodes.LogoutTokenTime);
        yield return Claims("exp a text", claims => claims["exp"] = $"{s_now + 60}", OidcErrorCodes.LogoutTokenTime);
        yield return Claims("jti missing", claims => claims.Remove("jti"), OidcErrorCodes.LogoutTokenClaims);
        yield return Claims("jti of 256 characters", claims => claims["jti"] = new string('j', 256), OidcErrorCodes.LogoutTokenClaims);
        yield return Row("another key", host => Resigned(host, TestSigningKey.Create("ES256")), OidcErrorCodes.LogoutTokenSignature);
        yield return Row("another key under the known id", host => Resigned(host, TestSigningKey.Create("ES256", host.Provider.Keys["ES256"].KeyId)), OidcErrorCodes.LogoutTokenSignature);
        yield return Row("signature altered", host => Signatures.Corrupt(Good(host)), OidcErrorCodes.LogoutTokenSignature);
        yield return Row("typ of an access token", host => Builder(host).WithHeader("typ", "at+jwt").Build(), OidcErrorCodes.LogoutTokenType);
        yield return Row("crit", host => Builder(host).WithHeader("crit", new JsonArray("exp")).Build(), OidcErrorCodes.LogoutTokenFormat);
        yield return Row("sub twice", host => Builder(host).WithRaw("sub", "\"user-bob\"").Build(), OidcErrorCodes.LogoutTokenFormat);
        yield return Row("an ID token", host => host.Provider.CreateIdToken(host.Client.ClientId, "nonce").Build(), OidcErrorCodes.LogoutTokenClaims);
        yield return Row("no token", _ => "not.a.token", OidcErrorCodes.LogoutTokenFormat);

        static TestCaseData Claims(string name, Action<JsonObject> breakIt, string code) => Row(name, host => host.LogoutToken("user-alice", null, breakIt), code);

        static TestCaseData Signed(string name, string algorithm, string code) => Row(name, host =>
        {
            host.Provider.Behaviour.LogoutTokenSigningAlgorithm = algorithm;
            return Good(host);
        }, code);

        static TestCaseData Row(string name, Func<TestHost, string> create, string code) => new TestCaseData(create, code).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> OddTokens()
    {
        yield return Row("no typ", host => Builder(host).WithoutHeader("typ").Build());
        yield return Row("typ JWT", host => Builder(host).WithHeader("typ", "JWT").Build());
        yield return Row("typ in capitals", host => Builder(host).WithHeader("typ", "LOGOUT+JWT").Build());
        yield return Row("no kid", host => Builder(host).WithoutHeader("kid").Build());
        yield return Row("aud a list", host => host.LogoutToken("user-alice", null, claims => claims["aud"] = new JsonArray("another", host.Client.ClientId)));
        yield return Row("unknown claims and events", host => host.LogoutToken("user-alice", null, claims =>
        {
            claims["unknown"] = new JsonObject { ["nested"] = 1 };
            claims["events"]!["http://example.test/event"] = new JsonObject();
        }));
        yield return Row("signed with RS256", host =>
        {
            host.Provider.Behaviour.LogoutTokenSigningAlgorithm = "RS256";
            return Good(host);
        });

        static TestCaseData Row(string name, Func<TestHost, string> create) => new TestCaseData(create).SetArgDisplayNames(name);
    }

    private static string Good(TestHost host) => host.LogoutToken("user-alice", null);

    private static string Resigned(TestHost host, TestSigningKey key) => Builder(host).SignedWith(key).Build();

    // The ID token builder breaks what the provider's own maker of logout tokens does not.
    private static IdTokenBuilder Builder(TestHost host) => host.Provider.CreateIdToken(host.Client.ClientId, nonce: null)
        .WithHeader("typ", "logout+jwt")
        .With("jti", Guid.NewGuid().ToString())
        .With("events", new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() });
}
