using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Roles;

internal sealed partial class ClaimRoleMapperTests
{
    private const RoleOutcome Mapping = RoleOutcome.Mapped;

    [TestCase("{}")]
    [TestCase("""{"groups":null}""")]
    [TestCase("""{"groups":[]}""")]
    [TestCase("""{"groups":""}""")]
    [TestCase("""{"groups":[""]}""")]
    public void A241_Without_values_there_are_no_roles(string claims)
    {
        foreach (var mapping in new[] { AdminOnly, AdminOnly with { Unmapped = UnmappedRoleValue.IsRole } })
        {
            var mapped = Mapped(claims, mapping);

            Assert.That((mapped.Roles.Count, mapped.Outcome), Is.EqualTo((0, RoleOutcome.None)));
        }
    }

    [TestCase("1")]
    [TestCase("true")]
    [TestCase("false")]
    [TestCase("{}")]
    [TestCase("""[1,null,{},["x"],"admin"]""")]
    [TestCase("""["admin",1]""")]
    [TestCase("""["admin",null]""")]
    [TestCase("""[["admin"]]""")]
    [TestCase("""{"admin":true}""")]
    [TestCase("""{"admin":{"org":"1"}}""")]
    [TestCase("""[{"name":"admin"}]""")]
    public void A241_Another_shape_than_configured_is_unknown_and_gives_nothing(string groups)
    {
        var mapping = AdminOnly with { Claims = ["roles", "groups"], Unmapped = UnmappedRoleValue.IsRole, DefaultRoles = ["default"] };

        var mapped = Mapped($$"""{"groups":{{groups}},"roles":["admin"]}""", mapping);

        Assert.That((mapped.Roles.Count, mapped.Outcome), Is.EqualTo((0, RoleOutcome.Unknown)));
    }

    [TestCase("\"admin,viewer\"")]
    [TestCase("\"admin viewer\"")]
    [TestCase("\"[\\\"admin\\\"]\"")]
    public void A242_Nothing_is_split_or_unwrapped(string groups) => Assert.That(Map($$"""{"groups":{{groups}}}""", AdminOnly), Is.Empty);

    [TestCase(RoleClaimShape.TextOrList, "\"a b\"", Mapping, "a b")]
    [TestCase(RoleClaimShape.TextOrList, """["a b","c"]""", Mapping, "a b", "c")]
    [TestCase(RoleClaimShape.List, """["a","b"]""", Mapping, "a", "b")]
    [TestCase(RoleClaimShape.List, "\"a\"", RoleOutcome.Unknown)]
    [TestCase(RoleClaimShape.Text, "\"a b\"", Mapping, "a b")]
    [TestCase(RoleClaimShape.Text, """["a"]""", RoleOutcome.Unknown)]
    [TestCase(RoleClaimShape.Delimited, "\"a, b,,c d,\"", Mapping, "a", " b", "c d")]
    [TestCase(RoleClaimShape.Delimited, "\"\"", RoleOutcome.None)]
    [TestCase(RoleClaimShape.Delimited, """["a,b"]""", RoleOutcome.Unknown)]
    [TestCase(RoleClaimShape.Keys, """{"a":{"1":"org"},"b":true,"c":"x","d\u0065f":1}""", Mapping, "a", "b", "c", "def")]
    [TestCase(RoleClaimShape.Keys, """{"a":false,"b":null}""", RoleOutcome.None)]
    [TestCase(RoleClaimShape.Keys, "{}", RoleOutcome.None)]
    [TestCase(RoleClaimShape.Keys, """["a"]""", RoleOutcome.Unknown)]
    [TestCase(RoleClaimShape.Member, """[{"title":"a"},{"title":"b","name":"c"}]""", Mapping, "a", "b")]
    [TestCase(RoleClaimShape.Member, "[]", RoleOutcome.None)]
    [TestCase(RoleClaimShape.Member, """[{"title":"a"},{"name":"b"}]""", RoleOutcome.Unknown)]
    [TestCase(RoleClaimShape.Member, """[{"title":["a"]}]""", RoleOutcome.Unknown)]
    [TestCase(RoleClaimShape.Member, """[{"title":"a"},"b"]""", RoleOutcome.Unknown)]
    [TestCase(RoleClaimShape.Member, """{"title":"a"}""", RoleOutcome.Unknown)]
    [TestCase((RoleClaimShape)99, "\"a\"", RoleOutcome.Unknown)]
    public void A242_Exactly_the_configured_shape_is_read(RoleClaimShape shape, string value, RoleOutcome outcome, params string[] roles)
    {
        var claim = new RoleClaim("groups") { Shape = shape, Delimiter = ",", Member = "title" };

        var mapped = Mapped($$"""{"groups":{{value}}}""", new RoleMapping { Claims = [claim], Unmapped = UnmappedRoleValue.IsRole });

        Assert.That(mapped.Outcome, Is.EqualTo(outcome));
        Assert.That(mapped.Roles, Is.EqualTo(roles));
    }

    [TestCase("app-", "app-admin", ExpectedResult = true)]
    [TestCase("app-", "admin", ExpectedResult = false)]
    [TestCase("app-", "APP-admin", ExpectedResult = false)]
    [TestCase("app-", "app-app-admin", ExpectedResult = false)]
    [TestCase("app-", "xapp-admin", ExpectedResult = false)]
    [TestCase("/org/", "/org/admin", ExpectedResult = true)]
    [TestCase(null, "app-admin", ExpectedResult = false)]
    public bool A_prefix_must_be_there_and_is_taken_off_once(string? prefix, string group) =>
        Map(Groups(group), AdminOnly with { Claims = [new RoleClaim("groups") { Prefix = prefix }] }).Count == 1;

    [Test]
    public void A_prefix_alone_is_no_value_and_what_lacks_it_is_no_role()
    {
        var mapping = new RoleMapping { Claims = [new RoleClaim("groups") { Prefix = "app-" }], Unmapped = UnmappedRoleValue.IsRole };

        Assert.That(Map(Groups("app-", "app-user", "other", "APP-x"), mapping), Is.EqualTo(new[] { "user" }));
        Assert.That(Map(Groups("APP-x"), mapping with { Comparison = RoleValueComparison.OrdinalIgnoreCase }), Is.EqualTo(new[] { "x" }));
    }
}
