using System.Text;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Formats;

/// <summary>What a JSON document may and may not be.</summary>
[TestFixture]
internal sealed partial class SettingsFormatTests
{
    private static readonly OidcSettings Stored = new() { ClientId = "stored", ClientSecret = new Secret("s"), Issuer = IssuerUrl.Parse("https://op.example") };

    [Test]
    public void U2_Wrong_types_are_all_found_at_once()
    {
        // For each kind of field, everything in JSON that it is not.
        string[] any = ["\"x\"", "1", "true", "[1]", "[\"x\"]", "{\"a\":\"x\"}", "{\"a\":1}"];
        foreach (var value in any)
        {
            var fields = SettingsField.All.Where(field => !Fits(field.Kind, value)).ToArray();
            var format = new SettingsFormat([.. fields.Select(field => new FormatEntry(field.Name.Replace(':', '.'), field))]);
            var document = "{" + string.Join(',', fields.Select(field => $"\"{field.Name.Replace(':', '.')}\":{value}")) + "}";

            var reading = format.ReadJson(Encoding.UTF8.GetBytes(document), stored: null, OidcSettingsKey.Default);

            Assert.That(reading.Findings.Select(finding => finding.Field), Is.EquivalentTo(fields.Select(field => field.Name)), value);
            Assert.That(reading.Findings.Select(finding => finding.Error.Code), Is.All.EqualTo(OidcErrorCodes.SettingsInvalid));
            Assert.That(reading.ClientSecret.IsKeep, Is.True);
        }

        static bool Fits(SettingsFieldKind kind, string value) => kind switch
        {
            SettingsFieldKind.Text or SettingsFieldKind.Secret => value is "\"x\"",
            SettingsFieldKind.List => value is "\"x\"" or "[\"x\"]",
            SettingsFieldKind.Flag => value is "true",
            SettingsFieldKind.Seconds => value is "1",
            SettingsFieldKind.Pairs => value is "{\"a\":\"x\"}",
            _ => false,
        };
    }

    [TestCase("""{"clientID":"a"}""", "clientID")]
    [TestCase("""{"client_id":"a"}""", "client_id")]
    [TestCase("""{"ClientId":"a"}""", "ClientId")]
    [TestCase("""{"roles":{"Claims":[]}}""", "roles:Claims")]
    [TestCase("""{"roles:claims":[]}""", "roles:claims")]
    [TestCase("""{"roles":"admin"}""", "roles")]
    [TestCase("""{"version":"1","clientId":"a"}""", "version")]
    [TestCase("""{"tenantId":"other","clientId":"a"}""", "tenantId")]
    [TestCase("""{"secretProtected":"x"}""", "secretProtected")]
    [TestCase("""{"clientKey":"a"}""", "clientKey")]
    public void A267_A_member_that_is_no_setting_is_named(string document, string member)
    {
        var reading = Read(SettingsFormat.Default, document);

        Assert.That(reading.Findings.Select(finding => (finding.Field, finding.Error.Code)), Is.EqualTo(new[] { (member, OidcErrorCodes.SettingsMemberUnknown) }));
    }

    [Test]
    public void A_member_may_be_named_as_one_that_says_nothing()
    {
        var reading = SettingsFormat.Default.ReadJson("""{"clientId":"a","status":{"a":1}}"""u8.ToArray(), stored: null, OidcSettingsKey.Default, "status");

        Assert.That((reading.Findings.Count, reading.Settings.ClientId), Is.EqualTo((0, "a")));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"a\"")]
    [TestCase("{\"clientId\":\"a\"")]
    [TestCase("{\"clientId\":\"a\"} x")]
    [TestCase("{\"clientId\":\"a\",\"clientId\":\"b\"}")]
    [TestCase("{\"roles\":{},\"roles\":{}}")]
    [TestCase("{\"extraParameters\":{\"a\":\"1\",\"a\":\"2\"}}")]
    [TestCase("{\"clientId\":\"\\ud83d\"}")]
    [TestCase("{clientId:'a'}")]
    [TestCase("// comment\n{}")]
    public void A268_What_is_not_one_JSON_object_without_repeated_members_is_refused(string document) =>
        Assert.That(Refusal.CodeOf(() => Read(SettingsFormat.Default, document)), Is.EqualTo(OidcErrorCodes.SettingsDocument));

    [Test]
    public void A_document_above_the_limit_is_refused_and_one_at_the_limit_is_read()
    {
        var frame = "{\"clientId\":\"\"}".Length;
        byte[] Document(int length) => Encoding.UTF8.GetBytes($"{{\"clientId\":\"{new string('x', length - frame)}\"}}");

        Assert.That(SettingsFormat.Default.ReadJson(Document(SettingsFormat.MaxDocumentLength), stored: null, OidcSettingsKey.Default).Findings, Is.Empty);
        Assert.That(
            Refusal.CodeOf(() => SettingsFormat.Default.ReadJson(Document(SettingsFormat.MaxDocumentLength + 1), stored: null, OidcSettingsKey.Default)),
            Is.EqualTo(OidcErrorCodes.SettingsDocument));
    }

    [Test]
    public void Texts_of_64_KB_are_read_or_refused_and_never_repeated()
    {
        var text = new string('x', 64 * 1024);

        var accepted = Read(SettingsFormat.Default, $$"""{"clientId":"{{text}}"}""");
        var refused = Read(SettingsFormat.Default, $$"""{"{{text}}":1,"responseMode":"{{text}}","issuer":"https://{{text}}"}""");

        Assert.That(accepted.Settings.ClientId, Is.EqualTo(text));
        Assert.That(refused.Findings, Has.Count.EqualTo(3));
        Assert.That(refused.Findings.Select(finding => finding.Field.Length + finding.Error.Message.Length + finding.Error.Remedy.Length), Is.All.LessThan(1000));
    }

    [Test]
    public void A_mistyped_secret_is_not_repeated()
    {
        var reading = Read(SettingsFormat.Default, """{"clientSecret":["canary"]}""");

        Assert.That(reading.Findings.Select(finding => finding.Field), Is.EqualTo(new[] { "ClientSecret" }));
        Assert.That($"{reading.Findings[0].Error} {reading}", Does.Not.Contain("canary"));
    }

    [Test]
    public void M5_A_secret_is_written_and_never_shown_and_an_empty_one_keeps_the_stored_one()
    {
        Assert.That(Read(SettingsFormat.Default, """{"clientSecret":"new"}""").ClientSecret.Replacement?.Reveal(), Is.EqualTo("new"));
        foreach (var document in new[] { "{}", """{"clientSecret":""}""", """{"clientSecret":null}""", """{"clientSecret":"  "}""" })
        {
            Assert.That(Read(SettingsFormat.Default, document).ClientSecret.IsKeep, Is.True, document);
        }

        Assert.That(SettingsFormat.Default.WriteJson(Stored).ToJsonString(), Does.Not.Contain("ecret\":").And.Not.Contains("\"s\""));
    }

    [Test]
    public void M1_An_empty_document_is_the_defaults_switched_off()
    {
        var reading = Read(SettingsFormat.Default, "{}");

        Assert.That(reading.Settings, Is.EqualTo(new OidcSettings { ClientId = "", Enabled = false }).UsingPropertiesComparer());
        Assert.That((reading.Findings.Count, reading.ClientSecret.IsKeep), Is.EqualTo((0, true)));
    }

    [Test]
    public void Nobody_switches_sign_in_on_by_leaving_something_out()
    {
        Assert.That(Read(SettingsFormat.Default, """{"clientId":"a"}""").Settings.Enabled, Is.False);
        Assert.That(Read(SettingsFormat.Default, """{"clientId":"a","enabled":true}""").Settings.Enabled, Is.True);
    }

    [Test]
    public void A_name_stands_for_one_field()
    {
        Assert.That(() => new SettingsFormat(new FormatEntry("id", SettingsField.ClientId), new FormatEntry("id", SettingsField.Prompt)), Throws.ArgumentException);
    }

    private static SettingsReading Read(SettingsFormat format, string document, OidcSettings? stored = null) =>
        format.ReadJson(Encoding.UTF8.GetBytes(document), stored, OidcSettingsKey.Default);
}
