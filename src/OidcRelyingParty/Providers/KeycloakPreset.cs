using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Providers;

/// <summary>Keycloak, and Red Hat's build of it.</summary>
internal static class KeycloakPreset
{
    public static ProviderPreset Create() => new()
    {
        Id = "keycloak",
        Name = "Keycloak",
        Fields =
        [
            new PresetField("url", "Keycloak's address", "https://sso.example.org", @"https?:\/\/[^\s?#@\\\{\}]*[^\s?#@\\\{\}\/]"),
            new PresetField("realm", "Realm", "example", @"[^\s\/?#%\\\{\}]+"),
        ],
        Issuer = "{url}/realms/{realm}",
        // As it comes, Keycloak puts roles into the access token alone: see the mappers of the client scope "roles".
        RoleClaims =
        [
            new RoleClaim("realm_access.roles") { Source = RoleClaimSource.AccessToken },
            new RoleClaim("resource_access.{client_id}.roles") { Source = RoleClaimSource.AccessToken },
        ],
        Quirks =
        [
            "Roles are read from the access token, where Keycloak puts them. Where the client uses lightweight access tokens, add the roles to the ID token"
            + " (client scope roles, its mappers) and choose the ID token as their source.",
            "Groups are in no token until a mapper of type Group Membership adds them; with full path each begins with a slash.",
            "Before version 17, and where it is configured so, the address ends in /auth.",
        ],
        RedirectUriHint = "Clients, the client, Settings: Valid redirect URIs. Enter it in full, without a wildcard.",
    };
}
