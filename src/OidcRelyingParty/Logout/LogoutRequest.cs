using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Logout;

/// <summary>
/// Ending the session at the provider too
/// (<see href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">RP-Initiated Logout, section 2</see>).
/// </summary>
internal static class LogoutRequest
{
    // Longer URLs are refused on the way by servers and proxies; without the hint the provider asks the user instead.
    private const int MaxUrlLength = 6 * 1024;

    /// <summary>Where to send the browser; null when the provider offers no such end.</summary>
    public static Uri? Create(OidcSettings settings, ProviderMetadata metadata, Uri? postLogoutRedirectUri, string? idTokenHint)
    {
        if (metadata.EndSessionEndpoint is not { } endpoint)
        {
            return null;
        }

        var url = Create(endpoint, settings, postLogoutRedirectUri, idTokenHint);
        return url.OriginalString.Length > MaxUrlLength ? Create(endpoint, settings, postLogoutRedirectUri, idTokenHint: null) : url;
    }

    private static Uri Create(Uri endpoint, OidcSettings settings, Uri? postLogoutRedirectUri, string? idTokenHint)
    {
        var query = new QueryBuilder(endpoint);
        query.Add(WireNames.ClientId, settings.ClientId);
        query.AddUnlessEmpty(WireNames.IdTokenHint, idTokenHint);
        query.AddUnlessEmpty(WireNames.PostLogoutRedirectUri, postLogoutRedirectUri?.OriginalString);
        return query.ToUri();
    }
}
