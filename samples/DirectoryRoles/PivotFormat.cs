using OidcRelyingParty.Accounts;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace DirectoryRoles;

/// <summary>The configuration file's names: some at its top, the provider's in <c>oidcOptions</c>.</summary>
internal static class PivotFormat
{
    private const string Authority = "roleAuthority";
    private const string PermissiveDefault = "applyDefaultRoleWhenNoGroupsMatch";

    public static SettingsFormat Create() => new(
        new("oidcOptions:issuer", SettingsField.Issuer),
        new("oidcOptions:discoveryUrl", SettingsField.DiscoveryUrl),
        new("oidcOptions:client_id", SettingsField.ClientId, FieldRequirement.WithIssuer),
        new("oidcOptions:client_secret", SettingsField.ClientSecret, FieldRequirement.WithIssuer),
        new("oidcOptions:scope", SettingsField.Scopes),
        new("userIdProperty", SettingsField.UserIdClaim),
        new("useCaseInsensitiveMatching", SettingsField.MatchIgnoringCase),
        new("defaultRole", SettingsField.DefaultRoles),
        new(Authority, SettingsField.HostValue(Authority, "internal", "external")),
        new(PermissiveDefault, SettingsField.HostFlag(PermissiveDefault)))
    {
        Complete = WithDirectory,
    };

    /// <summary>Who is seeded as super administrator: by a verified address, and by the subject where it is none.</summary>
    /// <param name="configuration">The file.</param>
    public static SuperAdministrator? FindSuperAdministrator(IConfiguration configuration)
    {
        var options = configuration.GetSection("oidcOptions");
        var provider = options["issuer"] is { Length: > 0 } issuer ? issuer : options["discoveryUrl"];
        return configuration["superAdminUser"] is not { Length: > 0 } user || string.IsNullOrEmpty(provider) ? null
            : user.Contains('@', StringComparison.Ordinal) ? SuperAdministrator.ByVerifiedEmail(OidcSettingsKey.Default, provider, user)
            : SuperAdministrator.BySubject(OidcSettingsKey.Default, provider, user);
    }

    private static OidcSettings WithDirectory(OidcSettings settings)
    {
        var isExternal = settings.HostValues.GetValueOrDefault(Authority) == "external";
        var appliesDefault = !isExternal || settings.HostValues.GetValueOrDefault(PermissiveDefault) == "true";
        return settings with
        {
            AutoSignIn = true,
            Provisioning = settings.Provisioning with
            {
                CreateAccounts = true,
                UserNameClaim = null,
                // Users that were there before are theirs whose verified address it is; by no other property.
                Linking = settings.Provisioning.UserIdClaim == "email" ? AccountLinking.ByVerifiedEmail : AccountLinking.Never,
            },
            Roles = settings.Roles with
            {
                Claims = ["groups"],
                Rules = [new("user", "user"), new("editor", "editor"), new("admin", "admin")],
                Authority = isExternal ? RoleAuthority.EverySignIn : RoleAuthority.FirstSignIn,
                WhenNone = appliesDefault ? NoRolesBehavior.DefaultRoles : NoRolesBehavior.NoRoles,
            },
        };
    }
}
