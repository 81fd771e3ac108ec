using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Providers;

/// <summary>JumpCloud.</summary>
internal static class JumpCloudPreset
{
    public static ProviderPreset Create() => new()
    {
        Id = "jumpcloud",
        Name = "JumpCloud",
        Fields =
        [
            PresetField.Host("Host", "oauth.id.jumpcloud.com") with { Default = "oauth.id.jumpcloud.com" },
            new PresetField("claim", "Groups attribute", WireNames.Groups, @"[^\s\{\}]+") { Default = WireNames.Groups },
        ],
        Issuer = "https://{domain}/",
        RoleClaims = ["{claim}"],
        Quirks =
        [
            "The issuer ends in a slash and is the same for every organization of a region; outside the United States the host is another one.",
            "Groups come only when the application includes the groups attribute, under the name given there, and only groups that the application is"
            + " assigned to.",
        ],
        RedirectUriHint = "SSO Applications, the application (Custom OIDC App), SSO: Redirect URIs.",
    };
}
