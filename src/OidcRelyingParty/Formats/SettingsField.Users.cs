using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Formats;

/// <content>The fields of roles and accounts.</content>
public sealed partial class SettingsField
{
    /// <summary>See <see cref="RoleMapping.Claims"/>; each as <see cref="RoleClaim.ToString"/> writes it.</summary>
    public static SettingsField RoleClaims { get; } = OfList(
        "Roles:Claims", s => [.. s.Roles.Claims.Select(claim => claim.ToString())],
        (s, v) => v!.Select(RoleClaim.TryParse).ToArray() is var claims && claims.All(claim => claim is not null) ? WithRoles(s, roles => roles with { Claims = claims! }) : null,
        "a list of claims such as groups or groups;shape=keys");

    /// <summary>See <see cref="RoleMapping.Rules"/>: the value with its role, and <c>!</c> before a role that is withheld.</summary>
    public static SettingsField RoleRules { get; } = OfPairs(
        "Roles:Rules", s => s.Roles.Rules.Select(rule => KeyValuePair.Create(rule.Value, rule.Effect == RoleRuleEffect.Withhold ? "!" + rule.Role : rule.Role)),
        (s, v) => WithRoles(s, roles => roles with { Rules = [.. v.Select(pair => Rule(pair.Key, pair.Value))] }));

    /// <summary>See <see cref="RoleMapping.Comparison"/>.</summary>
    public static SettingsField RoleComparison { get; } = OfChoice<RoleValueComparison>("Roles:Comparison", s => s.Roles.Comparison, (s, v) => WithRoles(s, roles => roles with { Comparison = v!.Value }));

    /// <summary>See <see cref="RoleMapping.Strategy"/>.</summary>
    public static SettingsField RoleStrategy { get; } = OfChoice<RoleStrategy>("Roles:Strategy", s => s.Roles.Strategy, (s, v) => WithRoles(s, roles => roles with { Strategy = v!.Value }));

    /// <summary>See <see cref="RoleMapping.Unmapped"/>.</summary>
    public static SettingsField UnmappedRoles { get; } = OfChoice<UnmappedRoleValue>("Roles:Unmapped", s => s.Roles.Unmapped, (s, v) => WithRoles(s, roles => roles with { Unmapped = v!.Value }));

    /// <summary>See <see cref="RoleMapping.DefaultRoles"/>.</summary>
    public static SettingsField DefaultRoles { get; } = OfList("Roles:DefaultRoles", s => s.Roles.DefaultRoles, (s, v) => WithRoles(s, roles => roles with { DefaultRoles = v! }));

    /// <summary>See <see cref="RoleMapping.WhenNone"/>.</summary>
    public static SettingsField WhenNoRoles { get; } = OfChoice<NoRolesBehavior>("Roles:WhenNone", s => s.Roles.WhenNone, (s, v) => WithRoles(s, roles => roles with { WhenNone = v!.Value }));

    /// <summary>See <see cref="RoleMapping.WhenUnknown"/>.</summary>
    public static SettingsField WhenUnknownRoles { get; } = OfChoice<UnknownRolesBehavior>("Roles:WhenUnknown", s => s.Roles.WhenUnknown, (s, v) => WithRoles(s, roles => roles with { WhenUnknown = v!.Value }));

    /// <summary>See <see cref="RoleMapping.Authority"/>.</summary>
    public static SettingsField RoleAuthority { get; } = OfChoice<RoleAuthority>("Roles:Authority", s => s.Roles.Authority, (s, v) => WithRoles(s, roles => roles with { Authority = v!.Value }));

    /// <summary>See <see cref="ProvisioningPolicy.CreateAccounts"/>.</summary>
    public static SettingsField CreateAccounts { get; } = OfFlag("Provisioning:CreateAccounts", s => s.Provisioning.CreateAccounts, (s, v) => WithProvisioning(s, policy => policy with { CreateAccounts = v }));

    /// <summary>See <see cref="ProvisioningPolicy.EmailDomains"/>; separated by commas or spaces.</summary>
    public static SettingsField EmailDomains { get; } = OfList("Provisioning:EmailDomains", s => s.Provisioning.EmailDomains, (s, v) => WithProvisioning(s, policy => policy with { EmailDomains = v }), separators: [',', ' ']);

    /// <summary>See <see cref="ProvisioningPolicy.UserIdClaim"/>.</summary>
    public static SettingsField UserIdClaim { get; } = OfText("Provisioning:UserIdClaim", s => s.Provisioning.UserIdClaim, (s, v) => WithProvisioning(s, policy => policy with { UserIdClaim = v }));

    /// <summary>See <see cref="ProvisioningPolicy.UserNameClaim"/>; <c>-</c> for no user name.</summary>
    public static SettingsField UserNameClaim { get; } = OfText(
        "Provisioning:UserNameClaim", s => s.Provisioning.UserNameClaim ?? NoUserName, (s, v) => WithProvisioning(s, policy => policy with { UserNameClaim = v == NoUserName ? null : v }));

    /// <summary>See <see cref="ProvisioningPolicy.Linking"/>.</summary>
    public static SettingsField Linking { get; } = OfChoice<AccountLinking>("Provisioning:Linking", s => s.Provisioning.Linking, (s, v) => WithProvisioning(s, policy => policy with { Linking = v!.Value }));

    /// <summary>See <see cref="ProvisioningPolicy.MatchIgnoringCase"/>.</summary>
    public static SettingsField MatchIgnoringCase { get; } = OfFlag("Provisioning:MatchIgnoringCase", s => s.Provisioning.MatchIgnoringCase, (s, v) => WithProvisioning(s, policy => policy with { MatchIgnoringCase = v }));

    private const string NoUserName = "-";

    /// <summary>Every field, in the order in which a page asks for them.</summary>
    public static IReadOnlyList<SettingsField> All => Table.Fields;

    private static OidcSettings WithRoles(OidcSettings settings, Func<RoleMapping, RoleMapping> change) => settings with { Roles = change(settings.Roles) };

    private static OidcSettings WithProvisioning(OidcSettings settings, Func<ProvisioningPolicy, ProvisioningPolicy> change) => settings with { Provisioning = change(settings.Provisioning) };

    private static RoleRule Rule(string value, string role) => role.StartsWith('!') ? new(value, role[1..]) { Effect = RoleRuleEffect.Withhold } : new(value, role);

    // Apart, so that it is filled after the fields of every part of this class.
    private static class Table
    {
        public static readonly SettingsField[] Fields =
        [
            Enabled, Issuer, DiscoveryUrl, BackchannelBaseUrl, ClientId, ClientSecret, ClientAuthentication, ClientAssertionAudience, Scopes, RedirectUri, ResponseMode,
            IdTokenSigningAlgorithms, TrustedAudiences, AllowedIssuerTenants, Prompt, MaxAge, AcrValues, RequireAcr, UiLocales, Resources, ExtraParameters, UserInfo,
            RoleClaims, RoleRules, RoleComparison, RoleStrategy, UnmappedRoles, DefaultRoles, WhenNoRoles, WhenUnknownRoles, RoleAuthority,
            CreateAccounts, EmailDomains, UserIdClaim, UserNameClaim, Linking, MatchIgnoringCase,
            SingleSignOut, AllowLogoutTokenWithoutExpiry, AllowFrontChannelLogoutWithoutSession, AutoSignIn, SingleSignOnOnly, SessionLifetime, SessionEndsWithAccessToken,
            FrontEndUrl, AllowTokenInFragment, HostValues,
        ];
    }
}
