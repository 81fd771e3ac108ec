using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <content>How claims become roles.</content>
public sealed partial class OidcSettingsValidator
{
    // As the fields are called everywhere else.
    private static string RolesField(string name) => $"{nameof(OidcSettings.Roles)}:{name}";

    private static void ValidateRoles(OidcSettings settings, Action<string, string, string> add)
    {
        var roles = settings.Roles;
        RequireKnown(RolesField(nameof(roles.Comparison)), roles.Comparison, add);
        RequireKnown(RolesField(nameof(roles.Strategy)), roles.Strategy, add);
        RequireKnown(RolesField(nameof(roles.Unmapped)), roles.Unmapped, add);
        RequireKnown(RolesField(nameof(roles.WhenNone)), roles.WhenNone, add);
        RequireKnown(RolesField(nameof(roles.WhenUnknown)), roles.WhenUnknown, add);
        RequireKnown(RolesField(nameof(roles.Authority)), roles.Authority, add);
        foreach (var claim in roles.Claims)
        {
            ValidateRoleClaim(claim, settings, add);
        }

        foreach (var (index, rule) in roles.Rules.Index())
        {
            ValidateRoleRule($"rule {index + 1}", rule, add);
        }

        if (roles.DefaultRoles.Any(string.IsNullOrWhiteSpace))
        {
            add(RolesField(nameof(roles.DefaultRoles)), "a default role is empty.", "Enter its name, or remove it.");
        }

        if (roles.WhenNone == NoRolesBehavior.RefuseSignIn && !CanGiveRoles(roles))
        {
            add(RolesField(roles.Claims.Count == 0 ? nameof(roles.Claims) : nameof(roles.Rules)), "without a role nobody is signed in, and nothing gives a role.", "Enter a claim and a rule, or let users in without a role.");
        }
    }

    private static void ValidateRoleClaim(RoleClaim claim, OidcSettings settings, Action<string, string, string> add)
    {
        var field = RolesField(nameof(RoleMapping.Claims));
        var name = $"claim '{Printable.Of(claim.Path)}'";
        RequireKnown(field, claim.Source, add);
        RequireKnown(field, claim.Shape, add);
        if (string.IsNullOrWhiteSpace(claim.Path))
        {
            add(field, "a claim has no path.", "Enter the name of the claim, such as groups.");
        }

        if (claim.Shape == RoleClaimShape.Delimited && string.IsNullOrEmpty(claim.Delimiter))
        {
            add(field, $"{name} has no delimiter.", "Enter what separates the values, such as a comma.");
        }

        if (claim.Shape == RoleClaimShape.Member && string.IsNullOrEmpty(claim.Member))
        {
            add(field, $"{name} has no member.", "Enter the member of each object that holds the value, such as name.");
        }

        if (claim.Prefix is "")
        {
            add(field, $"{name} has an empty prefix.", "Enter what the values begin with, or no prefix at all.");
        }

        if (claim.Source == RoleClaimSource.UserInfo && settings.UserInfo == UserInfoUse.Never)
        {
            add(field, $"{name} is read from UserInfo, which is never asked.", "Choose another source, or have UserInfo asked.");
        }
    }

    private static void ValidateRoleRule(string name, RoleRule rule, Action<string, string, string> add)
    {
        var field = RolesField(nameof(RoleMapping.Rules));
        RequireKnown(field, rule.Effect, add);
        if (string.IsNullOrEmpty(rule.Value))
        {
            add(field, $"{name} has no value.", "Enter the value as the provider sends it.");
        }

        if (string.IsNullOrWhiteSpace(rule.Role))
        {
            add(field, $"{name} has no role.", "Enter the role that the value means.");
        }

        // As text a rule that withholds its role says so in this way.
        if (rule.Role.StartsWith('!'))
        {
            add(field, $"{name} has a role that begins with an exclamation mark.", "Call the role otherwise.");
        }
    }

    // Asked when settings are saved. Those in force are not refused for it, because then nobody could sign in: the role is left out.
    private IEnumerable<SettingsFinding> FindReservedRoles(OidcSettings settings) => settings.Roles.Rules
        .Where(rule => rule.Effect == RoleRuleEffect.Grant).Select(rule => (Field: nameof(RoleMapping.Rules), rule.Role))
        .Concat(settings.Roles.DefaultRoles.Select(role => (Field: nameof(RoleMapping.DefaultRoles), Role: role)))
        .Where(given => _options.ReservedRoles.Contains(given.Role, StringComparer.OrdinalIgnoreCase)).Distinct()
        .Select(given => Finding(RolesField(given.Field), $"'{Printable.Of(given.Role)}' is a role that only the host itself gives.", "Choose another role."));

    private static IEnumerable<SettingsFinding> FindDoubtfulRoles(OidcSettings settings)
    {
        if (settings.Roles is { Strategy: RoleStrategy.FirstRule, Unmapped: UnmappedRoleValue.IsRole })
        {
            yield return Finding(RolesField(nameof(RoleMapping.Strategy)), "where no rule fits, the one role is whichever value the provider happens to send first.",
                "Ignore values that no rule names, or let every rule count.", FindingSeverity.Warning);
        }
    }

    private static bool CanGiveRoles(RoleMapping roles) =>
        roles.Claims.Count > 0 && (roles.Unmapped == UnmappedRoleValue.IsRole || roles.Rules.Any(rule => rule.Effect == RoleRuleEffect.Grant));
}
