namespace OidcRelyingParty.Providers;

/// <summary>User pools of Amazon Cognito.</summary>
internal static class CognitoPreset
{
    public static ProviderPreset Create() => new()
    {
        Id = "cognito",
        Name = "Amazon Cognito",
        Fields =
        [
            new PresetField("region", "Region", "eu-central-1", @"[a-z]{2}(-[a-z]+)+-[0-9]"),
            new PresetField("pool", "User pool id", "eu-central-1_a1B2c3D4e", @"[a-z0-9\-]+_[A-Za-z0-9]+"),
        ],
        Issuer = "https://cognito-idp.{region}.amazonaws.com/{pool}",
        RoleClaims = ["cognito:groups"],
        // Its logout endpoint wants logout_uri and answers the standard's parameters with an error page.
        SingleSignOut = false,
        Quirks =
        [
            "The user pool needs a domain: without one there is no page to sign in at.",
            "Signing out here leaves the user signed in at Cognito, whose end of session does not follow the standard.",
            "A user without groups has no claim cognito:groups at all.",
            "UserInfo says email_verified as a text, which proves nothing; the ID token says it as it should.",
        ],
        RedirectUriHint = "User pools, the pool, App clients, the client, Login pages: Allowed callback URLs.",
    };
}
