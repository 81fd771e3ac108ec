using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Settings;

[TestFixture]
public class ProviderAddressReuseTests
{
    private static readonly OidcSettings Example = new() { Issuer = IssuerUrl.Parse("https://op.example.test"), ClientId = "client" };

    [Test]
    public void The_address_is_made_once_for_a_snapshot_of_the_settings()
    {
        var first = ProviderAddress.Of(Example);

        Assert.That(ProviderAddress.Of(Example), Is.SameAs(first));
    }

    [Test]
    public void A_changed_copy_of_the_settings_has_its_own_address()
    {
        var before = ProviderAddress.Of(Example);
        var moved = Example with { Issuer = IssuerUrl.Parse("https://other.example.test") };

        Assert.That(ProviderAddress.Of(moved), Is.Not.EqualTo(before));
    }
}
