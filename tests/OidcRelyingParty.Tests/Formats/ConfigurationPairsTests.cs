using System.Text;
using Microsoft.Extensions.Configuration;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Formats;

[TestFixture]
internal sealed class ConfigurationPairsTests
{
    [TestCase("admin")]
    [TestCase("/staff")]
    [TestCase("urn:example:admin")]
    [TestCase("https://example.org/roles/admin")]
    public void A_rule_is_read_whatever_characters_its_value_has(string value)
    {
        var settings = Read($$"""{ "Oidc": { "Issuer": "https://op.example.test", "Roles": { "Rules": { "{{value}}": "administrator" } } } }""");

        Assert.That(settings.Roles.Rules, Is.EqualTo(new[] { new RoleRule(value, "administrator") }));
    }

    [Test]
    public void An_extra_parameter_may_have_a_colon_in_its_name()
    {
        var settings = Read("""{ "Oidc": { "Issuer": "https://op.example.test", "ExtraParameters": { "urn:example:hint": "x" } } }""");

        Assert.That(settings.ExtraParameters, Contains.Key("urn:example:hint").WithValue("x"));
    }

    private static OidcSettings Read(string json)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        return new ConfigurationSettingsReader(configuration.GetSection("Oidc")).Read(OidcSettingsKey.Default)!; // an issuer is named
    }
}
