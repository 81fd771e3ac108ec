using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing.Stores;

namespace OidcRelyingParty.Tests.Formats;

/// <summary>A role claim in one word, as it stands in configuration.</summary>
[TestFixture]
internal sealed class RoleClaimTextTests
{
    private static readonly string[] Pieces = [.. OddTexts.All, "", " ", ";", "%", "%41", "=", ":", "\u00a0", "\n", "shape=list", "access_token:x", "id_token:", "identity:id_token:x", "user_info:groups"];

    [Test]
    public void A_claim_comes_back_whatever_its_texts_are()
    {
        foreach (var (path, text) in Pieces.SelectMany(path => Pieces.Select(text => (path, text))).Where(pair => pair.path.Length > 0))
        {
            foreach (var source in Enum.GetValues<RoleClaimSource>())
            {
                var claim = new RoleClaim(path) { Source = source, Shape = RoleClaimShape.Delimited, Delimiter = text, Member = text, Prefix = text };
                Assert.That(RoleClaim.TryParse(claim.ToString()), Is.EqualTo(claim), claim.ToString());
                Assert.That(RoleClaim.TryParse(new RoleClaim(path) { Source = source }.ToString()), Is.EqualTo(new RoleClaim(path) { Source = source }));
            }
        }
    }

    [Test]
    public void A_claim_is_one_word()
    {
        var claim = new RoleClaim("my groups") { Shape = RoleClaimShape.Delimited, Delimiter = ", ", Prefix = "app admins;" };

        Assert.That(claim.ToString(), Is.EqualTo("my%20groups;shape=delimited;delimiter=,%20;prefix=app%20admins%3B"));
        Assert.That(new RoleClaim("groups").ToString(), Is.EqualTo("groups"));
    }

    [TestCase("")]
    [TestCase("access_token:")]
    [TestCase(";shape=list")]
    [TestCase("groups;shape=heap")]
    [TestCase("groups;shape=0")]
    [TestCase("groups;shape")]
    [TestCase("groups;")]
    [TestCase("groups;colour=red")]
    [TestCase("user_info:")]
    public void Something_else_is_no_claim(string text) => Assert.That(RoleClaim.TryParse(text), Is.Null);
}
