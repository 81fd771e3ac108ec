using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Formats;

[TestFixture]
internal sealed class SettingsFormatTests
{
    private static readonly OidcSettingsKey Key = new("tenant-1", "entra");

    private static readonly OidcSettings Full = new()
    {
        Key = Key,
        Enabled = false,
        Issuer = IssuerUrl.Parse("https://op.example.test/realms/one"),
        MetadataAddress = new Uri("https://elsewhere.example.test/metadata"),
        BackchannelBaseUrl = new Uri("https://inside.example.test"),
        ClientId = "client",
        ClientAuthentication = ClientAuthenticationMethod.ClientSecretPost,
        ClientAssertionAudience = ClientAssertionAudience.TokenEndpoint,
        Scopes = ["openid", "email"],
        RedirectUri = new Uri("https://app.example.test/cb/"),
        ResponseMode = AuthorizationResponseMode.FormPost,
        IdTokenSigningAlgorithms = ["ES256"],
        TrustedAudiences = ["api"],
        AllowedIssuerTenants = ["9188040d-6c67-4c5b-b112-36a304b66dad"],
        Prompt = "login",
        MaxAge = TimeSpan.FromMinutes(5),
        AcrValues = ["urn:mfa"],
        RequireAcr = true,
        UiLocales = "de en",
        Resources = ["https://api.example.test"],
        ExtraParameters = new Dictionary<string, string> { ["kc_idp_hint"] = "github" },
        UserInfo = UserInfoUse.BestEffort,
        Roles = new RoleMapping
        {
            Claims = [new RoleClaim("realm_access.roles") { Source = RoleClaimSource.AccessToken }, new RoleClaim("a;b c%") { Shape = RoleClaimShape.Delimited, Delimiter = "; ", Prefix = "app-", Member = "id" }],
            Rules = [new RoleRule("staff", "user"), new RoleRule("staff", "reader"), new RoleRule("guests", "user") { Effect = RoleRuleEffect.Withhold }],
            Comparison = RoleValueComparison.OrdinalIgnoreCase,
            Strategy = RoleStrategy.FirstRule,
            Unmapped = UnmappedRoleValue.IsRole,
            DefaultRoles = ["untrusted"],
            WhenNone = NoRolesBehavior.RefuseSignIn,
            WhenUnknown = UnknownRolesBehavior.KeepStored,
            Authority = RoleAuthority.FirstSignIn,
        },
        Provisioning = new ProvisioningPolicy
        {
            CreateAccounts = true, EmailDomains = [], UserIdClaim = "email", UserNameClaim = null, Linking = AccountLinking.ByVerifiedEmail, MatchIgnoringCase = true,
        },
        SingleSignOut = false,
        AllowLogoutTokenWithoutExpiry = true,
        AllowFrontChannelLogoutWithoutSession = true,
        AutoSignIn = true,
        SingleSignOnOnly = true,
        FrontEndUrl = new Uri("https://app.example.test/"),
        AllowTokenInFragment = true,
        SessionLifetime = TimeSpan.FromHours(2),
        SessionEndsWithAccessToken = true,
        HostValues = new Dictionary<string, string> { ["theme"] = "dark" },
    };

    [Test]
    public void Every_field_comes_back_as_it_was_written()
    {
        foreach (var format in new[] { SettingsFormat.Default, SettingsFormat.SnakeCase })
        {
            var written = format.WriteJson(Full);

            var read = Read(format, written.ToJsonString(), stored: Full with { ClientSecret = new Secret("stored") });

            Assert.That(read.Findings, Is.Empty, written.ToJsonString());
            Assert.That(format.WriteJson(read.Settings).ToJsonString(), Is.EqualTo(written.ToJsonString()));
            Assert.That(read.Settings with { ClientSecret = null }, Is.EqualTo(Full).UsingPropertiesComparer());
        }
    }

    [Test]
    public void M1_An_empty_document_is_the_defaults_switched_off()
    {
        var read = Read(SettingsFormat.Default, "{}", stored: null);

        Assert.That(read.Settings, Is.EqualTo(new OidcSettings { ClientId = "", Key = Key, Enabled = false }).UsingPropertiesComparer());
        Assert.That(read.ClientSecret.IsKeep, Is.True);
    }

    [Test]
    public void A267_Every_member_that_is_no_setting_is_named()
    {
        var read = Read(SettingsFormat.Default, """{"id":1,"tenantId":"other","isSuperAdmin":true,"clientID":"x","version":"9","secretProtected":"x","roles":{"claim":"groups"}}""", stored: null);

        Assert.That(read.Findings.Select(finding => finding.Error.Code), Is.All.EqualTo(OidcErrorCodes.SettingsMemberUnknown));
        Assert.That(read.Findings.Select(finding => finding.Field), Is.EqualTo(new[] { "id", "tenantId", "isSuperAdmin", "clientID", "version", "secretProtected", "roles:claim" }));
    }

    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{} {}")]
    [TestCase("""{"clientId":"a","clientId":"b"}""")]
    [TestCase("null")]
    public void A268_What_is_not_one_object_without_repeated_members_is_refused(string json)
    {
        var exception = Assert.Throws<OidcException>(() => Read(SettingsFormat.Default, json, stored: null));

        Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.SettingsDocument));
    }

    [Test]
    public void A_document_that_is_too_long_is_refused()
    {
        var json = new JsonObject { ["clientId"] = new string('x', SettingsFormat.MaxDocumentLength) }.ToJsonString();

        Assert.That(Assert.Throws<OidcException>(() => Read(SettingsFormat.Default, json, stored: null)).Error.Code, Is.EqualTo(OidcErrorCodes.SettingsDocument));
    }

    [Test]
    public void U2_Every_value_of_a_wrong_type_is_named_at_once()
    {
        var read = Read(
            SettingsFormat.Default,
            """{"enabled":"true","issuer":7,"clientId":true,"clientSecret":["x"],"scopes":{"a":"b"},"maxAge":"soon","responseMode":"fragment","extraParameters":["x"],"redirectUri":"/cb","roles":{"claims":[1]}}""",
            stored: null);

        Assert.That(read.Findings.Select(finding => finding.Field), Is.EquivalentTo(new[]
        {
            "Enabled", "Issuer", "ClientId", "ClientSecret", "Scopes", "MaxAge", "ResponseMode", "ExtraParameters", "RedirectUri", "Roles:Claims",
        }));
        Assert.That(read.Findings.Select(finding => finding.Error.Code), Is.All.EqualTo(OidcErrorCodes.SettingsInvalid));
    }

    [Test]
    public void I3_With_an_issuer_every_missing_setting_is_named_in_one_answer()
    {
        var read = Read(SettingsFormat.SnakeCase, """{"oidc_issuer":"https://op.example.test"}""", stored: null);

        Assert.That(read.Findings.Select(finding => (finding.Field, finding.Error.Code)), Is.EquivalentTo(new[]
        {
            ("ClientId", OidcErrorCodes.SettingsRequired), ("ClientSecret", OidcErrorCodes.SettingsRequired), ("RedirectUri", OidcErrorCodes.SettingsRequired),
        }));
        Assert.That(read.Settings.Scopes, Is.EqualTo(new[] { "openid", "profile", "email" }));
    }

    [Test]
    public void I3_Without_an_issuer_OIDC_is_off_and_the_rest_is_ignored()
    {
        var read = Read(SettingsFormat.SnakeCase, """{"oidc_issuer":"","oidc_redirect_url":"nonsense","oidc_scopes":7}""", stored: null);

        Assert.That((read.Settings.Enabled, read.Findings.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public void U2_What_is_required_on_the_first_write_stays_later_when_it_is_left_out()
    {
        var format = new SettingsFormat(new("id", SettingsField.ClientId, FieldRequirement.OnFirstWrite), new("secret", SettingsField.ClientSecret, FieldRequirement.OnFirstWrite));

        var first = Read(format, "{}", stored: null);
        var later = Read(format, "{}", stored: Full);

        Assert.That(first.Findings.Select(finding => finding.Error.Code), Is.EqualTo(new[] { OidcErrorCodes.SettingsRequired, OidcErrorCodes.SettingsRequired }));
        Assert.That((later.Findings.Count, later.Settings.ClientId, later.Settings.Prompt), Is.EqualTo((0, "client", "login")), "what has no field here stays too");
    }

    [TestCase("groups")]
    [TestCase("access_token:realm_access.roles")]
    [TestCase("urn:zitadel:iam:org:project:roles;shape=keys")]
    [TestCase("groups;shape=delimited;delimiter=,;prefix=app-")]
    [TestCase("userinfo:a%20b%3B;shape=member;member=id")]
    public void A_role_claim_is_one_word(string text) => Assert.That(RoleClaim.TryParse(text)?.ToString(), Is.EqualTo(text));

    [TestCase("")]
    [TestCase("access_token:")]
    [TestCase("groups;shape=any")]
    [TestCase("groups;colour=red")]
    public void What_is_no_role_claim_is_none(string text) => Assert.That(RoleClaim.TryParse(text), Is.Null);

    private static SettingsReading Read(SettingsFormat format, string json, OidcSettings? stored) => format.ReadJson(Encoding.UTF8.GetBytes(json), stored, Key);
}
