using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <content>How claims become roles.</content>
public sealed partial class OidcSettingsValidator
{
    private const string RolesField = nameof(OidcSettings.Roles);

    private static void ValidateRoles(OidcSettings settings, Action<string, string, string> add)
    {
        var roles = settings.Roles;
        RequireKnown(RolesField, roles.Comparison, add);
        RequireKnown(RolesField, roles.Strategy, add);
        RequireKnown(RolesField, roles.Unmapped, add);
        RequireKnown(RolesField, roles.WhenNone, add);
        RequireKnown(RolesField, roles.WhenUnknown, add);
        RequireKnown(RolesField, roles.Authority, add);
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
            add(RolesField, "a default role is empty.", "Enter its name, or remove it.");
        }

        if (roles.WhenNone == NoRolesBehavior.RefuseSignIn && !CanGiveRoles(roles))
        {
            add(RolesField, "without a role nobody is signed in, and nothing gives a role.", "Enter a claim and a rule, or let users in without a role.");
        }
    }

    private static void ValidateRoleClaim(RoleClaim claim, OidcSettings settings, Action<string, string, string> add)
    {
        var name = $"claim '{Printable.Of(claim.Path)}'";
        RequireKnown(RolesField, claim.Source, add);
        RequireKnown(RolesField, claim.Shape, add);
        if (string.IsNullOrWhiteSpace(claim.Path))
        {
            add(RolesField, "a claim has no path.", "Enter the name of the claim, such as groups.");
        }

        if (claim.Shape == RoleClaimShape.Delimited && string.IsNullOrEmpty(claim.Delimiter))
        {
            add(RolesField, $"{name} has no delimiter.", "Enter what separates the values, such as a comma.");
        }

        if (claim.Shape == RoleClaimShape.Member && string.IsNullOrEmpty(claim.Member))
        {
            add(RolesField, $"{name} has no member.", "Enter the member of each object that holds the value, such as name.");
        }

        if (claim.Prefix is "")
        {
            add(RolesField, $"{name} has an empty prefix.", "Enter what the values begin with, or no prefix at all.");
        }

        if (claim.Source == RoleClaimSource.UserInfo && settings.UserInfo == UserInfoUse.Never)
        {
            add(RolesField, $"{name} is read from UserInfo, which is never asked.", "Choose another source, or have UserInfo asked.");
        }
    }

    private static void ValidateRoleRule(string name, RoleRule rule, Action<string, string, string> add)
    {
        RequireKnown(RolesField, rule.Effect, add);
        if (string.IsNullOrEmpty(rule.Value))
        {
            add(RolesField, $"{name} has no value.", "Enter the value as the provider sends it.");
        }

        if (string.IsNullOrWhiteSpace(rule.Role))
        {
            add(RolesField, $"{name} has no role.", "Enter the role that the value means.");
        }

        // As text a rule that withholds its role says so in this way.
        if (rule.Role.StartsWith('!'))
        {
            add(RolesField, $"{name} has a role that begins with an exclamation mark.", "Call the role otherwise.");
        }
    }

    // Asked when settings are saved. Those in force are not refused for it, because then nobody could sign in: the role is left out.
    private IEnumerable<SettingsFinding> FindReservedRoles(OidcSettings settings) => settings.Roles.Rules
        .Where(rule => rule.Effect == RoleRuleEffect.Grant).Select(rule => rule.Role).Concat(settings.Roles.DefaultRoles)
        .Where(role => _options.ReservedRoles.Contains(role, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal)
        .Select(role => Finding(RolesField, $"'{Printable.Of(role)}' is a role that only the host itself gives.", "Choose another role."));

    private static IEnumerable<SettingsFinding> FindDoubtfulRoles(OidcSettings settings)
    {
        if (settings.Roles is { Strategy: RoleStrategy.FirstRule, Unmapped: UnmappedRoleValue.IsRole })
        {
            yield return Finding(RolesField, "where no rule fits, the one role is whichever value the provider happens to send first.",
                "Ignore values that no rule names, or let every rule count.", FindingSeverity.Warning);
        }
    }

    private static bool CanGiveRoles(RoleMapping roles) =>
        roles.Claims.Count > 0 && (roles.Unmapped == UnmappedRoleValue.IsRole || roles.Rules.Any(rule => rule.Effect == RoleRuleEffect.Grant));
}
