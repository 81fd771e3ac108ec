using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Providers;

/// <summary>Microsoft Entra ID: for one directory tenant, for several, and with personal accounts.</summary>
internal static class EntraPreset
{
    private const string TenantId = @"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private const string ExampleTenant = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490";

    private static readonly PresetField Cloud =
        new("cloud", "Cloud", "login.microsoftonline.com", @"login\.microsoftonline\.com|login\.microsoftonline\.us|login\.partner\.microsoftonline\.cn")
        {
            Default = "login.microsoftonline.com",
        };

    private static readonly PresetField Tenants =
        new("tenants", "Directory (tenant) ids that may sign in", ExampleTenant, $@"{TenantId}([\s,;]+{TenantId})*");

    private static readonly string[] Quirks =
    [
        "App roles come in roles; groups come in groups only when the token configuration adds them, and then as object ids, not names.",
        "A user with more than 200 groups comes without any (overage), which is not the same as having none: assign app roles, or let the token"
        + " configuration add only the groups assigned to the application.",
        "With a scope of another API, such as api://…, UserInfo does not take the access token and sign-ins fail: ask UserInfo with best effort, or never.",
        "The e-mail address is whatever the user's tenant says it is. It proves nothing, so never link accounts by it.",
    ];

    public static ProviderPreset Create() => Common() with
    {
        Id = "entra",
        Name = "Microsoft Entra ID (one tenant)",
        Fields = [new PresetField("tenant", "Directory (tenant) id", ExampleTenant, TenantId), Cloud],
        Issuer = "https://{cloud}/{tenant}/v2.0",
        Quirks = [.. Quirks, "Enter the tenant's id, not its domain: tokens name the id."],
    };

    public static ProviderPreset CreateForOrganizations() => Common() with
    {
        Id = "entra-organizations",
        Name = "Microsoft Entra ID (several tenants)",
        Fields = [Tenants, Cloud],
        MetadataAddress = "https://{cloud}/organizations/v2.0/.well-known/openid-configuration",
        AllowedIssuerTenants = ["{tenants}"],
        Quirks = [.. Quirks, "Users of tenants that are not on the list are refused, whatever Microsoft says of them."],
    };

    public static ProviderPreset CreateForAnyAccount() => CreateForOrganizations() with
    {
        Id = "entra-common",
        Name = "Microsoft Entra ID (several tenants and personal accounts)",
        MetadataAddress = "https://{cloud}/common/v2.0/.well-known/openid-configuration",
        Quirks =
        [
            .. Quirks,
            "Personal accounts are all of the tenant 9188040d-6c67-4c5b-b112-36a304b66dad: with it on the list anybody who makes such an account may enter.",
        ],
    };

    private static ProviderPreset Common() => new()
    {
        Id = "",
        Name = "",
        // This is how the metadata for several tenants write it: Microsoft's placeholder, not a field of ours.
        Issuer = $"https://{{cloud}}/{IssuerTemplate.Placeholder}/v2.0",
        RoleClaims = ["roles", WireNames.Groups],
        ClientAssertionAudience = ClientAssertionAudience.TokenEndpoint,
        RedirectUriHint = "App registrations, the application, Authentication: add a platform of kind Web, and enter it as its redirect URI.",
    };
}
