using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Roles;

internal sealed partial class ClaimRoleMapperTests
{
    private static readonly RoleRule NoAdmin = new("suspended", "Administrator") { Effect = RoleRuleEffect.Withhold };

    private static readonly RoleMapping Ranked = new()
    {
        Claims = ["groups"],
        Rules = [new("boss", "Owner"), new("staff", "Member"), new("boss", "Member")],
        Strategy = RoleStrategy.FirstRule,
    };

    [Test]
    public void A_role_that_is_withheld_is_not_given_whatever_else_gives_it([Values("admin,suspended", "suspended,admin")] string groups)
    {
        var mapping = AdminOnly with { Rules = [.. AdminOnly.Rules, new("admin", "Member"), NoAdmin] };

        Assert.That(Map(Groups(groups.Split(',')), mapping), Is.EqualTo(new[] { "Member" }));
    }

    [Test]
    public void A_role_that_is_withheld_comes_by_no_other_way()
    {
        var mapping = AdminOnly with { Rules = [NoAdmin], DefaultRoles = ["Administrator", "Guest"] };

        Assert.That(Map(Groups("suspended"), mapping), Is.EqualTo(new[] { "Guest" }), "default");
        Assert.That(Map(Groups("suspended", "Administrator", "x"), mapping with { Unmapped = UnmappedRoleValue.IsRole }), Is.EqualTo(new[] { "x" }), "unmapped");
        Assert.That(Map(Groups("x"), mapping), Is.EqualTo(new[] { "Administrator", "Guest" }), "not withheld");
    }

    [TestCase("ADMINISTRATOR")]
    [TestCase("administrator")]
    public void A_role_that_is_withheld_does_not_come_in_other_capital_letters(string spelling)
    {
        var mapping = AdminOnly with { Rules = [NoAdmin], Unmapped = UnmappedRoleValue.IsRole };

        Assert.That(Map(Groups("suspended", spelling, "x"), mapping), Is.EqualTo(new[] { "x" }), "Many applications do not tell them apart.");
    }

    [TestCase("ad\0min")]
    [TestCase("admin\n")]
    [TestCase("\u0085")]
    public void A240_A_value_with_control_characters_names_no_role(string value)
    {
        var mapping = AdminOnly with { Rules = [], Unmapped = UnmappedRoleValue.IsRole };

        Assert.That(Map(Groups(value, "x"), mapping), Is.EqualTo(new[] { "x" }));
    }

    [TestCase("staff,boss", "Owner")]
    [TestCase("boss", "Owner")]
    [TestCase("staff", "Member")]
    [TestCase("other")]
    public void Where_the_first_rule_counts_the_order_of_the_rules_decides(string groups, params string[] roles) =>
        Assert.That(Map(Groups(groups.Split(',')), Ranked), Is.EqualTo(roles));

    [Test]
    public void Where_the_first_rule_counts_it_may_also_withhold()
    {
        var mapping = AdminOnly with { Rules = [NoAdmin, .. AdminOnly.Rules], Strategy = RoleStrategy.FirstRule, DefaultRoles = ["Administrator", "Guest"] };

        Assert.That(Map(Groups("admin"), mapping), Is.EqualTo(new[] { "Administrator" }));
        Assert.That(Map(Groups("admin", "suspended"), mapping), Is.EqualTo(new[] { "Guest" }));
    }

    [TestCase("x,y", "x")]
    [TestCase("x,staff,y", "Member")]
    public void Where_the_first_rule_counts_a_value_without_one_comes_last_and_alone(string groups, string role) =>
        Assert.That(Map(Groups(groups.Split(',')), Ranked with { Unmapped = UnmappedRoleValue.IsRole }), Is.EqualTo(new[] { role }));

    [Test]
    public void W5_Who_is_in_no_group_that_counts_gets_the_fallback_role()
    {
        var mapping = AdminOnly with { DefaultRoles = ["untrusted", "untrusted"] };

        Assert.That(Map(Groups("strangers"), mapping), Is.EqualTo(new[] { "untrusted" }));
        Assert.That(Map("{}", mapping), Is.EqualTo(new[] { "untrusted" }));
        Assert.That(Map(Groups("admin"), mapping), Is.EqualTo(new[] { "Administrator" }));
        Assert.That(Mapped(Groups("strangers"), mapping).Outcome, Is.EqualTo(RoleOutcome.None), "The fallback is no word of the provider.");
    }

    [Test]
    public void P4_There_is_a_default_role_only_when_the_settings_name_one()
    {
        Assert.That(Map(Groups("strangers"), AdminOnly), Is.Empty);
        Assert.That(Map("{}", RoleMapping.None with { DefaultRoles = ["Member"] }), Is.EqualTo(new[] { "Member" }), "also without any claim");
    }

    [TestCase("[]")]
    [TestCase("""["strangers"]""")]
    public void P7_No_group_that_counts_means_no_role_at_all(string groups)
    {
        var mapping = AdminOnly with { DefaultRoles = ["Member"], WhenNone = NoRolesBehavior.NoRoles };

        Assert.That(Map($$"""{"groups":{{groups}}}""", mapping), Is.Empty);
        Assert.That(Map($$"""{"groups":{{groups}}}""", mapping with { WhenNone = NoRolesBehavior.DefaultRoles }), Is.EqualTo(new[] { "Member" }), "P8");
    }

    [Test]
    public void P8_The_default_role_applies_when_no_group_counts_where_the_settings_say_so() =>
        Assert.That(Map(Groups("strangers"), AdminOnly with { DefaultRoles = ["Member"], WhenNone = NoRolesBehavior.DefaultRoles }), Is.EqualTo(new[] { "Member" }));

    [Test]
    public void A249_A_reserved_role_is_given_by_no_rule_default_or_value([Values("SuperAdmin", "superadmin")] string reserved, [Values] RoleStrategy strategy)
    {
        var mapping = new RoleMapping
        {
            Claims = ["groups"],
            Rules = [new("boss", "SuperAdmin"), new("user", "Member")],
            Strategy = strategy,
            DefaultRoles = ["SuperAdmin", "Guest"],
            Unmapped = UnmappedRoleValue.IsRole,
        };

        Assert.That(Map("boss", "user"), Is.EqualTo(new[] { "Member" }), "rule");
        Assert.That(Map("boss"), Is.EqualTo(new[] { "Guest" }), "default; and the value does not become a role in place of its rule");
        Assert.That(Map("SuperAdmin", "SUPERADMIN"), Is.EqualTo(new[] { "Guest" }), "value");

        IReadOnlyList<string> Map(params string[] groups) => ClaimRoleMapper.Map(Documents.Of(Groups(groups)), mapping, [reserved]).Roles;
    }
}
