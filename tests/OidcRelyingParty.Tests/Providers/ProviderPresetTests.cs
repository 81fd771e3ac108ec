using OidcRelyingParty.Providers;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Providers;

/// <summary>What applying a preset changes, what it leaves alone, and what it does not take.</summary>
[TestFixture]
internal sealed class ProviderPresetTests
{
    private static readonly OidcSettings Before = new()
    {
        Issuer = IssuerUrl.Parse("https://old.example.org"),
        MetadataAddress = new Uri("https://old.example.org/metadata"),
        ClientId = "client",
        ClientSecret = new Secret("secret"),
        Scopes = ["openid", "old"],
        TrustedAudiences = ["old"],
        AllowedIssuerTenants = [EntraHost.Stranger],
        ClientAssertionAudience = ClientAssertionAudience.TokenEndpoint,
        Roles = new RoleMapping { Claims = ["old"], Rules = [new RoleRule("staff", "user")] },
    };

    [Test]
    public void I10_Nothing_of_the_former_provider_stays()
    {
        var settings = Apply("google").Settings!;

        Assert.That(settings.MetadataAddress, Is.Null);
        Assert.That(settings.Scopes, Is.EqualTo(new[] { "openid", "profile", "email" }));
        Assert.That(settings.TrustedAudiences, Is.Empty);
        Assert.That(settings.AllowedIssuerTenants, Is.Empty);
        Assert.That(settings.ClientAssertionAudience, Is.EqualTo(ClientAssertionAudience.Issuer));
        Assert.That(settings.Roles.Claims, Is.Empty);
    }

    [Test]
    public void I10_What_is_not_of_the_provider_stays()
    {
        var settings = Apply("google").Settings!;

        Assert.That(settings.ClientId, Is.EqualTo(Before.ClientId));
        Assert.That(settings.ClientSecret, Is.EqualTo(Before.ClientSecret));
        Assert.That(settings.Roles.Rules, Is.EqualTo(Before.Roles.Rules));
    }

    [Test]
    public void I10_Roles_are_read_where_and_how_the_provider_writes_them()
    {
        var keycloak = Apply("keycloak", ("url", "https://sso.example.org"), ("realm", "example")).Settings!;
        var zitadel = Apply("zitadel", ("domain", "example.zitadel.cloud"), ("project", "42")).Settings!;

        Assert.That(keycloak.Roles.Claims.Select(claim => claim.Source), Is.All.EqualTo(RoleClaimSource.AccessToken));
        Assert.That(zitadel.Roles.Claims.Select(claim => claim.Shape), Is.All.EqualTo(RoleClaimShape.Keys));
        Assert.That(zitadel.TrustedAudiences, Is.EqualTo(new[] { "42" }));
    }

    [Test]
    public void I10_The_tenants_of_Entra_are_a_list()
    {
        var settings = Apply("entra-common", ("tenants", $"{EntraHost.Contoso};\r\n{EntraHost.Fabrikam} {EntraHost.Contoso}")).Settings!;

        Assert.That(settings.AllowedIssuerTenants, Is.EqualTo(new[] { EntraHost.Contoso, EntraHost.Fabrikam }));
        Assert.That(settings.ClientAssertionAudience, Is.EqualTo(ClientAssertionAudience.TokenEndpoint));
    }

    [Test]
    public void I10_Only_providers_without_an_end_of_session_of_the_standard_are_not_asked_for_it()
    {
        var others = ProviderPresets.All.Where(preset => !preset.SingleSignOut).Select(preset => preset.Id);

        Assert.That(others, Is.EquivalentTo(new[] { "cognito", "google" }));
        Assert.That(Apply("cognito", ("region", "eu-central-1"), ("pool", "eu-central-1_a1")).Settings!.SingleSignOut, Is.False);
    }

    [Test]
    public void A_pasted_discovery_URL_is_one()
    {
        var settings = Apply("generic", ("url", "https://login.example.org/.well-known/openid-configuration")).Settings!;

        Assert.That(settings.Issuer, Is.Null);
        Assert.That(settings.MetadataAddress, Is.EqualTo(new Uri("https://login.example.org/.well-known/openid-configuration")));
    }

    [TestCase("keycloak", "url=https://sso.example.org", "realm")]
    [TestCase("keycloak", "realm=example", "url")]
    [TestCase("keycloak", "", "url realm")]
    [TestCase("keycloak", "url=sso.example.org realm=example", "url")]
    [TestCase("keycloak", "url=https://sso.example.org/ realm=example", "url")]
    [TestCase("keycloak", "url=https://user@sso.example.org realm=example", "url")]
    [TestCase("keycloak", "url=file:///etc realm=example", "url")]
    [TestCase("keycloak", "url=https://sso.example.org realm=../master", "realm")]
    [TestCase("keycloak", "url=https://sso.example.org realm={client_id}", "realm")]
    [TestCase("entra", "tenant=contoso.example", "tenant")]
    [TestCase("entra", "tenant=common", "tenant")]
    [TestCase("entra", "tenant={tenantid}", "tenant")]
    [TestCase("entra", "tenant=11111111-1111-4111-8111-11111111abcd cloud=login.evil.test", "cloud")]
    [TestCase("entra-organizations", "", "tenants")]
    [TestCase("entra-organizations", "tenants=contoso.example", "tenants")]
    [TestCase("auth0", "domain=https://example.auth0.com", "domain")]
    [TestCase("okta", "domain=example.okta.com/oauth2/default/v1", "domain")]
    [TestCase("cognito", "region=eu-central-1.evil.test/ pool=eu-central-1_a", "region")]
    [TestCase("authentik", "domain=authentik.example.org slug=a/b", "slug")]
    [TestCase("zitadel", "domain=example.zitadel.cloud", "project")]
    [TestCase("generic", "url=https://", "url")]
    [TestCase("generic", "url=ftp://login.example.org", "url")]
    [TestCase("generic", "url=https://:/", "url")]
    public void I10_A_wrong_value_is_found_with_its_field(string id, string entered, string fields)
    {
        var result = Apply(id, [.. entered.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]))]);

        Assert.That(result.Settings, Is.Null);
        Assert.That(result.Findings.Select(finding => finding.Field), Is.EqualTo(fields.Split(' ')));
        Assert.That(result.Findings.Select(finding => finding.Error.Code), Is.All.EqualTo(OidcErrorCodes.SettingsInvalid));
    }

    [Test]
    public void A_claim_that_is_named_after_the_client_needs_one()
    {
        var values = new Dictionary<string, string> { ["url"] = "https://sso.example.org", ["realm"] = "example" };

        var result = ProviderPresets.Find("keycloak")!.Apply(Before with { ClientId = " " }, values);

        Assert.That(result.Findings.Select(finding => finding.Field), Is.EqualTo(new[] { "ClientId" }));
    }

    [Test]
    public void A_client_id_is_taken_as_it_is()
    {
        var values = new Dictionary<string, string> { ["url"] = "https://sso.example.org", ["realm"] = "example" };

        var settings = ProviderPresets.Find("keycloak")!.Apply(Before with { ClientId = "{realm}" }, values).Settings!;

        Assert.That(settings.Roles.Claims[1].Path, Is.EqualTo("resource_access.{realm}.roles"));
    }

    private static PresetResult Apply(string id, params (string Name, string Value)[] values) =>
        ProviderPresets.Find(id)!.Apply(Before, values.ToDictionary(value => value.Name, value => value.Value));
}
