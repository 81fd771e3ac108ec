using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing.Stores;

namespace OidcRelyingParty.Tests.Formats;

/// <summary>Every field, written and read again.</summary>
[TestFixture]
internal sealed class SettingsFieldTests
{
    private static readonly OidcSettingsKey Key = new("acme", "google");
    private static readonly OidcSettings Full = FullSettings.Settings(Key);
    private static readonly OidcSettings Defaults = new() { ClientId = "", Key = Key };

    private static IEnumerable<SettingsField> Shown => SettingsField.All.Where(one => !one.IsSecret);

    [TestCaseSource(nameof(Shown))]
    public void A_field_comes_back_as_it_was_shown(SettingsField field)
    {
        var shown = field.Show(Full)?.ToJsonString();
        Assert.That(shown, Is.Not.EqualTo(field.Show(Defaults)?.ToJsonString()), "or the sample shows nothing");

        var format = new SettingsFormat(new FormatEntry("it", field));
        var reading = format.ReadJson(Encoding.UTF8.GetBytes(format.WriteJson(Full).ToJsonString()), Defaults, Key);

        Assert.That(reading.Findings, Is.Empty);
        Assert.That(field.Show(reading.Settings)?.ToJsonString(), Is.EqualTo(shown));
    }

    [TestCaseSource(nameof(Shown))]
    public void A_field_that_is_null_or_absent_has_its_default(SettingsField field)
    {
        var format = new SettingsFormat(new FormatEntry("it", field));
        var off = field == SettingsField.Enabled ? Defaults with { Enabled = false } : Defaults;

        foreach (var document in new[] { "{}", "{\"it\":null}" })
        {
            var reading = format.ReadJson(Encoding.UTF8.GetBytes(document), Full with { Issuer = null, MetadataAddress = new Uri("https://op.example/.well-known/openid-configuration") }, Key);
            Assert.That(field.Show(reading.Settings)?.ToJsonString(), Is.EqualTo(field.Show(off)?.ToJsonString()), document);
        }
    }

    [Test]
    public void Everything_together_comes_back_as_equal_settings()
    {
        foreach (var format in new[] { SettingsFormat.Default, SettingsFormat.SnakeCase })
        {
            var reading = format.ReadJson(Encoding.UTF8.GetBytes(format.WriteJson(Full).ToJsonString()), Full, Key);

            Assert.That(reading.Findings, Is.Empty);
            Assert.That(reading.Settings, Is.EqualTo(Full).UsingPropertiesComparer());
        }
    }

    [Test]
    public void Every_property_of_the_settings_has_a_field()
    {
        // What a store says of them, and what no document may hold.
        string[] others = ["Key", "Version", "ProvenAt", "SecretsUnreadable", "ClientKey", "DecryptionKeys"];
        var named = SettingsField.All.Select(field => field.Name.Split(':')[0]).Select(name => name == "DiscoveryUrl" ? "MetadataAddress" : name);

        Assert.That(typeof(OidcSettings).GetProperties().Select(property => property.Name).Except(others), Is.EquivalentTo(named.Distinct()));
    }

    [TestCase("https://op.example/.well-known/openid-configuration")]
    [TestCase("https://op.example/x/.well-known/openid-configuration")]
    public void I2_A_discovery_URL_in_the_place_of_the_issuer_comes_back(string address)
    {
        var settings = Defaults with { MetadataAddress = new Uri(address) };

        foreach (var format in new[] { SettingsFormat.Default, new SettingsFormat(new FormatEntry("issuer", SettingsField.Issuer)) })
        {
            var reading = format.ReadJson(Encoding.UTF8.GetBytes(format.WriteJson(settings).ToJsonString()), settings, Key);
            Assert.That((reading.Settings.Issuer, reading.Settings.MetadataAddress?.OriginalString, reading.Findings.Count), Is.EqualTo(((IssuerUrl?)null, address, 0)));
        }
    }

    [Test]
    public void I2_A_discovery_URL_is_replaced_where_a_document_has_no_other_field_for_it()
    {
        var format = new SettingsFormat(new FormatEntry("issuer", SettingsField.Issuer));
        var stored = Defaults with { MetadataAddress = new Uri("https://old.example/.well-known/openid-configuration") };

        var other = Read(format, """{"issuer":"https://new.example/.well-known/openid-configuration"}""", stored);
        var plain = Read(format, """{"issuer":"https://new.example"}""", stored);

        Assert.That((other.Issuer, other.MetadataAddress?.Host), Is.EqualTo(((IssuerUrl?)null, "new.example")));
        Assert.That((plain.Issuer?.Value, plain.MetadataAddress), Is.EqualTo(("https://new.example", (Uri?)null)));
    }

    [Test]
    public void A_discovery_URL_and_another_one_in_the_place_of_the_issuer_are_a_contradiction()
    {
        var reading = SettingsFormat.Default.ReadJson(
            """{"issuer":"https://a.example/.well-known/openid-configuration","discoveryUrl":"https://b.example/.well-known/openid-configuration"}"""u8.ToArray(), stored: null, Key);

        Assert.That(reading.Findings.Select(finding => finding.Field), Is.EqualTo(new[] { "Issuer" }));
    }

    [Test]
    public void A_value_of_the_host_s_own_is_kept_as_text_and_leaves_the_others()
    {
        var format = new SettingsFormat(
            new FormatEntry("theme", SettingsField.HostValue("theme")),
            new FormatEntry("role", SettingsField.HostValue("role", "admin", "user")),
            new FormatEntry("roleId", SettingsField.HostNumber("roleId")),
            new FormatEntry("strict", SettingsField.HostFlag("strict")));
        var stored = Defaults with { HostValues = new Dictionary<string, string> { ["another"] = "stays", ["theme"] = "light" } };

        var settings = Read(format, """{"theme":"dark","role":"user","roleId":12,"strict":true}""", stored);

        Assert.That(settings.HostValues, Is.EquivalentTo(new Dictionary<string, string> { ["another"] = "stays", ["theme"] = "dark", ["role"] = "user", ["roleId"] = "12", ["strict"] = "true" }));
        Assert.That(JsonNode.DeepEquals(format.WriteJson(settings), JsonNode.Parse("""{"theme":"dark","role":"user","roleId":12,"strict":true}""")), Is.True);
        Assert.That(Read(format, "{}", settings).HostValues.Keys, Is.EqualTo(new[] { "another" }));
    }

    [TestCase("""{"role":"root"}""", "role: it must be one of admin, user.")]
    [TestCase("""{"role":7}""", "role: it must be one of admin, user, and is a number.")]
    [TestCase("""{"strict":"true"}""", "strict: it must be true or false, and is a text.")]
    [TestCase("""{"roles":"groups;shape=liszt"}""", "roles: it must be a list of claims such as groups or groups;shape=keys.")]
    [TestCase("""{"claim":"groups;shape=liszt"}""", "claim: it must be a list of claims such as groups or groups;shape=keys.")]
    [TestCase("""{"scope":7}""", "scope: it must be a text, and is a number.")]
    [TestCase("""{"issuer":"login.example.org"}""", "issuer: it must be an absolute https URL without query and fragment.")]
    public void What_is_wrong_with_a_value_is_said_of_what_was_written(string document, string message)
    {
        var format = new SettingsFormat(
            new FormatEntry("role", SettingsField.HostValue("role", "admin", "user")),
            new FormatEntry("roles", SettingsField.RoleClaims),
            new FormatEntry("claim", SettingsField.RoleClaims.AsText(' ')),
            new FormatEntry("scope", SettingsField.Scopes.AsText(' ')),
            new FormatEntry("issuer", SettingsField.Issuer),
            new FormatEntry("strict", SettingsField.HostFlag("strict")));

        var reading = format.ReadJson(Encoding.UTF8.GetBytes(document), Defaults, Key);

        Assert.That(reading.Findings.Single().Error.Message, Is.EqualTo(message));
    }

    [TestCase("""{"role":"root"}""")]
    [TestCase("""{"role":"Admin"}""")]
    [TestCase("""{"role":1}""")]
    [TestCase("""{"roleId":"12"}""")]
    [TestCase("""{"roleId":1.5}""")]
    [TestCase("""{"roleId":99999999999999999999}""")]
    [TestCase("""{"roleId":3}""")]
    [TestCase("""{"strict":"true"}""")]
    [TestCase("""{"strict":1}""")]
    public void A_value_of_the_host_s_own_is_checked(string document)
    {
        var format = new SettingsFormat(
            new FormatEntry("role", SettingsField.HostValue("role", "admin", "user")),
            new FormatEntry("roleId", SettingsField.HostNumber("roleId", 1, 2)),
            new FormatEntry("strict", SettingsField.HostFlag("strict")));

        var reading = format.ReadJson(Encoding.UTF8.GetBytes(document), Defaults, Key);

        Assert.That(reading.Findings.Select(finding => finding.Error.Code), Is.EqualTo(new[] { OidcErrorCodes.SettingsInvalid }));
        Assert.That(reading.Settings.HostValues, Is.Empty);
    }

    private static OidcSettings Read(SettingsFormat format, string document, OidcSettings stored)
    {
        var reading = format.ReadJson(Encoding.UTF8.GetBytes(document), stored, Key);
        Assert.That(reading.Findings, Is.Empty);
        return reading.Settings;
    }
}
