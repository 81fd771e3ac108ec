using Microsoft.Extensions.Configuration;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tests.Jose;

namespace OidcRelyingParty.Tests.Formats;

[TestFixture]
internal sealed class ConfigurationSettingsReaderTests
{
    private string _keyFile = null!;

    [OneTimeSetUp]
    public void WriteKeyFile()
    {
        _keyFile = Path.GetTempFileName();
        File.WriteAllText(_keyFile, TestKeys.P256.ExportPkcs8PrivateKeyPem());
    }

    [OneTimeTearDown]
    public void DeleteKeyFile() => File.Delete(_keyFile);

    [Test]
    public void Without_a_provider_OIDC_is_off_and_the_rest_is_not_looked_at()
    {
        Assert.That(Read(), Is.Null);
        Assert.That(Read(("Issuer", " "), ("DiscoveryUrl", ""), ("MaxAge", "nonsense")), Is.Null);
    }

    [Test]
    public void What_is_not_there_has_its_default()
    {
        var settings = Read(("Issuer", "https://op.example.test"))!;

        Assert.That(settings, Is.EqualTo(new OidcSettings { ClientId = "", Issuer = settings.Issuer, Version = settings.Version }).UsingPropertiesComparer());
    }

    [Test]
    public void Every_key_is_read()
    {
        var settings = Read(
            ("Issuer", " https://op.example.test/realms/one "), ("DiscoveryUrl", "https://elsewhere.example.test/metadata"),
            ("BackchannelBaseUrl", "http://keycloak:8080"), ("Enabled", "FALSE"), ("ClientId", "client"), ("ClientSecret", "secret"),
            ("ClientKeyFile", _keyFile), ("ClientKeyId", "kid-1"), ("DecryptionKeyFile", _keyFile), ("DecryptionKeyId", "kid-2"),
            ("ClientAuthentication", "private_key_jwt"), ("ClientAssertionAudience", "token_endpoint"), ("Scopes", "openid  email"),
            ("RedirectUri", "https://rp.example.test/cb"), ("ResponseMode", "form_post"), ("IdTokenSigningAlgorithms", "ES256 RS256"),
            ("Prompt", "login"), ("MaxAge", "300"), ("AcrValues:0", "urn:mfa"), ("AcrValues:1", "urn:hardware"), ("RequireAcr", "true"),
            ("UiLocales", "de en"), ("Resources", "https://api.example.test"), ("ExtraParameters:kc_idp_hint", "github"),
            ("UserInfo", "best_effort"), ("Roles:Claims", "groups realm_access.roles"), ("Roles:Rules:staff", "user"),
            ("Roles:Unmapped", "is_role"), ("SingleSignOut", "false"))!;

        Assert.Multiple(() =>
        {
            Assert.That(settings.Key, Is.EqualTo(OidcSettingsKey.Default));
            Assert.That(settings.Issuer?.Value, Is.EqualTo("https://op.example.test/realms/one"));
            Assert.That(settings.MetadataAddress, Is.EqualTo(new Uri("https://elsewhere.example.test/metadata")));
            Assert.That(settings.BackchannelBaseUrl, Is.EqualTo(new Uri("http://keycloak:8080")));
            Assert.That((settings.Enabled, settings.RequireAcr, settings.SingleSignOut), Is.EqualTo((false, true, false)));
            Assert.That((settings.ClientId, settings.ClientSecret?.Reveal()), Is.EqualTo(("client", "secret")));
            Assert.That((settings.ClientKey?.KeyId, settings.DecryptionKeys.Single().KeyId), Is.EqualTo(("kid-1", "kid-2")));
            Assert.That(settings.ClientAuthentication, Is.EqualTo(ClientAuthenticationMethod.PrivateKeyJwt));
            Assert.That(settings.ClientAssertionAudience, Is.EqualTo(ClientAssertionAudience.TokenEndpoint));
            Assert.That(settings.Scopes, Is.EqualTo(new[] { "openid", "email" }));
            Assert.That((settings.RedirectUri, settings.ResponseMode), Is.EqualTo((new Uri("https://rp.example.test/cb"), AuthorizationResponseMode.FormPost)));
            Assert.That(settings.IdTokenSigningAlgorithms, Is.EqualTo(new[] { "ES256", "RS256" }));
            Assert.That((settings.Prompt, settings.MaxAge, settings.UiLocales), Is.EqualTo(("login", TimeSpan.FromMinutes(5), "de en")));
            Assert.That(settings.AcrValues, Is.EqualTo(new[] { "urn:mfa", "urn:hardware" }));
            Assert.That(settings.Resources, Is.EqualTo(new[] { "https://api.example.test" }));
            Assert.That(settings.ExtraParameters, Is.EqualTo(new Dictionary<string, string> { ["kc_idp_hint"] = "github" }));
            Assert.That(settings.UserInfo, Is.EqualTo(UserInfoUse.BestEffort));
            Assert.That(settings.Roles.Claims, Is.EqualTo(new RoleClaim[] { "groups", "realm_access.roles" }));
            Assert.That(settings.Roles.Rules, Is.EqualTo(new[] { new RoleRule("staff", "user") }));
            Assert.That(settings.Roles.Unmapped, Is.EqualTo(UnmappedRoleValue.IsRole));
        });
    }

    [Test]
    public void A_value_of_a_role_claim_may_hold_colons()
    {
        // A colon separates the levels of a configuration key, so JSON with this name arrives as deeper levels.
        var settings = Read(("Issuer", "https://op.example.test"), ("Roles:Rules:urn:example:admins", "admin"), ("ExtraParameters:a:b", "c"))!;

        Assert.That(settings.Roles.Rules, Is.EqualTo(new[] { new RoleRule("urn:example:admins", "admin") }));
        Assert.That(settings.ExtraParameters, Is.EqualTo(new Dictionary<string, string> { ["a:b"] = "c" }));
    }

    [TestCase("Issuer")]
    [TestCase("DiscoveryUrl")]
    public void The_discovery_URL_is_understood_in_either_place(string key)
    {
        var settings = Read((key, "https://op.example.test/x/.well-known/openid-configuration"))!;

        Assert.That(settings.MetadataAddress, Is.EqualTo(new Uri("https://op.example.test/x/.well-known/openid-configuration")));
        Assert.That(settings.Issuer, Is.Null);
    }

    [TestCase("Issuer", "op.example.test")]
    [TestCase("Issuer", "https://op.example.test?x")]
    [TestCase("Issuer", "not a URL/.well-known/openid-configuration")]
    [TestCase("DiscoveryUrl", "//op.example.test/metadata")]
    [TestCase("DiscoveryUrl", "file:///etc/metadata")]
    [TestCase("BackchannelBaseUrl", "keycloak:8080")]
    [TestCase("RedirectUri", "/signin-oidc")]
    [TestCase("Enabled", "yes")]
    [TestCase("RequireAcr", "1")]
    [TestCase("SingleSignOut", "off")]
    [TestCase("MaxAge", "-1")]
    [TestCase("MaxAge", "5m")]
    [TestCase("MaxAge", "1.5")]
    [TestCase("MaxAge", "99999999999")]
    [TestCase("ClientAuthentication", "client_secret")]
    [TestCase("ClientAuthentication", "0")]
    [TestCase("ClientAssertionAudience", "both")]
    [TestCase("ResponseMode", "fragment")]
    [TestCase("UserInfo", "sometimes")]
    [TestCase("Roles:Unmapped", "admin")]
    [TestCase("ClientKeyFile", "/does/not/exist.pem")]
    [TestCase("DecryptionKeyFile", "/")]
    public void A_value_that_cannot_be_read_is_named(string key, string value)
    {
        var others = key is "Issuer" ? [] : new[] { ("Issuer", "https://op.example.test") };

        var exception = Assert.Throws<OidcException>(() => Read([.. others, (key, value)]));

        Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.SettingsInvalid));
        Assert.That(exception.Error.Message, Does.StartWith(key + ": "));
        Assert.That(exception.Error.Remedy, Does.Contain(key));
    }

    [Test]
    public void The_version_is_the_same_after_a_restart_and_another_after_any_change()
    {
        (string Key, string? Value)[] values = [("Issuer", "https://op.example.test"), ("ClientId", "a"), ("ClientSecret", "s"), ("Roles:Rules:x", "y")];
        var version = Read(values)!.Version;

        Assert.That(Read(values)!.Version, Is.EqualTo(version));
        Assert.That(Read([.. values.Reverse()])!.Version, Is.EqualTo(version));
        Assert.That(Read([.. values.Where(value => value.Key != "ClientSecret"), ("ClientSecret", "t")])!.Version, Is.EqualTo(version), "it says nothing about the secret");
        Assert.That(version, Has.Length.InRange(1, 64));
        foreach (var changed in new[] { ("ClientId", "b"), ("Roles:Rules:x", "z"), ("Roles:Rules:new", "y") })
        {
            Assert.That(Read([.. values.Where(value => value.Key != changed.Item1), changed])!.Version, Is.Not.EqualTo(version), changed.Item1);
        }
    }

    private static OidcSettings? Read(params (string Key, string? Value)[] values) => new ConfigurationSettingsReader(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create("Oidc:" + value.Key, value.Value))).Build().GetSection("Oidc"))
        .Read(OidcSettingsKey.Default);
}
