using OidcRelyingParty.Formats;
using OidcRelyingParty.SettingsPage;

namespace OidcRelyingParty.AspNetCore.Tests.SettingsPage;

public sealed class FieldTextsTests
{
    [Test]
    public void M8_The_page_has_a_label_of_its_own_for_every_field()
    {
        var labels = SettingsField.All.Select(field => FieldTexts.Of(field).Label).ToArray();

        Assert.That(labels, Is.Unique);
        Assert.That(FieldTexts.Of(SettingsField.EmailDomains.AsText(',')), Is.EqualTo(FieldTexts.Of(SettingsField.EmailDomains)), "however a host has it written");
        Assert.That(SettingsField.All.Where(field => FieldTexts.Of(field).Label == field.Name).Select(field => field.Name), Is.SubsetOf(new[] { "Issuer", "Scopes", "Prompt", "Resources", "UserInfo" }));
    }
}
