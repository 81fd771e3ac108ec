using Microsoft.Extensions.Options;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Settings;

/// <summary>Settings in which exactly one thing is wrong, and the field that is named.</summary>
[TestFixture]
internal sealed partial class OidcSettingsValidatorTests
{
    private static readonly OidcSettings Good = new()
    {
        Issuer = IssuerUrl.Parse("https://op.example.test"),
        ClientId = "client",
        ClientSecret = new Secret("a-secret-of-more-than-32-characters-as-HMAC-wants-it"),
    };

    private static readonly TestCaseData<OidcSettings, string>[] Broken =
    [
        Row("no issuer", Good with { Issuer = null }, "Issuer"),
        Row("http issuer", Good with { Issuer = IssuerUrl.Parse("http://op.example.test") }, "Issuer"),
        Row("http issuer on loopback", Good with { Issuer = IssuerUrl.Parse("http://127.0.0.1:8080") }, "Issuer"),
        Row("an address the issuer cannot be derived from", Good with { Issuer = null, MetadataAddress = new("https://op.example.test/metadata") }, "Issuer"),
        Row("a derived issuer with a query", Good with { Issuer = null, MetadataAddress = new("https://op.example.test/.well-known/openid-configuration?x=1") }, "Issuer"),
        Row("http metadata address", Good with { MetadataAddress = new("http://op.example.test/metadata") }, "MetadataAddress"),
        Row("file metadata address", Good with { MetadataAddress = new("file:///etc/metadata") }, "MetadataAddress"),
        Row("metadata address with a user", Good with { MetadataAddress = new("https://user@op.example.test/metadata") }, "MetadataAddress"),
        Row("relative metadata address", Good with { MetadataAddress = new("/metadata", UriKind.Relative) }, "MetadataAddress"),
        Row("http back channel", Good with { BackchannelBaseUrl = new("http://keycloak:8080") }, "BackchannelBaseUrl"),
        Row("redirect URI with a fragment", Good with { RedirectUri = new("https://rp.example.test/#x") }, "RedirectUri"),
        Row("http front end", Good with { FrontEndUrl = new("http://spa.example.test/") }, "FrontEndUrl"),
        Row("front end with a fragment", Good with { FrontEndUrl = new("https://spa.example.test/#code=x") }, "FrontEndUrl"),
        Row("front end that is a script", Good with { FrontEndUrl = new("javascript:alert(1)") }, "FrontEndUrl"),
        Row("http redirect URI", Good with { RedirectUri = new("http://rp.example.test/signin-oidc") }, "RedirectUri"),
        Row("no client id", Good with { ClientId = "" }, "ClientId"),
        Row("blank client id", Good with { ClientId = "  " }, "ClientId"),
        Row("basic without secret", Good with { ClientSecret = null, ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic }, "ClientSecret"),
        Row("post without secret", Good with { ClientSecret = null, ClientAuthentication = ClientAuthenticationMethod.ClientSecretPost }, "ClientSecret"),
        Row("secret JWT without secret", Good with { ClientSecret = null, ClientAuthentication = ClientAuthenticationMethod.ClientSecretJwt }, "ClientSecret"),
        Row("secret JWT with a short secret", Good with { ClientSecret = new("short"), ClientAuthentication = ClientAuthenticationMethod.ClientSecretJwt }, "ClientSecret"),
        Row("key JWT without key", Good with { ClientAuthentication = ClientAuthenticationMethod.PrivateKeyJwt }, "ClientKey"),
        Row("unknown client authentication", Good with { ClientAuthentication = (ClientAuthenticationMethod)99 }, "ClientAuthentication"),
        Row("unknown assertion audience", Good with { ClientAssertionAudience = (ClientAssertionAudience)99 }, "ClientAssertionAudience"),
        Row("unknown response mode", Good with { ResponseMode = (AuthorizationResponseMode)99 }, "ResponseMode"),
        Row("unknown use of UserInfo", Good with { UserInfo = (UserInfoUse)99 }, "UserInfo"),
        Row("empty scope", Good with { Scopes = ["openid", ""] }, "Scopes"),
        Row("scope with a space", Good with { Scopes = ["openid profile"] }, "Scopes"),
        Row("scope with a quote", Good with { Scopes = ["open\"id"] }, "Scopes"),
        Row("scope with a line break", Good with { Scopes = ["openid\n"] }, "Scopes"),
        Row("scope beyond ASCII", Good with { Scopes = ["öpenid"] }, "Scopes"),
        Row("empty acr value", Good with { AcrValues = [""] }, "AcrValues"),
        Row("acr value with a space", Good with { AcrValues = ["a b"] }, "AcrValues"),
        Row("nothing to require", Good with { RequireAcr = true }, "RequireAcr"),
        Row("negative maximum age", Good with { MaxAge = TimeSpan.FromSeconds(-1) }, "MaxAge"),
        Row("a parameter of the protocol", Good with { ExtraParameters = new Dictionary<string, string> { ["redirect_uri"] = "x" } }, "ExtraParameters"),
        Row("a parameter of the protocol in capitals", Good with { ExtraParameters = new Dictionary<string, string> { ["STATE"] = "x" } }, "ExtraParameters"),
        Row("a request object", Good with { ExtraParameters = new Dictionary<string, string> { ["request"] = "x" } }, "ExtraParameters"),
        Row("a parameter without name", Good with { ExtraParameters = new Dictionary<string, string> { [""] = "x" } }, "ExtraParameters"),
        Row("prompt none with another", Good with { Prompt = "login none" }, "Prompt"),
        Row("alg none", Good with { IdTokenSigningAlgorithms = ["none"] }, "IdTokenSigningAlgorithms"),
        Row("alg in small letters", Good with { IdTokenSigningAlgorithms = ["rs256"] }, "IdTokenSigningAlgorithms"),
        Row("secret and public keys together", Good with { IdTokenSigningAlgorithms = ["RS256", "HS256"] }, "IdTokenSigningAlgorithms"),
        Row("HS256 without secret", Good with { ClientSecret = null, IdTokenSigningAlgorithms = ["HS256"] }, "ClientSecret"),
        Row("HS256 with a short secret", Good with { ClientSecret = new("short"), IdTokenSigningAlgorithms = ["HS256"] }, "ClientSecret"),
        Row("a tenant in capitals", Good with { Key = new("Tenant") }, "Key"),
        Row("a provider with the name of the application's own login", Good with { Key = new("tenant", "local") }, "Key"),
        Row("a provider with a slash", Good with { Key = new("tenant", "a/b") }, "Key"),
        Row("no version", Good with { Version = "" }, "Version"),
        Row("a long version", Good with { Version = new string('x', 65) }, "Version"),
    ];

    private static readonly OidcSettings[] Usable =
    [
        Good,
        Good with { Issuer = null, MetadataAddress = new("https://op.example.test/x/.well-known/openid-configuration") },
        Good with { MetadataAddress = new("https://elsewhere.example.test/metadata?policy=1") },
        Good with { ClientSecret = null },
        Good with { ClientSecret = null, ClientAuthentication = ClientAuthenticationMethod.None },
        Good with { Scopes = [] },
        Good with { Scopes = ["openid", "urn:example:scope/read!"] },
        Good with { MaxAge = TimeSpan.Zero, Prompt = "login consent", AcrValues = ["urn:mfa"], RequireAcr = true },
        Good with { IdTokenSigningAlgorithms = ["HS256"] },
        Good with { IdTokenSigningAlgorithms = ["RS256", "EdDSA"] },
        Good with { ExtraParameters = new Dictionary<string, string> { ["kc_idp_hint"] = "github" } },
        Good with { Key = new("tenant-1", "entra.2_x"), Version = new string('x', 64) },
    ];

    [TestCaseSource(nameof(Usable))]
    public void Good_settings_have_no_findings(OidcSettings settings) => Assert.That(Validate(settings), Is.Empty);

    [TestCaseSource(nameof(Broken))]
    public void A273_What_is_wrong_is_found_with_its_field(OidcSettings settings, string field)
    {
        var findings = Validate(settings);

        Assert.That(findings.Select(finding => finding.Field), Is.EqualTo(new[] { field }));
        Assert.That(findings[0].Error.Code, Is.EqualTo(OidcErrorCodes.SettingsInvalid));
        Assert.That(findings[0].Error.Message, Does.StartWith(field + ": "));
        Assert.That(findings[0].Error.Remedy, Is.Not.Empty);
    }

    [Test]
    public void All_that_is_wrong_is_found_at_once()
    {
        var settings = Good with { Issuer = null, ClientId = "", Scopes = [""], MaxAge = TimeSpan.FromDays(-1), IdTokenSigningAlgorithms = ["none"] };

        Assert.That(Validate(settings).Select(finding => finding.Field), Is.EquivalentTo(new[] { "Issuer", "ClientId", "Scopes", "MaxAge", "IdTokenSigningAlgorithms" }));
    }

    [Test]
    public void Disabled_settings_may_be_incomplete_but_not_wrong()
    {
        var incomplete = new OidcSettings { ClientId = "", Enabled = false, ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic };

        Assert.That(Validate(incomplete), Is.Empty);
        Assert.That(Validate(incomplete with { Scopes = [""] }), Has.Count.EqualTo(1));
    }

    [TestCase("http://127.0.0.1:8080", true)]
    [TestCase("http://localhost:8080", true)]
    [TestCase("http://[::1]:8080", true)]
    [TestCase("http://127.1:8080", true)]
    [TestCase("http://keycloak:8080", true)]
    [TestCase("http://KEYCLOAK:8080", true)]
    [TestCase("http://keycloak.example.test", false)]
    [TestCase("http://localhost.example.test", false)]
    [TestCase("http://10.0.0.1", false)]
    public void Plain_http_is_for_the_hosts_that_the_options_name(string issuer, bool accepted)
    {
        var options = new OidcRelyingPartyOptions { AllowInsecureHttpOnLoopback = true, AllowInsecureHttpHosts = { "keycloak" } };

        Assert.That(new OidcSettingsValidator(Options.Create(options)).Validate(Good with { Issuer = IssuerUrl.Parse(issuer) }), accepted ? Is.Empty : Is.Not.Empty);
        Assert.That(Validate(Good with { Issuer = IssuerUrl.Parse(issuer) }), Is.Not.Empty, "Off by default.");
    }

    [TestCase("https://127.0.0.1")]
    [TestCase("https://localhost:8443")]
    [TestCase("https://10.0.0.1/realms/example")]
    [TestCase("https://169.254.169.254")]
    [TestCase("https://[fd00:ec2::254]")]
    [TestCase("https://100.100.100.200")]
    [TestCase("https://metadata.google.internal")]
    [TestCase("https://0x7f.1")]
    [TestCase("https://[::ffff:10.0.0.1]")]
    [TestCase("https://[64:ff9b::a9fe:a9fe]")]
    public void A150_A151_A152_An_address_inside_is_refused_in_every_field_that_is_asked(string url)
    {
        var settings = Good with { Issuer = IssuerUrl.Parse(url), MetadataAddress = new Uri(url), BackchannelBaseUrl = new Uri(url), RedirectUri = new Uri(url) };

        var findings = Validate(settings);

        Assert.That(findings.Select(finding => finding.Field), Is.EqualTo(new[] { "Issuer", "MetadataAddress", "BackchannelBaseUrl" }));
        Assert.That(findings.Select(finding => finding.Error.Code), Is.All.EqualTo(OidcErrorCodes.SettingsAddressRefused));
        Assert.That(findings.Select(finding => finding.Error.Remedy), Is.All.Contains(nameof(OidcRelyingPartyOptions.AllowedPrivateHosts)));
    }

    [TestCase("https://sso.corp.example", true)]
    [TestCase("https://10.0.0.1", true)]
    [TestCase("https://10.0.0.2", false)]
    public void A151_A_host_that_the_code_names_may_be_inside(string issuer, bool accepted)
    {
        var options = new OidcRelyingPartyOptions { AllowedPrivateHosts = { "sso.corp.example", "10.0.0.1" } };

        Assert.That(new OidcSettingsValidator(Options.Create(options)).Validate(Good with { Issuer = IssuerUrl.Parse(issuer) }), accepted ? Is.Empty : Has.Count.EqualTo(1));
    }

    [TestCase("https://user@op.example.test/.well-known/openid-configuration")]
    [TestCase("ftp://op.example.test/.well-known/openid-configuration")]
    [TestCase("gopher://op.example.test/.well-known/openid-configuration")]
    [TestCase("file:///.well-known/openid-configuration")]
    [TestCase("unix:/run/op.sock")]
    [TestCase("//op.example.test/.well-known/openid-configuration")]
    public void A159_A160_Only_https_to_a_host_is_an_address(string address)
    {
        var settings = Good with { MetadataAddress = new Uri(address, UriKind.RelativeOrAbsolute) };

        Assert.That(Validate(settings).Select(finding => finding.Error.Code), Is.EqualTo(new[] { OidcErrorCodes.SettingsInvalid }));
    }

    [Test]
    public void Findings_are_fit_for_a_log()
    {
        var settings = Good with { ClientSecret = new("short-secret"), ExtraParameters = new Dictionary<string, string> { ["bad\r\nname"] = "x", ["request"] = "x" }, Scopes = ["a\u001b b"], IdTokenSigningAlgorithms = ["HS256", "x\n"] };

        var messages = Validate(settings).Select(finding => finding.Error.Message).ToArray();

        Assert.That(messages, Has.Length.GreaterThan(3));
        Assert.That(messages, Has.None.Contains("short-secret"));
        Assert.That(string.Concat(messages).Where(char.IsControl), Is.Empty);
    }

    private static IReadOnlyList<SettingsFinding> Validate(OidcSettings settings) =>
        new OidcSettingsValidator(Options.Create(new OidcRelyingPartyOptions())).Validate(settings);

    private static TestCaseData<OidcSettings, string> Row(string what, OidcSettings settings, string field) =>
        new TestCaseData<OidcSettings, string>(settings, field).SetArgDisplayNames(what);
}
