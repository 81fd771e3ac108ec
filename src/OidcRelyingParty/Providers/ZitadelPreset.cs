using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Providers;

/// <summary>Zitadel.</summary>
internal static class ZitadelPreset
{
    public static ProviderPreset Create() => new()
    {
        Id = "zitadel",
        Name = "Zitadel",
        Fields =
        [
            PresetField.Host("Host", "example.eu1.zitadel.cloud"),
            new PresetField("project", "Project id", "287654321098765432", "[0-9]+"),
        ],
        Issuer = "https://{domain}",
        Scopes = [WireNames.OpenIdScope, WireNames.ProfileScope, WireNames.EmailScope, "urn:zitadel:iam:org:projects:roles"],
        // The first comes where the project asserts its roles, the second for the scope above. Either is an object whose members are the roles.
        RoleClaims =
        [
            new RoleClaim("urn:zitadel:iam:org:project:roles") { Shape = RoleClaimShape.Keys },
            new RoleClaim("urn:zitadel:iam:org:project:{project}:roles") { Shape = RoleClaimShape.Keys },
        ],
        // An ID token is for the project and for every application in it; the other applications must be added by hand.
        TrustedAudiences = ["{project}"],
        Quirks =
        [
            "Roles come from UserInfo, and in the ID token where the application says so.",
            "An ID token names the project and all its applications as its audience: where the project has more than this one, add the others' client ids to the"
            + " trusted audiences.",
        ],
        RedirectUriHint = "Projects, the project, the application: Redirect URIs.",
    };
}
