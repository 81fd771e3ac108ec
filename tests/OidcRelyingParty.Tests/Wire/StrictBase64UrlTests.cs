using System.Buffers.Text;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Tests.Wire;

internal sealed class StrictBase64UrlTests
{
    [Test]
    public void Every_length_comes_back_as_it_was()
    {
        for (var length = 0; length < 70; length++)
        {
            var bytes = Enumerable.Range(0, length).Select(i => (byte)((i * 37) + 251)).ToArray();

            Assert.That(StrictBase64Url.TryDecode(Base64Url.EncodeToString(bytes), out var decoded), Is.True);
            Assert.That(decoded, Is.EqualTo(bytes));
        }
    }

    [TestCase("QQ==")]
    [TestCase("QQ=")]
    [TestCase("QUI=")]
    [TestCase("QUJD=")]
    [TestCase(" QUJD")]
    [TestCase("QUJD ")]
    [TestCase("QU JD")]
    [TestCase("QUJD\n")]
    [TestCase("QU\r\nJD")]
    [TestCase("QUJ\t")]
    [TestCase("QU+D")]
    [TestCase("QU/D")]
    [TestCase("QU\0D")]
    [TestCase("QU.D")]
    [TestCase("QU%D")]
    [TestCase("QUÄD")]
    [TestCase("QU\uFF21D")]
    [TestCase("Q")]
    [TestCase("QUJDR")]
    public void A123_Anything_outside_the_alphabet_or_of_an_impossible_length_is_refused(string text)
    {
        var decoded = StrictBase64Url.TryDecode(text, out var bytes);

        Assert.That(decoded, Is.False);
        Assert.That(bytes, Is.Null);
    }

    [Test]
    public void A123_Of_all_the_last_characters_only_those_with_zero_bits_are_accepted()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        var lastOfTwo = alphabet.Where(c => StrictBase64Url.TryDecode("QUJDQ" + c, out _));
        var lastOfThree = alphabet.Where(c => StrictBase64Url.TryDecode("QUJDQU" + c, out _));

        Assert.That(string.Concat(lastOfTwo), Is.EqualTo("AQgw"));
        Assert.That(string.Concat(lastOfThree), Is.EqualTo("AEIMQUYcgkosw048"));
    }
}
