using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Documents;

/// <summary>The column "here" of the comparison in the README: one row of it, one test.</summary>
[TestFixture]
internal sealed class ComparisonTests
{
    private static readonly TestSigningKeys Keys = new();

    private static IEnumerable<TestCaseData> Rows()
    {
        yield return Row("a corrupted signature", OidcErrorCodes.IdTokenSignature, provider => provider.Behaviour.IdToken = token => token[..^6] + "AAAAAA");
        yield return Row("alg: none", OidcErrorCodes.IdTokenAlgorithm, provider => provider.Clients[0].IdTokenSigningAlgorithm = "none");
        yield return Row("an RSA key of 1024 bits", OidcErrorCodes.IdTokenKey, SignWithSmallKey);
        yield return Header("an unknown kid", OidcErrorCodes.IdTokenKey, header => header["kid"] = "unknown");
        yield return Header("an unknown crit", OidcErrorCodes.IdTokenCritical, header => (header["crit"], header["x"]) = (new JsonArray("x"), 1));
        yield return Header("typ: at+jwt", OidcErrorCodes.IdTokenType, header => header["typ"] = "at+jwt");
        yield return Row("two sub members", OidcErrorCodes.IdTokenFormat, provider =>
            provider.Behaviour.IdToken = token => Sign(token, json => json, json => "{\"sub\":\"user-bob\"," + json[1..], Keys["RS256"].Sign));
        yield return Claims("iat tomorrow", OidcErrorCodes.IdTokenIssuedAt, claims => claims["iat"] = InSeconds(86_400));
        yield return Claims("iat a week ago", OidcErrorCodes.IdTokenIssuedAt, claims => claims["iat"] = InSeconds(-7 * 86_400));
        yield return Claims("exp 295 seconds ago", OidcErrorCodes.IdTokenExpired, claims => claims["exp"] = InSeconds(-295));
        yield return Claims("aud with a slash too many", OidcErrorCodes.IdTokenAudience, claims => claims["aud"] = "quickstart/");
        yield return Claims("another audience, no azp", OidcErrorCodes.IdTokenAudience, claims => claims["aud"] = new JsonArray("quickstart", "other"));
        yield return Claims("azp of another client", OidcErrorCodes.IdTokenAuthorizedParty, claims => claims["azp"] = "other");
        yield return Response("iss wrong", answer => answer["iss"] = "https://other.example.test");
        yield return Response("iss missing", answer => answer.Remove("iss"));
    }

    [TestCaseSource(nameof(Rows))]
    public async Task What_the_README_calls_refused_is_refused(string code, Action<TestProvider> breakIt)
    {
        await using var provider = new TestProvider(new TestProviderOptions { Keys = Keys });
        await using var host = DocumentHost.Create(provider);

        breakIt(provider);
        var response = await DocumentHost.SignInAsync(host, provider, "alice");

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain($"data-error-code=\"{code}\""));
        Assert.That(response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], Has.None.Contains("oidc.session"));
    }

    private static TestCaseData Row(string name, string code, Action<TestProvider> breakIt) => new TestCaseData(code, breakIt).SetArgDisplayNames(name);

    private static TestCaseData Header(string name, string code, Action<JsonObject> change) => Row(name, code, provider => provider.Behaviour.IdToken =
        token => Sign(token, json => Change(json, change), json => json, Keys["RS256"].Sign));

    private static TestCaseData Claims(string name, string code, Action<JsonObject> change) => Row(name, code, provider => provider.Behaviour.IdTokenClaims = change);

    private static TestCaseData Response(string name, Action<ProviderParameters> change) =>
        Row(name, OidcErrorCodes.ResponseIssuer, provider => provider.Behaviour.AuthorizationResponse = change);

    private static void SignWithSmallKey(TestProvider provider)
    {
        var rsa = RSA.Create(1024);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        provider.Behaviour.KeySet = set => set["keys"]!.AsArray().Add(new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = "small",
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
        });
        provider.Behaviour.IdToken = token => Sign(
            token, json => Change(json, header => header["kid"] = "small"), json => json,
            data => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string Sign(string token, Func<string, string> changeHeader, Func<string, string> changePayload, Func<byte[], byte[]> sign)
    {
        var parts = token.Split('.').Take(2).Select(part => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part))).ToArray();
        var input = $"{Encode(changeHeader(parts[0]))}.{Encode(changePayload(parts[1]))}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Change(string json, Action<JsonObject> change)
    {
        var members = JsonNode.Parse(json)!.AsObject();
        change(members);
        return members.ToJsonString();
    }

    private static long InSeconds(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();
}
