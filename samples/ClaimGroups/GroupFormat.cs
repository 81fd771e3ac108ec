using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace ClaimGroups;

/// <summary>The six settings of the document, and the switches around them. What the groups mean is the service's own.</summary>
internal static class GroupFormat
{
    private static readonly string[] Roles = ["untrusted", "trusted", "admin"];

    public static SettingsFormat Create() => new(
        new("enabled", SettingsField.Enabled),
        new("wellKnown", SettingsField.Issuer, FieldRequirement.OnFirstWrite),
        new("usernameClaim", SettingsField.UserNameClaim),
        new("groupClaim", SettingsField.RoleClaims),
        new("scope", SettingsField.Scopes),
        new("clientId", SettingsField.ClientId, FieldRequirement.OnFirstWrite),
        new("clientSecret", SettingsField.ClientSecret, FieldRequirement.OnFirstWrite),
        new("autoLogin", SettingsField.AutoSignIn))
    {
        Complete = settings => settings with
        {
            Roles = new RoleMapping
            {
                Claims = settings.Roles.Claims,
                Rules = [.. Roles.Select(role => new RoleRule(role, role))],
                Comparison = RoleValueComparison.OrdinalIgnoreCase,
                DefaultRoles = ["untrusted"],
            },
            Provisioning = settings.Provisioning with { CreateAccounts = true },
            SessionEndsWithAccessToken = true,
        },
    };
}
