using Microsoft.Extensions.Options;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Roles;

[TestFixture]
internal sealed class RoleExplainerTests
{
    private static readonly OidcSettings Settings = new()
    {
        ClientId = "client",
        Roles = new RoleMapping
        {
            Claims = ["groups"],
            Rules = [new("admin", "Administrator"), new("staff", "Member"), new("staff", "Reader"), new("operators", "SuperAdmin")],
        },
    };

    [Test]
    public void It_says_which_rule_gave_which_role()
    {
        var explanation = Explain(Settings.Roles, """{"groups":["staff","other","operators"]}""");

        Assert.That((explanation.Outcome, explanation.Refusal), Is.EqualTo((RoleOutcome.Mapped, (OidcError?)null)));
        Assert.That(explanation.Roles, Is.EqualTo(new[] { "Member", "Reader" }));
        Assert.That(explanation.Claims, Is.EqualTo(new[] { new RoleClaimReading("groups", RoleClaimState.Read, "a list of 3") }));
        Assert.That(explanation.Values, Is.EqualTo(new[]
        {
            Value("staff", RoleValueResult.Granted, "Member", Settings.Roles.Rules[1]),
            Value("staff", RoleValueResult.Granted, "Reader", Settings.Roles.Rules[2]),
            Value("other", RoleValueResult.Ignored),
            Value("operators", RoleValueResult.Reserved, "SuperAdmin", Settings.Roles.Rules[3]),
        }));
    }

    [Test]
    public void It_says_which_value_took_a_role_away()
    {
        var withhold = new RoleRule("suspended", "Administrator") { Effect = RoleRuleEffect.Withhold };
        var explanation = Explain(Settings.Roles with { Rules = [.. Settings.Roles.Rules, withhold] }, """{"groups":["admin","suspended"]}""");

        Assert.That(explanation.Roles, Is.Empty);
        Assert.That(explanation.Values, Is.EqualTo(new[]
        {
            Value("admin", RoleValueResult.Overruled, "Administrator", Settings.Roles.Rules[0]),
            Value("suspended", RoleValueResult.Withheld, "Administrator", withhold),
        }));
    }

    [Test]
    public void It_says_which_rule_was_first()
    {
        var mapping = Settings.Roles with { Strategy = RoleStrategy.FirstRule, Unmapped = UnmappedRoleValue.IsRole };

        Assert.That(Results(Explain(mapping, """{"groups":["x","staff","admin"]}""")), Is.EqualTo(new[]
        {
            ("x", "x", RoleValueResult.Outranked), ("staff", "Member", RoleValueResult.Outranked), ("staff", "Reader", RoleValueResult.Outranked),
            ("admin", "Administrator", RoleValueResult.Granted),
        }));
        Assert.That(Results(Explain(mapping, """{"groups":["x","SuperAdmin","y"]}""")), Is.EqualTo(new[]
        {
            ("x", "x", RoleValueResult.Granted), ("SuperAdmin", "SuperAdmin", RoleValueResult.Reserved), ("y", "y", RoleValueResult.Outranked),
        }));
    }

    [Test]
    public void It_says_which_value_lacks_the_prefix()
    {
        var mapping = Settings.Roles with { Claims = [new RoleClaim("groups") { Prefix = "app-" }] };

        Assert.That(Results(Explain(mapping, """{"groups":["admin","app-admin","app-"]}""")), Is.EqualTo(new[]
        {
            ("admin", null, RoleValueResult.WithoutPrefix), ("app-admin", "Administrator", RoleValueResult.Granted), ("app-", null, RoleValueResult.Ignored),
        }));
    }

    [Test]
    public void It_says_which_roles_are_the_default()
    {
        var mapping = Settings.Roles with { DefaultRoles = ["Guest", "SuperAdmin"] };
        var explanation = Explain(mapping, """{"groups":["other"]}""");

        Assert.That((explanation.Outcome, explanation.Refusal), Is.EqualTo((RoleOutcome.None, (OidcError?)null)));
        Assert.That(explanation.Roles, Is.EqualTo(new[] { "Guest" }));
        Assert.That(explanation.DefaultRoles, Is.EqualTo(new[] { "Guest" }));
        Assert.That(Explain(mapping, """{"groups":["admin"]}""").DefaultRoles, Is.Empty);
    }

    [TestCase("{}", RoleClaimState.Missing, "nothing")]
    [TestCase("""{"groups":null}""", RoleClaimState.Missing, "null")]
    [TestCase("""{"groups":[]}""", RoleClaimState.Read, "an empty list")]
    [TestCase("""{"groups":"canary"}""", RoleClaimState.Read, "a text")]
    [TestCase("""{"groups":42}""", RoleClaimState.WrongShape, "a number")]
    [TestCase("""{"groups":false}""", RoleClaimState.WrongShape, "true or false")]
    [TestCase("""{"groups":{"canary":1}}""", RoleClaimState.WrongShape, "an object")]
    [TestCase("""{"groups":["canary",["x"]]}""", RoleClaimState.WrongShape, "a list of 2, not all of them texts")]
    [TestCase("""{"hasgroups":true}""", RoleClaimState.LeftOut, "(overage)")]
    public void It_says_what_was_found_but_no_value(string claims, RoleClaimState state, string found)
    {
        var reading = Explain(Settings.Roles, claims).Claims.Single();

        Assert.That(reading.State, Is.EqualTo(state));
        Assert.That(reading.Found, Does.Contain(found).And.Not.Contain("canary").And.Not.Contain("42"));
    }

    [Test]
    public void What_other_claims_would_give_is_undecided_while_one_cannot_be_told()
    {
        var explanation = Explain(Settings.Roles with { Claims = ["roles", "groups"] }, """{"roles":["admin"],"groups":1}""");

        Assert.That((explanation.Outcome, explanation.Roles.Count), Is.EqualTo((RoleOutcome.Unknown, 0)));
        Assert.That(Results(explanation), Is.EqualTo(new[] { ("admin", "Administrator", RoleValueResult.Undecided) }));
    }

    [Test]
    public void It_reads_every_document_that_was_pasted()
    {
        var mapping = new RoleMapping
        {
            Claims = ["a", new RoleClaim("a") { Source = RoleClaimSource.UserInfo }, new RoleClaim("a") { Source = RoleClaimSource.AccessToken }],
            Unmapped = UnmappedRoleValue.IsRole,
        };

        Assert.That(Explainer().Explain(Settings with { Roles = mapping }, """{"a":"1"}""", """{"a":"2"}""", """{"a":"3"}""").Roles, Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(Explainer().Explain(Settings with { Roles = mapping }, """{"a":"1"}""").Claims.Select(claim => claim.State),
            Is.EqualTo(new[] { RoleClaimState.Read, RoleClaimState.Unavailable, RoleClaimState.Unavailable }));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("""["admin"]""")]
    [TestCase("""{"groups":"admin"}{}""")]
    [TestCase("""{"groups":[],"groups":["admin"]}""")]
    [TestCase("""{"groups":"\ud800"}""")]
    [TestCase("eyJhbGciOiJub25lIn0.e30.")]
    public void What_is_pasted_is_read_as_strictly_as_a_token(string pasted)
    {
        foreach (var documents in new[] { (pasted, "{}", "{}"), ("{}", pasted, "{}"), ("{}", "{}", pasted) })
        {
            var refused = Assert.Throws<OidcException>(() => Explainer().Explain(Settings, documents.Item1, documents.Item2, documents.Item3));

            Assert.That(refused.Error.Code, Is.EqualTo(OidcErrorCodes.RolesDocument));
        }
    }

    private static RoleExplanation Explain(RoleMapping mapping, string claims) => Explainer().Explain(Settings with { Roles = mapping }, claims);

    private static RoleExplainer Explainer() => new(Options.Create(new OidcRelyingPartyOptions { ReservedRoles = { "SuperAdmin" } }));

    private static RoleValueExplanation Value(string value, RoleValueResult result, string? role = null, RoleRule? rule = null) => new("groups", value, result) { Role = role, Rule = rule };

    private static IEnumerable<(string, string?, RoleValueResult)> Results(RoleExplanation explanation) => explanation.Values.Select(value => (value.Value, value.Role, value.Result));
}
