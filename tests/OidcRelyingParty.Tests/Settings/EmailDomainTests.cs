using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Settings;

[TestFixture]
internal sealed class EmailDomainTests
{
    [TestCase("example.org", "example.org")]
    [TestCase("EXAMPLE.org", "example.org")]
    [TestCase("bücher.example", "xn--bcher-kva.example")]
    [TestCase("BÜCHER.example", "xn--bcher-kva.example")]
    [TestCase("bu\u0308cher.example", "xn--bcher-kva.example")]
    [TestCase("XN--bcher-kva.example", "xn--bcher-kva.example")]
    [TestCase("a.b-c.d1", "a.b-c.d1")]
    public void U5_A_domain_is_compared_as_DNS_compares_it(string text, string domain) => Assert.That(EmailDomain.Parse(text), Is.EqualTo(domain));

    [TestCase("")]
    [TestCase("*")]
    [TestCase("*.com")]
    [TestCase(".com")]
    [TestCase("com")]
    [TestCase("com.")]
    [TestCase("corp.com.")]
    [TestCase("corp..com")]
    [TestCase("@corp.com")]
    [TestCase("a@corp.com")]
    [TestCase(" corp.com ")]
    [TestCase("corp.com\n")]
    [TestCase("corp.com,other.com")]
    [TestCase("-corp.com")]
    [TestCase("corp-.com")]
    [TestCase("co_rp.com")]
    [TestCase("127.0.0.1")]
    [TestCase("[::1]")]
    [TestCase("ｃorp.com", Description = "full-width c, which IDNA maps to a plain one")]
    [TestCase("corp\u3002com", Description = "another full stop, which IDNA maps to a plain one")]
    [TestCase("\u212Aorp.com", Description = "a Kelvin sign, whose small letter is k")]
    [TestCase("corp.com\u200b")]
    [TestCase("\ud800.com")]
    public void A229_What_is_not_one_whole_domain_is_none(string text) => Assert.That(EmailDomain.Parse(text), Is.Null);

    [Test]
    public void A240_A_text_of_a_megabyte_is_no_domain()
    {
        Assert.That(EmailDomain.Parse(new string('a', 1 << 20)), Is.Null);
        Assert.That(EmailDomain.Parse(new string('a', 64) + ".com"), Is.Null);
        Assert.That(EmailDomain.Parse(string.Join('.', Enumerable.Repeat("abcdefgh", 29))), Is.Null);
    }

    [TestCase("a@corp.com", "corp.com")]
    [TestCase("a@CORP.COM", "corp.com")]
    [TestCase("a@evil.com@corp.com", null)]
    [TestCase("\"a@evil.com\"@corp.com", null)]
    [TestCase("@corp.com", null)]
    [TestCase("corp.com", null)]
    [TestCase("a@", null)]
    public void A227_An_address_has_exactly_one_at_sign(string address, string? domain) => Assert.That(EmailDomain.OfAddress(address), Is.EqualTo(domain));
}
