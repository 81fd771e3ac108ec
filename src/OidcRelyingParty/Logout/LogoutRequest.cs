using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Logout;

/// <summary>
/// Ending the session at the provider too
/// (<see href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">RP-Initiated Logout, section 2</see>).
/// </summary>
public sealed record LogoutRequest
{
    // Longer URLs are refused on the way by servers and proxies; without the hint the provider asks the user instead.
    private const int MaxUrlLength = 6 * 1024;

    /// <summary>The issuer of the session that ends: another provider learns nothing of it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The ID token of the session, if it was kept; without it most providers ask the user.</summary>
    public Secret? IdTokenHint { get; init; }

    /// <summary>Who is signing out, as the provider knows the user; sent only without an <see cref="IdTokenHint"/>.</summary>
    public string? LogoutHint { get; init; }

    /// <summary>Where the provider sends the browser afterwards; registered there.</summary>
    public Uri? PostLogoutRedirectUri { get; init; }

    /// <summary>Comes back with the browser, unchanged.</summary>
    public string? State { get; init; }

    /// <summary>Where to send the browser; null when the provider offers no such end.</summary>
    internal Uri? CreateUrl(OidcSettings settings, ProviderMetadata metadata)
    {
        if (metadata.EndSessionEndpoint is not { } endpoint)
        {
            return null;
        }

        var url = CreateUrl(settings, endpoint);
        return url.OriginalString.Length > MaxUrlLength ? (this with { IdTokenHint = null }).CreateUrl(settings, endpoint) : url;
    }

    private Uri CreateUrl(OidcSettings settings, Uri endpoint)
    {
        var query = new QueryBuilder(endpoint);
        query.Add(WireNames.ClientId, settings.ClientId);
        query.AddUnlessEmpty(WireNames.IdTokenHint, IdTokenHint?.Reveal());
        query.AddUnlessEmpty(WireNames.LogoutHint, IdTokenHint is null ? LogoutHint : null);
        query.AddUnlessEmpty(WireNames.PostLogoutRedirectUri, PostLogoutRedirectUri?.OriginalString);
        query.AddUnlessEmpty(WireNames.State, PostLogoutRedirectUri is null ? null : State);
        return query.ToUri();
    }
}
