using Microsoft.Extensions.Options;
using OidcRelyingParty.Providers;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tests.Architecture;

namespace OidcRelyingParty.Tests.Providers;

/// <summary>Each preset with what an administrator of such a provider would enter, and the settings that follow.</summary>
[TestFixture]
internal sealed class ProviderPresetsTests
{
    private const string Tenant = EntraHost.Contoso;
    private const string Organizations = "https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration";
    private const string Common = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration";

    private static readonly TestCaseData<string, string, string, string?, string>[] Presets =
    [
        new("keycloak", "url=https://sso.example.org realm=example", "https://sso.example.org/realms/example", null, "realm_access.roles resource_access.my.client.roles"),
        new("keycloak", "url=https://sso.example.org/auth realm=example", "https://sso.example.org/auth/realms/example", null, "realm_access.roles resource_access.my.client.roles"),
        new("entra", $"tenant={Tenant}", $"https://login.microsoftonline.com/{Tenant}/v2.0", null, "roles groups"),
        new("entra", $"tenant={Tenant} cloud=login.microsoftonline.us", $"https://login.microsoftonline.us/{Tenant}/v2.0", null, "roles groups"),
        new("entra-organizations", $"tenants={Tenant},{EntraHost.Fabrikam}", EntraHost.Template, Organizations, "roles groups"),
        new("entra-common", $"tenants={Tenant}", EntraHost.Template, Common, "roles groups"),
        new("auth0", "domain=example.eu.auth0.com", "https://example.eu.auth0.com/", null, ""),
        new("auth0", "domain=example.eu.auth0.com claim=https://example.org/roles", "https://example.eu.auth0.com/", null, "https://example.org/roles"),
        new("okta", "domain=example.okta.com", "https://example.okta.com", null, "groups"),
        new("okta", "domain=example.okta.com/oauth2/default", "https://example.okta.com/oauth2/default", null, "groups"),
        new("google", "", "https://accounts.google.com", null, ""),
        new("jumpcloud", "", "https://oauth.id.jumpcloud.com/", null, "groups"),
        new("jumpcloud", "claim=memberOf", "https://oauth.id.jumpcloud.com/", null, "memberOf"),
        new("authentik", "domain=authentik.example.org slug=my-app", "https://authentik.example.org/application/o/my-app/", null, "groups"),
        new("cognito", "region=eu-central-1 pool=eu-central-1_a1B2c3D4e", "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a1B2c3D4e", null, "cognito:groups"),
        new("zitadel", "domain=example.eu1.zitadel.cloud project=42", "https://example.eu1.zitadel.cloud", null, "urn:zitadel:iam:org:project:roles urn:zitadel:iam:org:project:42:roles"),
        new("generic", "url=https://login.example.org/", "https://login.example.org/", null, ""),
    ];

    private static readonly OidcSettings Blank = new()
    {
        ClientId = "my.client",
        ClientSecret = new Secret("a-secret-of-more-than-32-characters-as-HMAC-wants-it"),
    };

    private static IEnumerable<ProviderPreset> All => ProviderPresets.All;

    [TestCaseSource(nameof(Presets))]
    public void I10_A_preset_knows_issuer_metadata_address_and_claims(string id, string entered, string issuer, string? metadataAddress, string claims)
    {
        var settings = Apply(id, entered);

        Assert.That(settings.Issuer?.Value, Is.EqualTo(issuer));
        Assert.That(settings.MetadataAddress?.AbsoluteUri, Is.EqualTo(metadataAddress));
        Assert.That(settings.Roles.Claims.Select(claim => claim.Path), Is.EqualTo(claims.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [TestCaseSource(nameof(Presets))]
    public void I10_What_a_preset_makes_is_usable(string id, string entered, string issuer, string? metadataAddress, string claims)
    {
        var validator = new OidcSettingsValidator(Options.Create(new OidcRelyingPartyOptions()));

        Assert.That(validator.Validate(Apply(id, entered)), Is.Empty);
    }

    [TestCaseSource(nameof(Presets))]
    public async Task I10_A_user_of_such_a_provider_signs_in(string id, string entered, string issuer, string? metadataAddress, string claims)
    {
        await using var host = new CoreHost(provider: options =>
            options.Issuer = metadataAddress?[..^IssuerUrl.WellKnownPath.Length] ?? issuer);
        if (metadataAddress is not null)
        {
            host.Provider.Behaviour.Discovery = metadata => metadata["issuer"] = issuer;
            host.Provider.Behaviour.IssuerInAuthorizationResponse = false;
            host.SignInFrom(Tenant);
        }

        host.Change(settings => Apply(id, entered, settings));

        Assert.That((await host.SignInAsync()).Identity.Subject, Is.EqualTo("user-alice"));
    }

    [TestCaseSource(nameof(All))]
    public void I10_The_examples_of_a_preset_fit(ProviderPreset preset)
    {
        var result = preset.Apply(Blank, preset.Fields.ToDictionary(field => field.Name, field => field.Example));

        Assert.That(result.Findings, Is.Empty);
        Assert.That(result.Settings, Is.Not.Null);
    }

    [TestCaseSource(nameof(All))]
    public void I10_A_preset_is_complete_and_is_found_by_its_id(ProviderPreset preset)
    {
        Assert.That(ProviderPresets.Find(preset.Id), Is.SameAs(preset));
        Assert.That(preset.Name, Is.Not.Empty);
        Assert.That(preset.Quirks, Is.Not.Empty);
        Assert.That(preset.RedirectUriHint, Is.Not.Empty);
        Assert.That(preset.Scopes, Has.Member("openid"));
    }

    [TestCaseSource(nameof(All))]
    public void I10_A_preset_is_in_the_documentation(ProviderPreset preset) =>
        Assert.That(Repository.Read("docs/providers.md"), Does.Match($@"\n\| [^|]*`{preset.Id}`"));

    [TestCase("KEYCLOAK")]
    [TestCase("")]
    [TestCase(null)]
    public void There_is_no_preset_of_another_id(string? id) => Assert.That(ProviderPresets.Find(id), Is.Null);

    private static OidcSettings Apply(string id, string entered, OidcSettings? settings = null)
    {
        var result = ProviderPresets.Find(id)!.Apply(settings ?? Blank, Values(entered));
        Assert.That(result.Findings, Is.Empty);
        return result.Settings!; // there are no findings
    }

    private static Dictionary<string, string> Values(string entered) => entered.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
