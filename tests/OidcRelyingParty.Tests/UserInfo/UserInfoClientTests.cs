using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.UserInfo;

[TestFixture]
internal sealed partial class UserInfoClientTests
{
    private CoreHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new CoreHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task Its_claims_complete_those_of_the_ID_token()
    {
        var identity = (await _host.SignInAsync()).Identity;

        Assert.That(identity.Claims["email"].GetString(), Is.EqualTo("alice@example.test"));
        Assert.That(identity.Claims["nonce"].GetString(), Is.Not.Empty);
    }

    [TestCase("\"user-bob\"")]
    [TestCase("\"USER-ALICE\"")]
    [TestCase("\"user-alice \"")]
    [TestCase("[\"user-alice\"]")]
    [TestCase("\"\"")]
    [TestCase("null")]
    [TestCase(null)]
    public async Task A163_Claims_of_somebody_else_end_the_sign_in_whatever_the_settings(string? subject)
    {
        _host.Provider.Behaviour.UserInfo = claims =>
        {
            claims.Remove("sub");
            if (subject is not null)
            {
                claims["sub"] = JsonNode.Parse(subject);
            }
        };

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.UserInfoSubject));
        _host.Change(settings => settings with { UserInfo = UserInfoUse.BestEffort });
        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.UserInfoSubject));
    }

    [TestCase("""{"sub":"user-bob","sub":"user-alice"}""")]
    [TestCase("""{"sub":"user-alice","sub":"user-bob"}""")]
    [TestCase("""{"sub":"user-alice","s\u0075b":"user-alice"}""")]
    [TestCase("""{"sub":"user-alice","groups":[],"groups":["admin"]}""")]
    public async Task A164_A_claim_that_comes_twice_spoils_the_answer(string body)
    {
        _host.Answer(ProviderEndpoint.UserInfo, () => ProviderResponse.Text(body, "application/json"));

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.UserInfoResponse));
    }

    [Test]
    public async Task A167_It_never_speaks_for_the_ID_token()
    {
        _host.Provider.Behaviour.SessionIdInIdToken = false;
        _host.Provider.Behaviour.UserInfo = claims =>
        {
            foreach (var name in new[] { "iss", "aud", "azp", "exp", "iat", "nbf", "jti", "nonce", "acr", "amr", "auth_time", "at_hash", "c_hash", "sid" })
            {
                claims[name] = "from-userinfo";
            }

            claims["email_verified"] = "from-userinfo";
        };

        var claims = (await _host.SignInAsync()).Identity.Claims;

        Assert.That(claims.Where(claim => claim.Value.ToString() == "from-userinfo").Select(claim => claim.Key), Is.EqualTo(new[] { "email_verified" }));
        Assert.That(claims["iss"].GetString(), Is.EqualTo(_host.Provider.Issuer));
    }

    [Test]
    public async Task A167_The_signed_ID_token_wins_over_it()
    {
        _host.Client.ClaimsInIdToken = true;
        _host.Provider.Behaviour.UserInfo = claims => (claims["groups"], claims["email"]) = (new JsonArray("super-admin"), "mallory@example.test");
        _host.Change(settings => settings with { Roles = new RoleMapping { Claims = ["groups"], Unmapped = UnmappedRoleValue.IsRole } });

        var result = await _host.SignInAsync();

        Assert.That(result.Identity.Claims["email"].GetString(), Is.EqualTo("alice@example.test"));
        Assert.That(result.Roles, Is.EqualTo(new[] { "admin", "staff" }));
    }

    [Test]
    public async Task A171_The_access_token_travels_in_the_header_only_and_reaches_no_log()
    {
        var result = await _host.SignInAsync();

        var request = _host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.UserInfo);
        Assert.That(request.Headers["Authorization"], Is.EqualTo("Bearer " + result.Tokens.AccessToken.Reveal()));
        Assert.That((request.Method, request.Uri.Query, request.Body), Is.EqualTo(("GET", "", "")));
        Assert.That(_host.Log.Text, Does.Not.Contain(result.Tokens.AccessToken.Reveal()));
    }

    [Test]
    public async Task It_is_not_asked_when_the_settings_or_the_provider_say_so()
    {
        _host.Change(settings => settings with { UserInfo = UserInfoUse.Never });
        Assert.That(await _host.CodeOfSignInAsync(), Is.Null);

        await using var without = new CoreHost();
        without.Provider.Behaviour.Discovery = metadata => metadata.Remove("userinfo_endpoint");
        Assert.That(await without.CodeOfSignInAsync(), Is.Null);

        Assert.That(_host.Provider.CountOf(ProviderEndpoint.UserInfo) + without.Provider.CountOf(ProviderEndpoint.UserInfo), Is.Zero);
    }
}
