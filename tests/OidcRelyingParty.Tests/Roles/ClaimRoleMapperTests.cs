using System.Globalization;
using System.Text.Json;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Roles;

[TestFixture]
internal sealed class ClaimRoleMapperTests
{
    private static readonly RoleMapping AdminOnly = new() { Claims = ["groups"], Rules = [new RoleRule("admin", "Administrator")] };

    [TestCase("\"admin\"")]
    [TestCase("[\"admin\"]")]
    [TestCase("[\"staff\",\"admin\",\"admin\"]")]
    [TestCase("[1,null,{},[\"x\"],\"admin\"]")]
    public void The_configured_value_gives_the_role_once(string groups) =>
        Assert.That(Map($$"""{"groups":{{groups}}}""", AdminOnly), Is.EqualTo(new[] { "Administrator" }));

    [TestCase("{}")]
    [TestCase("""{"groups":null}""")]
    [TestCase("""{"groups":[]}""")]
    [TestCase("""{"groups":""}""")]
    [TestCase("""{"groups":1}""")]
    [TestCase("""{"groups":true}""")]
    [TestCase("""{"groups":{}}""")]
    public void A241_Without_values_there_are_no_roles(string claims)
    {
        Assert.That(Map(claims, AdminOnly), Is.Empty);
        Assert.That(Map(claims, AdminOnly with { Unmapped = UnmappedRoleValue.IsRole }), claims.Contains("\"\"", StringComparison.Ordinal) ? Is.EqualTo(new[] { "" }) : Is.Empty);
    }

    [TestCase("\"admin,viewer\"")]
    [TestCase("\"admin viewer\"")]
    [TestCase("\"[\\\"admin\\\"]\"")]
    [TestCase("[[\"admin\"]]")]
    [TestCase("{\"admin\":true}")]
    [TestCase("{\"admin\":{\"org\":\"1\"}}")]
    [TestCase("[{\"name\":\"admin\"}]")]
    public void A242_Nothing_is_split_or_unwrapped(string groups) => Assert.That(Map($$"""{"groups":{{groups}}}""", AdminOnly), Is.Empty);

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
        Assert.That(Map(JsonSerializer.Serialize(new { groups = new[] { value } }), AdminOnly), Is.Empty);

    [TestCase("tr-TR")]
    [TestCase("az-Latn-AZ")]
    [TestCase("de-DE")]
    [TestCase("")]
    public void A245_The_culture_of_the_process_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var mapping = new RoleMapping { Claims = ["groups"], Rules = [new RoleRule("ADMIN", "upper"), new RoleRule("admın", "dotless"), new RoleRule("admin", "lower")] };

            Assert.That(Map("""{"groups":["admin"]}""", mapping), Is.EqualTo(new[] { "lower" }));
            Assert.That(Map("""{"groups":["ADMIN"]}""", mapping), Is.EqualTo(new[] { "upper" }));
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
        const string claims = """{"groups":["admin","staff"]}""";

        Assert.That(Map(claims, AdminOnly), Is.EqualTo(new[] { "Administrator" }));
        Assert.That(Map(claims, AdminOnly with { Unmapped = UnmappedRoleValue.IsRole }), Is.EqualTo(new[] { "Administrator", "staff" }), "A rule takes the place of the value.");
    }

    [Test]
    public void A251_Ten_thousand_groups_and_a_thousand_rules_are_mapped_right()
    {
        var claims = JsonSerializer.Serialize(new { groups = Enumerable.Range(0, 10_000).Select(number => $"group-{number}") });
        var mapping = new RoleMapping { Claims = ["groups"], Rules = [.. Enumerable.Range(9_500, 1_000).Select(number => new RoleRule($"group-{number}", $"role-{number}"))] };

        Assert.That(Map(claims, mapping), Is.EqualTo(Enumerable.Range(9_500, 500).Select(number => $"role-{number}")));
    }

    [Test]
    public void A110_Groups_that_the_token_only_points_to_give_no_roles() => Assert.That(
        Map("""{"_claim_names":{"groups":"src1"},"_claim_sources":{"src1":{"endpoint":"https://graph.example.test"}},"hasgroups":true}""",
            AdminOnly with { Unmapped = UnmappedRoleValue.IsRole }),
        Is.Empty);

    private static IReadOnlyList<string> Map(string claims, RoleMapping mapping) => ClaimRoleMapper.Map(
        JsonElement.Parse(claims).EnumerateObject().ToDictionary(claim => claim.Name, claim => claim.Value), mapping);
}
