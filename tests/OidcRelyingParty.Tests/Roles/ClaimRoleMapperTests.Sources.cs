using OidcRelyingParty.Identities;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Roles;

internal sealed partial class ClaimRoleMapperTests
{
    private const string NoGroups = "{}";

    [TestCase(RoleClaimSource.Identity, "id")]
    [TestCase(RoleClaimSource.IdToken, "id")]
    [TestCase(RoleClaimSource.UserInfo, "userinfo")]
    [TestCase(RoleClaimSource.AccessToken, "access")]
    public void A_claim_is_read_from_its_own_document(RoleClaimSource source, string expected)
    {
        var documents = Documents.Of("""{"groups":"id"}""", """{"groups":"userinfo"}""", """{"groups":"access"}""");

        Assert.That(ClaimRoleMapper.Map(documents, From(source), []).Roles, Is.EqualTo(new[] { expected }));
    }

    [TestCase(RoleClaimSource.Identity, RoleOutcome.Mapped)]
    [TestCase(RoleClaimSource.IdToken, RoleOutcome.None)]
    [TestCase(RoleClaimSource.AccessToken, RoleOutcome.None)]
    public void UserInfo_completes_the_ID_token_only_where_both_are_meant(RoleClaimSource source, RoleOutcome outcome) =>
        Assert.That(ClaimRoleMapper.Map(Documents.Of(NoGroups, """{"groups":"userinfo"}""", "{}"), From(source), []).Outcome, Is.EqualTo(outcome));

    [TestCase(RoleClaimSource.Identity, RoleOutcome.None)]
    [TestCase(RoleClaimSource.IdToken, RoleOutcome.None)]
    [TestCase(RoleClaimSource.UserInfo, RoleOutcome.Unknown)]
    [TestCase(RoleClaimSource.AccessToken, RoleOutcome.Unknown)]
    public void A_document_that_was_not_asked_for_says_nothing_about_roles(RoleClaimSource source, RoleOutcome outcome) =>
        Assert.That(ClaimRoleMapper.Map(Documents.Of(NoGroups), From(source), []).Outcome, Is.EqualTo(outcome));

    [TestCase(RoleClaimSource.Identity, "{}", RoleOutcome.Unknown)]
    [TestCase(RoleClaimSource.Identity, """{"groups":"id"}""", RoleOutcome.Mapped)]
    [TestCase(RoleClaimSource.Identity, """{"groups":null}""", RoleOutcome.None)]
    [TestCase(RoleClaimSource.IdToken, "{}", RoleOutcome.None)]
    [TestCase(RoleClaimSource.UserInfo, """{"groups":"id"}""", RoleOutcome.Unknown)]
    [TestCase(RoleClaimSource.AccessToken, """{"groups":"id"}""", RoleOutcome.Unknown)]
    public void What_could_not_be_had_may_hold_roles(RoleClaimSource source, string idToken, RoleOutcome outcome)
    {
        var documents = new IdentityDocuments(Documents.Of(idToken).IdToken, ClaimDocument.Lost("it is late"), ClaimDocument.Lost("it is opaque"));

        var mapped = ClaimRoleMapper.Map(documents, From(source) with { DefaultRoles = ["default"], WhenNone = NoRolesBehavior.NoRoles }, []);

        Assert.That(mapped.Outcome, Is.EqualTo(outcome));
        Assert.That(mapped.Roles, outcome == RoleOutcome.Mapped ? Is.EqualTo(new[] { "id" }) : Is.Empty);
    }

    [TestCase("""{"_claim_names":{"groups":"src1"},"_claim_sources":{"src1":{"endpoint":"https://graph.example.test"}}}""")]
    [TestCase("""{"hasgroups":true}""")]
    [TestCase("""{"hasgroups":"true"}""")]
    [TestCase("""{"_claim_names":{"groups":"src1"},"groups":["admin"]}""")]
    [TestCase("""{"hasgroups":true,"groups":["admin"]}""")]
    public void A110_Groups_that_the_token_only_points_to_are_unknown(string claims)
    {
        var mapped = Mapped(claims, AdminOnly with { Unmapped = UnmappedRoleValue.IsRole, DefaultRoles = ["default"] });

        Assert.That((mapped.Roles.Count, mapped.Outcome), Is.EqualTo((0, RoleOutcome.Unknown)));
        Assert.That(mapped.Claims.Single().State, Is.EqualTo(RoleClaimState.LeftOut));
    }

    [TestCase("groups", """{"_claim_names":{"phone":"src1"},"groups":["admin"]}""", RoleOutcome.Mapped)]
    [TestCase("groups", """{"hasgroups":false,"groups":["admin"]}""", RoleOutcome.Mapped)]
    [TestCase("groups", """{"_claim_names":"groups","groups":["admin"]}""", RoleOutcome.Mapped)]
    [TestCase("roles", """{"_claim_names":{"groups":"src1"},"hasgroups":true,"roles":["admin"]}""", RoleOutcome.Mapped)]
    [TestCase("roles", """{"_claim_names":{"role":"src1"},"roles":["admin"]}""", RoleOutcome.Mapped)]
    [TestCase("realm_access.roles", """{"_claim_names":{"realm_access":"src1"}}""", RoleOutcome.Unknown)]
    [TestCase("realm_access.roles", """{"_claim_names":{"realm_access.roles":"src1"}}""", RoleOutcome.Unknown)]
    public void A110_Only_the_claim_that_is_elsewhere_is_unknown(string path, string claims, RoleOutcome outcome) =>
        Assert.That(Mapped(claims, AdminOnly with { Claims = [path] }).Outcome, Is.EqualTo(outcome));

    [Test]
    public void What_the_signed_ID_token_holds_UserInfo_has_no_say_in()
    {
        const string idToken = """{"realm_access":{"roles":["staff"]}}""";
        const string elsewhere = """{"_claim_names":{"realm_access":"src1"}}""";
        var mapping = new RoleMapping { Claims = ["realm_access.roles"], Unmapped = UnmappedRoleValue.IsRole };

        Assert.That(Map(idToken, """{"realm_access.roles":["admin"]}""").Roles, Is.EqualTo(new[] { "staff" }));
        Assert.That(Map(idToken, elsewhere).Roles, Is.EqualTo(new[] { "staff" }));
        Assert.That(Map("""{"_claim_names":{"phone":"src1"}}""", elsewhere).Outcome, Is.EqualTo(RoleOutcome.Unknown), "What neither holds, either may call elsewhere.");
        Assert.That(Map(elsewhere, idToken).Outcome, Is.EqualTo(RoleOutcome.Unknown));

        MappedRoles Map(string idToken, string userInfo) => ClaimRoleMapper.Map(Documents.Of(idToken, userInfo), mapping, []);
    }

    private static RoleMapping From(RoleClaimSource source) =>
        new() { Claims = [new RoleClaim("groups") { Source = source }], Unmapped = UnmappedRoleValue.IsRole };
}
