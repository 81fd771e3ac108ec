namespace OidcRelyingParty.Providers;

/// <summary>Google accounts, also of Workspace.</summary>
internal static class GooglePreset
{
    public static ProviderPreset Create() => new()
    {
        Id = "google",
        Name = "Google",
        Issuer = "https://accounts.google.com",
        SingleSignOut = false,
        Quirks =
        [
            "Anybody has a Google account. The extra parameter hd only preselects a Workspace domain; who may enter, the e-mail domains of account creation"
            + " decide, and the claim hd says which Workspace manages the account.",
            "Google puts neither groups nor roles into its tokens.",
            "A refresh token comes only with the extra parameter access_type=offline, and again only with prompt consent.",
            "Signing out here leaves the user signed in at Google: it has no end of session for applications.",
        ],
        RedirectUriHint = "Google Cloud console, Google Auth Platform, Clients, the client (Web application): Authorized redirect URIs.",
    };
}
