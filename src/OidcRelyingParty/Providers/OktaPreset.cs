using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Providers;

/// <summary>Okta's workforce identity.</summary>
internal static class OktaPreset
{
    public static ProviderPreset Create() => new()
    {
        Id = "okta",
        Name = "Okta",
        Fields = [new PresetField("domain", "Okta domain", "example.okta.com", @"[A-Za-z0-9.\-]+(\/oauth2\/[A-Za-z0-9]+)?")],
        Issuer = "https://{domain}",
        Scopes = [WireNames.OpenIdScope, WireNames.ProfileScope, WireNames.EmailScope, WireNames.Groups],
        RoleClaims = [WireNames.Groups],
        Quirks =
        [
            "For a custom authorization server enter it too: example.okta.com/oauth2/default. It knows the scope groups only when somebody adds it there;"
            + " remove the scope if the sign-in ends with invalid_scope.",
            "Groups come only when the application (or the authorization server) has a groups claim with a filter. More than 100 of them end in an error.",
            "The domain is the one without -admin.",
        ],
        RedirectUriHint = "Applications, the application (OIDC, Web Application), General: Sign-in redirect URIs.",
    };
}
