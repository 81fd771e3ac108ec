using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using OidcRelyingParty.Identities;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Identities;

[TestFixture]
internal sealed class ClaimsPrincipalFactoryTests
{
    private static readonly IList<string> Kept = new OidcRelyingPartyOptions().SessionClaims;

    [Test]
    public void Claims_keep_their_names_and_say_who_vouches_for_them()
    {
        var principal = Create("""{"name":"Alice","email":"alice@example.test"}""", "Administrator");

        Assert.That(principal.Identity, Has.Property("Name").EqualTo("Alice").And.Property("IsAuthenticated").True.And.Property("AuthenticationType").EqualTo("oidc"));
        Assert.That(principal.Claims.Select(claim => (claim.Type, claim.Value)), Is.EquivalentTo(new[]
        {
            ("sub", "user-alice"), ("iss", "https://op.example.test"), ("oidc_tenant", "tenant-1"), ("oidc_provider", "entra"), ("is_sso", "true"),
            ("name", "Alice"), ("email", "alice@example.test"), ("role", "Administrator"),
        }));
        Assert.That(principal.Claims.Select(claim => claim.Issuer), Is.All.EqualTo("https://op.example.test"));
        Assert.That((principal.IsInRole("Administrator"), principal.IsInRole("administrator")), Is.EqualTo((true, false)));
    }

    [TestCase("""{"role":"Administrator"}""")]
    [TestCase("""{"role":["Administrator"],"roles":["Administrator"],"groups":["Administrator"]}""")]
    [TestCase("""{"http://schemas.microsoft.com/ws/2008/06/identity/claims/role":"Administrator"}""")]
    public void A249_Only_mapped_roles_are_roles(string claims)
    {
        var everything = JsonElement.Parse(claims).EnumerateObject().Select(claim => claim.Name).ToArray();

        Assert.That(Create(claims).IsInRole("Administrator"), Is.False);
        Assert.That(ClaimsPrincipalFactory.Create(Identity(claims), [], everything).IsInRole("Administrator"), Is.False, "Not even when the host keeps that claim.");
    }

    [Test]
    public void An_account_is_named_by_its_user_name_and_the_application_vouches_for_both()
    {
        var principal = ClaimsPrincipalFactory.Create(Identity("""{"name":"Alice Example"}"""), [], Kept, "account-1", "alice");

        Assert.That(principal.Identity!.Name, Is.EqualTo("alice"));
        Assert.That(principal.FindFirst("name")!.Value, Is.EqualTo("Alice Example"), "The provider's claim stays what it is.");
        Assert.That(principal.FindFirst("oidc_account"), Has.Property("Value").EqualTo("account-1").And.Property("Issuer").EqualTo(ClaimsIdentity.DefaultIssuer));
    }

    [Test]
    public void A_claim_of_the_provider_never_passes_for_one_of_ours()
    {
        const string claims = """{"oidc_tenant":"another","oidc_provider":"another","is_sso":"perhaps","oidc_account":"another","oidc_user_name":"another"}""";

        var principal = ClaimsPrincipalFactory.Create(
            Identity(claims), [], ["oidc_tenant", "oidc_provider", "is_sso", "oidc_account", "oidc_user_name", "sub", "iss", "role"]);

        Assert.That(principal.Claims.Select(claim => (claim.Type, claim.Value)), Is.EqualTo(
            new[] { ("sub", "user-alice"), ("iss", "https://op.example.test"), ("oidc_tenant", "tenant-1"), ("oidc_provider", "entra"), ("is_sso", "true") }));
    }

    [Test]
    public void A221_What_pages_do_not_show_is_forgotten()
    {
        var groups = JsonSerializer.Serialize(Enumerable.Range(0, 200).Select(number => $"group-{number}"));

        var principal = Create($$"""{"groups":{{groups}},"nonce":"n","at_hash":"h","address":{"street":"x"} }""");

        Assert.That(principal.Claims.Select(claim => claim.Type), Is.EquivalentTo(new[] { "sub", "iss", "oidc_tenant", "oidc_provider", "is_sso" }));
    }

    [TestCase("""{"email_verified":true}""", "email_verified", "true", ClaimValueTypes.Boolean)]
    [TestCase("""{"email_verified":"true"}""", "email_verified", "true", ClaimValueTypes.String)]
    [TestCase("""{"auth_time":1767268800}""", "auth_time", "1767268800", ClaimValueTypes.Double)]
    [TestCase("""{"picture":{"url":"x"}}""", "picture", """{"url":"x"}""", "JSON")]
    [TestCase("""{"locale":""}""", "locale", "", ClaimValueTypes.String)]
    public void A_value_keeps_its_type(string claims, string type, string value, string valueType)
    {
        var claim = Create(claims).FindFirst(type)!;

        Assert.That((claim.Value, claim.ValueType), Is.EqualTo((value, valueType)));
    }

    [Test]
    public void A_list_is_several_claims_and_null_is_none()
    {
        var principal = Create("""{"amr":["pwd","otp",null,["nested"]],"name":null}""");

        Assert.That(principal.FindAll("amr").Select(claim => claim.Value), Is.EqualTo(new[] { "pwd", "otp", "nested" }));
        Assert.That(principal.FindFirst("name"), Is.Null);
    }

    [TestCase("""{"name":"Alice","preferred_username":"alice","email":"a@b"}""", "Alice")]
    [TestCase("""{"preferred_username":"alice","email":"a@b"}""", "alice")]
    [TestCase("""{"name":null,"email":"a@b"}""", "a@b")]
    [TestCase("{}", "user-alice")]
    public void The_user_is_named_by_the_best_claim_there_is(string claims, string name) => Assert.That(Create(claims).Identity!.Name, Is.EqualTo(name));

    private static ClaimsPrincipal Create(string claims, params string[] roles) => ClaimsPrincipalFactory.Create(Identity(claims), roles, Kept);

    private static ValidatedIdentity Identity(string claims)
    {
        var idToken = JsonNode.Parse(claims)!.AsObject();
        (idToken["iss"], idToken["sub"]) = ("https://op.example.test", "user-alice");
        var validated = JsonElement.Parse(idToken.ToJsonString());
        return new(new OidcSettingsKey("tenant-1", "entra"), new ValidatedIdToken(validated), new IdentityDocuments(validated, ClaimDocument.NotAsked, ClaimDocument.NotAsked));
    }
}
