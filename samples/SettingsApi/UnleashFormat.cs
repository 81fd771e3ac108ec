using System.Globalization;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace SettingsApi;

/// <summary>The body of <c>POST /api/admin/auth/oidc/settings</c>, as other systems have called it for years.</summary>
internal static class UnleashFormat
{
    private const string RoleName = "defaultRootRole";
    private const string RoleId = "defaultRootRoleId";

    private static readonly Dictionary<long, string> Roles = new() { [1] = "Admin", [2] = "Editor", [3] = "Viewer" };

    /// <param name="requireAcr">Whether the returned <c>acr</c> must be one of those asked for.</param>
    public static SettingsFormat Create(bool requireAcr) => new(
        new("enabled", SettingsField.Enabled),
        new("discoverUrl", SettingsField.DiscoveryUrl),
        new("clientId", SettingsField.ClientId, FieldRequirement.OnFirstWrite),
        new("secret", SettingsField.ClientSecret, FieldRequirement.OnFirstWrite),
        new("autoCreate", SettingsField.CreateAccounts),
        new("enableSingleSignOut", SettingsField.SingleSignOut),
        new(RoleName, SettingsField.HostValue(RoleName, [.. Roles.Values])),
        new(RoleId, SettingsField.HostNumber(RoleId, [.. Roles.Keys])),
        new("emailDomains", SettingsField.EmailDomains.AsText(',')),
        new("acrValues", SettingsField.AcrValues.AsText(' ')),
        new("idTokenSigningAlgorithm", SettingsField.IdTokenSigningAlgorithms.OneOf("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")))
    {
        Complete = settings => WithDefaultRole(settings) with { RequireAcr = requireAcr && settings.AcrValues.Count > 0 },
    };

    // The number wins over the name. Roles are the application's own after the first sign-in.
    private static OidcSettings WithDefaultRole(OidcSettings settings)
    {
        var role = settings.HostValues.TryGetValue(RoleId, out var id) ? Roles[long.Parse(id, CultureInfo.InvariantCulture)] : settings.HostValues.GetValueOrDefault(RoleName, "Viewer");
        return settings with
        {
            Roles = new RoleMapping { DefaultRoles = [role], Authority = RoleAuthority.FirstSignIn },
            Provisioning = settings.Provisioning with { UserIdClaim = "email", UserNameClaim = "email" },
        };
    }
}
