namespace OidcRelyingParty.Providers;

/// <summary>Any provider that publishes its metadata.</summary>
internal static class GenericPreset
{
    public static ProviderPreset Create() => new()
    {
        Id = "generic",
        Name = "Another OpenID Connect provider",
        Fields = [new PresetField("url", "Issuer or discovery URL", "https://login.example.org", @"https?:\/\/[^\s?#@\\\{\}]+")],
        Issuer = "{url}",
        Quirks = ["The issuer is compared character by character: a slash at its end belongs to it or does not."],
        RedirectUriHint = "Where the provider asks for a redirect URI or callback URL.",
    };
}
