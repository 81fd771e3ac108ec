using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.QuickStart;

/// <summary>The environment that makes <c>samples/QuickStart</c> one client of one provider.</summary>
internal static class QuickStartSettings
{
    public static async Task<Dictionary<string, string?>> CreateAsync(Provider provider, RelyingPartyAddress address, Client client)
    {
        var settings = await CreateCommonAsync(provider, address, client);
        foreach (var (name, value) in client.Settings)
        {
            settings[$"Oidc__{name}"] = value;
        }

        return settings;
    }

    private static async Task<Dictionary<string, string?>> CreateCommonAsync(Provider provider, RelyingPartyAddress address, Client client) => new()
    {
        ["ASPNETCORE_URLS"] = address.Root.GetLeftPart(UriPartial.Authority),
        ["Oidc__Issuer"] = provider.Issuer,
        ["Oidc__ClientId"] = client.Id,
        ["Oidc__ClientSecret"] = client.Secret,
        ["Oidc__ClientAuthentication"] = client.Authentication,
        ["Oidc__ClientAssertionAudience"] = client.AssertionAudience,
        ["Oidc__ClientKeyFile"] = await KeyFileAsync(provider, client.AssertionKey),
        ["Oidc__DecryptionKeyFile"] = await KeyFileAsync(provider, client.DecryptionKey),
        ["Oidc__IdTokenSigningAlgorithms"] = client.Algorithm,
        ["Oidc__ResponseMode"] = client.ResponseMode,
        ["Oidc__UserInfo"] = client.UserInfo,
        ["Oidc__Scopes"] = provider.Scopes,
        ["Oidc__Roles__Claims"] = provider.RoleClaim,
        ["Oidc__Roles__Rules__admin"] = "admin",
        ["Oidc__AllowInsecureHttpOnLoopback"] = "true",
        ["DOTNET_EnableDiagnostics"] = "0", // its sockets would stay behind when the process is killed
        ["Logging__LogLevel__OidcRelyingParty"] = "Trace", // whatever the library can say, it says it here
    };

    private static async Task<string?> KeyFileAsync(Provider provider, ClientKey? key) =>
        key is { } wanted ? await provider.GetKeyFileAsync(wanted) : null;
}
