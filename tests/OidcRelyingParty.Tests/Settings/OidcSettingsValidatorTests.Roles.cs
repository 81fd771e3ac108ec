using Microsoft.Extensions.Options;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Settings;

internal sealed partial class OidcSettingsValidatorTests
{
    private static readonly RoleMapping GoodRoles = new() { Claims = ["groups"], Rules = [new("admins", "admin")] };

    private static readonly TestCaseData<RoleMapping, string, string>[] BrokenRoles =
    [
        RoleRow("unknown comparison", GoodRoles with { Comparison = (RoleValueComparison)99 }, "Roles:Comparison", "99"),
        RoleRow("unknown strategy", GoodRoles with { Strategy = (RoleStrategy)99 }, "Roles:Strategy", "99"),
        RoleRow("unknown meaning of unmapped values", GoodRoles with { Unmapped = (UnmappedRoleValue)99 }, "Roles:Unmapped", "99"),
        RoleRow("unknown behaviour on none", GoodRoles with { WhenNone = (NoRolesBehavior)99 }, "Roles:WhenNone", "99"),
        RoleRow("unknown behaviour on unknown", GoodRoles with { WhenUnknown = (UnknownRolesBehavior)99 }, "Roles:WhenUnknown", "99"),
        RoleRow("unknown authority", GoodRoles with { Authority = (RoleAuthority)99 }, "Roles:Authority", "99"),
        RoleRow("unknown source", GoodRoles with { Claims = [new RoleClaim("groups") { Source = (RoleClaimSource)99 }] }, "Roles:Claims", "99"),
        RoleRow("unknown shape", GoodRoles with { Claims = [new RoleClaim("groups") { Shape = (RoleClaimShape)99 }] }, "Roles:Claims", "99"),
        RoleRow("unknown effect", GoodRoles with { Rules = [new("admins", "admin") { Effect = (RoleRuleEffect)99 }] }, "Roles:Rules", "99"),
        RoleRow("no path", GoodRoles with { Claims = ["groups", ""] }, "Roles:Claims", "path"),
        RoleRow("blank path", GoodRoles with { Claims = [" "] }, "Roles:Claims", "path"),
        RoleRow("no delimiter", GoodRoles with { Claims = [new RoleClaim("groups") { Shape = RoleClaimShape.Delimited, Delimiter = "" }] }, "Roles:Claims", "claim 'groups' has no delimiter"),
        RoleRow("no member", GoodRoles with { Claims = [new RoleClaim("groups") { Shape = RoleClaimShape.Member, Member = "" }] }, "Roles:Claims", "claim 'groups' has no member"),
        RoleRow("empty prefix", GoodRoles with { Claims = [new RoleClaim("groups") { Prefix = "" }] }, "Roles:Claims", "claim 'groups' has an empty prefix"),
        RoleRow("no value", GoodRoles with { Rules = [new("admins", "admin"), new("", "admin")] }, "Roles:Rules", "rule 2 has no value"),
        RoleRow("no role", GoodRoles with { Rules = [new("admins", "admin"), new("staff", " ")] }, "Roles:Rules", "rule 2 has no role"),
        RoleRow("empty default role", GoodRoles with { DefaultRoles = ["guest", ""] }, "Roles:DefaultRoles", "default role"),
        RoleRow("nobody could enter without a claim", GoodRoles with { Claims = [], WhenNone = NoRolesBehavior.RefuseSignIn }, "Roles:Claims", "nobody"),
        RoleRow("nobody could enter without a grant", GoodRoles with { Rules = [new("x", "admin") { Effect = RoleRuleEffect.Withhold }], WhenNone = NoRolesBehavior.RefuseSignIn }, "Roles:Rules", "nobody"),
    ];

    private static readonly RoleMapping[] UsableRoles =
    [
        RoleMapping.None,
        RoleMapping.None with { DefaultRoles = ["guest"] },
        GoodRoles with { Rules = [new("x", "admin") { Effect = RoleRuleEffect.Withhold }] },
        GoodRoles with { Rules = [], Unmapped = UnmappedRoleValue.IsRole, WhenNone = NoRolesBehavior.RefuseSignIn },
        GoodRoles with { Strategy = RoleStrategy.FirstRule, Comparison = RoleValueComparison.OrdinalIgnoreCase },
        GoodRoles with { Claims = [new RoleClaim("roles") { Source = RoleClaimSource.AccessToken, Shape = RoleClaimShape.Keys, Delimiter = "", Member = "" }] },
    ];

    [TestCaseSource(nameof(UsableRoles))]
    public void Good_role_mappings_have_no_findings(RoleMapping roles) => Assert.That(Validate(Good with { Roles = roles }), Is.Empty);

    [TestCaseSource(nameof(BrokenRoles))]
    public void What_is_wrong_with_roles_is_found(RoleMapping roles, string field, string problem)
    {
        var finding = Validate(Good with { Roles = roles }).Single();

        Assert.That((finding.Field, finding.Severity, finding.Error.Code), Is.EqualTo((field, FindingSeverity.Error, OidcErrorCodes.SettingsInvalid)));
        Assert.That(finding.Error.Message, Does.StartWith($"{field}: ").And.Contain(problem));
        Assert.That(CodeOfUse(Good with { Roles = roles }), Is.EqualTo(OidcErrorCodes.SettingsInvalid));
    }

    [Test]
    public void Roles_from_UserInfo_need_UserInfo()
    {
        var settings = Good with { Roles = GoodRoles with { Claims = [new RoleClaim("groups") { Source = RoleClaimSource.UserInfo }] } };

        Assert.That(Validate(settings), Is.Empty);
        Assert.That(Validate(settings with { UserInfo = UserInfoUse.Never }).Single().Field, Is.EqualTo("Roles:Claims"));
    }

    [Test]
    public void What_is_only_doubtful_can_be_used()
    {
        var settings = Good with { Roles = GoodRoles with { Strategy = RoleStrategy.FirstRule, Unmapped = UnmappedRoleValue.IsRole } };

        var finding = Validate(settings).Single();

        Assert.That((finding.Field, finding.Severity), Is.EqualTo(("Roles:Strategy", FindingSeverity.Warning)));
        Assert.That(CodeOfUse(settings), Is.Null);
    }

    [Test]
    public void A249_A_mapping_to_a_reserved_role_is_refused_when_it_is_saved()
    {
        var settings = Good with { Roles = GoodRoles with { Rules = [new("admins", "SuperAdmin"), new("x", "Other"), new("y", "Other") { Effect = RoleRuleEffect.Withhold }], DefaultRoles = ["SUPERADMIN"] } };

        var findings = Validate(settings, "superadmin");

        Assert.That(findings.Select(finding => (finding.Severity, finding.Error.Code)), Is.All.EqualTo((FindingSeverity.Error, OidcErrorCodes.SettingsInvalid)));
        Assert.That(findings.Select(finding => finding.Error.Message), Is.EqualTo(new[]
        {
            "Roles:Rules: 'SuperAdmin' is a role that only the host itself gives.", "Roles:DefaultRoles: 'SUPERADMIN' is a role that only the host itself gives.",
        }));
        Assert.That(Validate(settings), Is.Empty, "No role is reserved by default.");
        Assert.That(CodeOfUse(settings, "superadmin"), Is.Null, "What is in force already goes on, without the role.");
    }

    private static IReadOnlyList<SettingsFinding> Validate(OidcSettings settings, string reserved) => Validator(reserved).Validate(settings);

    private static string? CodeOfUse(OidcSettings settings, string? reserved = null) => Refusal.CodeOf(() => Validator(reserved).RequireUsable(settings));

    private static OidcSettingsValidator Validator(string? reserved)
    {
        var options = new OidcRelyingPartyOptions();
        if (reserved is not null)
        {
            options.ReservedRoles.Add(reserved);
        }

        return new OidcSettingsValidator(Options.Create(options));
    }

    private static TestCaseData<RoleMapping, string, string> RoleRow(string what, RoleMapping roles, string field, string problem) =>
        new TestCaseData<RoleMapping, string, string>(roles, field, problem).SetArgDisplayNames(what);
}
