namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Where each endpoint is, below the issuer.</summary>
internal static class ProviderPaths
{
    private static readonly Dictionary<ProviderEndpoint, string> s_paths = new()
    {
        [ProviderEndpoint.Discovery] = "/.well-known/openid-configuration",
        [ProviderEndpoint.KeySet] = "/jwks",
        [ProviderEndpoint.Authorization] = "/authorize",
        [ProviderEndpoint.Login] = "/login",
        [ProviderEndpoint.Consent] = "/consent",
        [ProviderEndpoint.Token] = "/token",
        [ProviderEndpoint.UserInfo] = "/userinfo",
        [ProviderEndpoint.Revocation] = "/revoke",
        [ProviderEndpoint.EndSession] = "/end-session",
        [ProviderEndpoint.EndSessionConfirmation] = "/end-session/confirm",
    };

    public static string Of(ProviderEndpoint endpoint) => s_paths[endpoint];

    public static ProviderEndpoint Find(string issuerPath, string path) => path.StartsWith(issuerPath, StringComparison.Ordinal)
        ? s_paths.FirstOrDefault(pair => pair.Value == path[issuerPath.Length..]).Key
        : ProviderEndpoint.Unknown;

    public static bool Allows(ProviderEndpoint endpoint, string method) => endpoint switch
    {
        ProviderEndpoint.Discovery or ProviderEndpoint.KeySet => method == "GET",
        ProviderEndpoint.Authorization or ProviderEndpoint.UserInfo or ProviderEndpoint.EndSession => method is "GET" or "POST",
        _ => method == "POST",
    };
}
