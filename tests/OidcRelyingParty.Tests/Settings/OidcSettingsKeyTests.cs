using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Settings;

[TestFixture]
internal sealed class OidcSettingsKeyTests
{
    [TestCase("default")]
    [TestCase("a")]
    [TestCase("tenant-1")]
    [TestCase("a.b_c-d")]
    [TestCase("0123456789012345678901234567890123456789012345678901234567890123")]
    public void A_name_is_of_small_letters_digits_and_three_signs(string name) => Assert.That(OidcSettingsKey.IsValidName(name), Is.True);

    [TestCase(null)]
    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase(".hidden")]
    [TestCase("Tenant")]
    [TestCase("a b")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase("a%2fb")]
    [TestCase("a\0")]
    [TestCase("tenant\n")]
    [TestCase("ı")]
    [TestCase("а", Description = "Cyrillic")]
    [TestCase("ａ", Description = "full width")]
    [TestCase("01234567890123456789012345678901234567890123456789012345678901234")]
    public void A255_Two_spellings_never_mean_one_tenant(string? name) => Assert.That(OidcSettingsKey.IsValidName(name), Is.False);

    [Test]
    public void Keys_are_equal_when_both_parts_are()
    {
        Assert.That(new OidcSettingsKey("a"), Is.EqualTo(new OidcSettingsKey("a", "default")));
        Assert.That(new OidcSettingsKey("a", "b"), Is.Not.EqualTo(new OidcSettingsKey("b", "a")));
        Assert.That(new OidcSettingsKey("a", "b").ToString(), Is.EqualTo("a/b"));
    }
}
