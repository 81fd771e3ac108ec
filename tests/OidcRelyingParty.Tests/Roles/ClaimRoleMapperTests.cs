using System.Globalization;
using System.Text.Json;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Roles;

[TestFixture]
internal sealed partial class ClaimRoleMapperTests
{
    private static readonly RoleMapping AdminOnly = new() { Claims = ["groups"], Rules = [new RoleRule("admin", "Administrator")] };

    [TestCase("\"admin\"")]
    [TestCase("[\"admin\"]")]
    [TestCase("[\"staff\",\"admin\",\"admin\"]")]
    public void The_configured_value_gives_the_role_once(string groups) =>
        Assert.That(Map($$"""{"groups":{{groups}}}""", AdminOnly), Is.EqualTo(new[] { "Administrator" }));

    [TestCase("admin ")]
    [TestCase(" admin")]
    [TestCase("ADMIN")]
    [TestCase("Admin")]
    [TestCase("admins")]
    [TestCase("admi")]
    [TestCase("admin/../x")]
    [TestCase("/org/admin")]
    [TestCase("CN=admin,OU=evil")]
    [TestCase("admin\0")]
    [TestCase("аdmin", Description = "Cyrillic a")]
    [TestCase("ad\u00ADmin", Description = "soft hyphen")]
    public void A243_A_value_that_is_almost_the_configured_one_is_another(string value) =>
        Assert.That(Map(Groups(value), AdminOnly), Is.Empty);

    [TestCase("untrusted", "UNTRUSTED", ExpectedResult = true)]
    [TestCase("Trusted", "tRUSTED", ExpectedResult = true)]
    [TestCase("Ärzte", "äRZTE", ExpectedResult = true)]
    [TestCase("trusted", "trusted ", ExpectedResult = false)]
    [TestCase("trusted", "untrusted", ExpectedResult = false)]
    [TestCase("staff", "\u017Ftaff", ExpectedResult = false, Description = "long s")]
    [TestCase("kings", "\u212Aings", ExpectedResult = false, Description = "Kelvin sign")]
    [TestCase("admin", "adm\u0131n", ExpectedResult = false, Description = "dotless i")]
    [TestCase("ADMIN", "ADM\u0130N", ExpectedResult = false, Description = "dotted I")]
    public bool W4_Where_the_settings_say_so_only_capital_and_small_letters_are_the_same(string rule, string group)
    {
        var mapping = new RoleMapping { Claims = ["groups"], Rules = [new(rule, "role")], Comparison = RoleValueComparison.OrdinalIgnoreCase };

        return Map(Groups(group), mapping).Count == 1;
    }

    [Test]
    public void W4_A_text_or_a_list_names_the_roles_of_the_host([Values("\"{0}\"", "[\"{0}\"]")] string shape, [Values("untrusted", "Trusted", "ADMIN")] string group)
    {
        var mapping = new RoleMapping
        {
            Claims = ["groups"],
            Rules = [new("untrusted", "untrusted"), new("trusted", "trusted"), new("admin", "admin")],
            Comparison = RoleValueComparison.OrdinalIgnoreCase,
        };

        Assert.That(Map($$"""{"groups":{{string.Format(CultureInfo.InvariantCulture, shape, group)}}}""", mapping), Is.EqualTo(new[] { group.ToLowerInvariant() }));
    }

    [Test]
    public void A245_The_culture_of_the_process_changes_nothing([Values("tr-TR", "az-Latn-AZ", "de-DE", "")] string culture, [Values] RoleValueComparison comparison)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var mapping = new RoleMapping { Claims = ["groups"], Rules = [new("ADMIN", "upper"), new("admın", "dotless"), new("admin", "lower")], Comparison = comparison };

            Assert.That(Map("""{"groups":["admin"]}""", mapping), Is.EqualTo(comparison == RoleValueComparison.Ordinal ? ["lower"] : new[] { "upper", "lower" }));
            Assert.That(Map("""{"groups":["ADMIN"]}""", mapping), Is.EqualTo(comparison == RoleValueComparison.Ordinal ? ["upper"] : new[] { "upper", "lower" }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Several_values_may_give_one_role_and_one_value_several()
    {
        var mapping = new RoleMapping
        {
            Claims = ["groups", "roles"],
            Rules = [new RoleRule("a", "One"), new RoleRule("b", "One"), new RoleRule("b", "Two"), new RoleRule("c", "Three")],
        };

        Assert.That(Map("""{"groups":["b","a"],"roles":["c","b"]}""", mapping), Is.EqualTo(new[] { "One", "Two", "Three" }));
    }

    [Test]
    public void By_default_no_claim_gives_a_role()
    {
        const string claims = """{"groups":["admin"],"roles":["admin"],"role":"admin"}""";

        Assert.That(Map(claims, RoleMapping.None), Is.Empty);
        Assert.That(Map(claims, new RoleMapping { Rules = AdminOnly.Rules, Unmapped = UnmappedRoleValue.IsRole }), Is.Empty);
    }

    [Test]
    public void What_no_rule_names_is_a_role_only_when_the_settings_say_so()
    {
        const string claims = """{"groups":["admin","staff",""]}""";

        Assert.That(Map(claims, AdminOnly), Is.EqualTo(new[] { "Administrator" }));
        Assert.That(Map(claims, AdminOnly with { Unmapped = UnmappedRoleValue.IsRole }), Is.EqualTo(new[] { "Administrator", "staff" }), "A rule takes the place of the value.");
    }

    [TestCase("admin.*")]
    [TestCase("^admin$")]
    [TestCase("*")]
    [TestCase("a?min")]
    [TestCase("(a+)+$")]
    public void A246_A_rule_is_a_text_and_no_pattern(string value)
    {
        var mapping = new RoleMapping { Claims = ["groups"], Rules = [new(value, "role")] };

        Assert.That(Map(Groups("admin", new string('a', 50_000)), mapping), Is.Empty);
        Assert.That(Map(Groups(value), mapping), Is.EqualTo(new[] { "role" }));
    }

    private static string Groups(params string[] groups) => JsonSerializer.Serialize(new { groups });

    private static IReadOnlyList<string> Map(string claims, RoleMapping mapping) => Mapped(claims, mapping).Roles;

    private static MappedRoles Mapped(string claims, RoleMapping mapping) => ClaimRoleMapper.Map(Documents.Of(claims), mapping, reserved: []);
}
