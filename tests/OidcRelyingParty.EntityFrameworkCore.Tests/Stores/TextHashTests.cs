using System.Text;
using OidcRelyingParty.Accounts;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Stores;

/// <summary>Which texts the database takes for the same.</summary>
[TestFixture]
internal sealed class TextHashTests
{
    [Test]
    public void Texts_are_folded_alike_exactly_when_they_differ_in_capital_letters_alone()
    {
        var wrong = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value)).SelectMany(rune =>
        {
            string[] others = [Rune.ToUpperInvariant(rune).ToString(), Rune.ToLowerInvariant(rune).ToString(), rune.ToString().ToUpperInvariant(), rune.ToString().ToLowerInvariant()];
            return others.Where(other => other != rune.ToString()).Distinct().Select(other => (One: rune.ToString(), Other: other));
        }).Where(pair => pair.One.Equals(pair.Other, StringComparison.OrdinalIgnoreCase) != (TextHash.OfFolded(pair.One) == TextHash.OfFolded(pair.Other)));

        Assert.That(wrong, Is.Empty);
    }
}
