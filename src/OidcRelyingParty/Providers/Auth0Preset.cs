namespace OidcRelyingParty.Providers;

/// <summary>Auth0.</summary>
internal static class Auth0Preset
{
    public static ProviderPreset Create() => new()
    {
        Id = "auth0",
        Name = "Auth0",
        Fields =
        [
            PresetField.Host("Domain", "example.eu.auth0.com"),
            new PresetField("claim", "Claim with the roles", "https://example.org/roles", @"[^\s\{\}]+") { Default = "" },
        ],
        Issuer = "https://{domain}/",
        RoleClaims = ["{claim}"],
        Quirks =
        [
            "The issuer ends in a slash. With a custom domain, enter that one: tokens then name it.",
            "Roles come in no token by themselves: an Action of the login flow puts event.authorization.roles into an ID token claim, whose name is an address"
            + " of yours.",
            "Signing out at Auth0 too needs the tenant setting that publishes the end session endpoint, and the address to return to under Allowed Logout URLs.",
        ],
        RedirectUriHint = "Applications, the application (Regular Web Application), Settings: Allowed Callback URLs.",
    };
}
