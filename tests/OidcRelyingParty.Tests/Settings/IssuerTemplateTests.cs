using Microsoft.Extensions.Options;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tests.Jose;

namespace OidcRelyingParty.Tests.Settings;

[TestFixture]
internal sealed class IssuerTemplateTests
{
    private const string Tenant = EntraHost.Contoso;

    private static readonly OidcSettings Good = new()
    {
        Issuer = IssuerUrl.Parse(EntraHost.Template),
        MetadataAddress = new Uri("https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration"),
        AllowedIssuerTenants = [Tenant],
        ClientId = "client",
        ClientSecret = new Secret("a-secret-of-more-than-32-characters-as-HMAC-wants-it"),
    };

    private static readonly TestCaseData<OidcSettings, string>[] Broken =
    [
        new(Good with { AllowedIssuerTenants = [] }, "AllowedIssuerTenants"),
        new(Good with { AllowedIssuerTenants = ["contoso.example"] }, "AllowedIssuerTenants"),
        new(Good with { AllowedIssuerTenants = [Tenant, ""] }, "AllowedIssuerTenants"),
        new(Good with { AllowedIssuerTenants = [" " + Tenant] }, "AllowedIssuerTenants"),
        new(Good with { AllowedIssuerTenants = [Tenant.Replace("-", "", StringComparison.Ordinal)] }, "AllowedIssuerTenants"),
        new(Good with { AllowedIssuerTenants = ["{tenantid}"] }, "AllowedIssuerTenants"),
        new(Good with { MetadataAddress = null }, "MetadataAddress"),
        new(Good with { ClientKey = ClientPrivateKey.FromPem(TestKeys.P256.ExportPkcs8PrivateKeyPem()) }, "ClientAssertionAudience"),
    ];

    [Test]
    public void I10_An_issuer_for_several_tenants_is_usable_with_a_list_of_them() => Assert.That(Validate(Good), Is.Empty);

    [TestCaseSource(nameof(Broken))]
    public void I10_What_an_issuer_for_several_tenants_lacks_is_found(OidcSettings settings, string field) =>
        Assert.That(Validate(settings).Select(finding => finding.Field), Is.EqualTo(new[] { field }));

    [TestCase("https://a.test/{tenantid}/v2.0", "https://a.test/" + Tenant + "/v2.0", Tenant)]
    [TestCase("https://a.test/{tenantid}", "https://a.test/" + Tenant, Tenant)]
    [TestCase("https://a.test/{tenantid}/{tenantid}", "https://a.test/" + Tenant + "/" + Tenant, Tenant)]
    [TestCase("https://a.test/{tenantid}/{tenantid}", "https://a.test/" + Tenant + "/" + EntraHost.Fabrikam, null)]
    [TestCase("https://a.test/{tenantid}/v2.0", "https://a.test/" + Tenant + "/v2.0/", null)]
    [TestCase("https://a.test/{tenantid}/v2.0", "https://a.test/" + Tenant, null)]
    [TestCase("https://a.test/{tenantid}/v2.0", "https://a.test/", null)]
    [TestCase("https://a.test/{tenantid}/v2.0", "", null)]
    [TestCase("https://a.test/v2.0", "https://a.test/v2.0", null)]
    public void A_tenant_is_found_only_in_an_issuer_of_exactly_this_template(string template, string issuer, string? tenant) =>
        Assert.That(IssuerTemplate.FindTenant(template, issuer), Is.EqualTo(tenant));

    private static IReadOnlyList<SettingsFinding> Validate(OidcSettings settings) =>
        new OidcSettingsValidator(Options.Create(new OidcRelyingPartyOptions())).Validate(settings);
}
