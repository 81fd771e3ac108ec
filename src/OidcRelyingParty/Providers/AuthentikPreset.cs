using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Providers;

/// <summary>authentik.</summary>
internal static class AuthentikPreset
{
    public static ProviderPreset Create() => new()
    {
        Id = "authentik",
        Name = "authentik",
        Fields =
        [
            PresetField.Host("Host", "authentik.example.org"),
            new PresetField("slug", "Application slug", "my-app", @"[A-Za-z0-9_\-]+"),
        ],
        Issuer = "https://{domain}/application/o/{slug}/",
        RoleClaims = [WireNames.Groups],
        Quirks =
        [
            "The issuer ends in a slash. It is this one while the provider's issuer mode is per application; with one issuer for all, use the generic preset.",
            "Groups come with the scope profile, by their names.",
            "Newer versions send email_verified as false until a scope mapping says otherwise, and unverified addresses create no account.",
            "An unregistered redirect URI is answered like a wrong client secret, with invalid_client: look at both.",
            "Choose a signing key: without one authentik signs with the client secret.",
        ],
        RedirectUriHint = "Applications, Providers, the provider: Redirect URIs/Origins, in mode Strict.",
    };
}
