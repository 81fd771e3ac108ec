using OidcRelyingParty.Logout;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty;

/// <content>The end of a session: begun here, or told by the provider.</content>
public sealed partial class RelyingParty
{
    /// <summary>Where to send the browser to end the session at the provider; null when the provider or the settings do not want that.</summary>
    /// <param name="key">Which tenant and provider the user signed in with.</param>
    /// <param name="request">What is known of the session that ends, and where the browser shall come back.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">There are no usable settings, they name another provider by now, or it cannot be read.</exception>
    public async Task<Uri?> CreateLogoutUrlAsync(
        OidcSettingsKey key, LogoutRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(request);

        var settings = await _settings.GetCurrentAsync(key, cancellationToken).ConfigureAwait(false);
        if (!settings.SingleSignOut)
        {
            return null;
        }

        var provider = await GetProviderAsync(settings, request.Issuer, cancellationToken).ConfigureAwait(false);
        return request.CreateUrl(settings, provider.Metadata);
    }

    /// <summary>
    /// Checks a logout token that the provider posted
    /// (<see href="https://openid.net/specs/openid-connect-backchannel-1_0.html">Back-Channel Logout 1.0</see>).
    /// </summary>
    /// <param name="logoutToken">The token.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">It is not valid, was used before, or cannot be checked at the moment.</exception>
    public async Task<LogoutNotice> ReceiveLogoutTokenAsync(string logoutToken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(logoutToken);
        var notice = await _logoutTokens.ValidateAsync(logoutToken, cancellationToken).ConfigureAwait(false);
        return await _oneTimeUse.WasUsedAsync(notice.SettingsKeys, notice.Issuer, notice.JwtId, cancellationToken).ConfigureAwait(false)
            ? throw new OidcException(OidcErrorCodes.LogoutTokenReplayed, "A logout token with this jti was used before.")
            : notice;
    }

    /// <summary>
    /// Takes note that the sessions of a notice have ended, so that the same token is refused from now on. Until then it may come again: a process
    /// that dies before the sessions have ended loses no logout.
    /// </summary>
    /// <param name="notice">The notice.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">The replay store fails.</exception>
    public ValueTask MarkCarriedOutAsync(LogoutNotice notice, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return _oneTimeUse.MarkUsedAsync(notice.SettingsKeys, notice.Issuer, notice.JwtId, notice.UsableUntil, cancellationToken);
    }

    /// <summary>
    /// Makes a refresh token worthless at the provider (<see href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009</see>), unless the settings
    /// leave the provider's session alone: at Keycloak it ends with its last refresh token.
    /// </summary>
    /// <param name="key">Which tenant and provider issued it.</param>
    /// <param name="issuer">The issuer of the session that it belongs to.</param>
    /// <param name="refreshToken">The token.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">The settings name another provider by now, or it cannot be reached or refuses.</exception>
    public async Task RevokeAsync(OidcSettingsKey key, string issuer, Secret refreshToken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(refreshToken);
        var settings = await _settings.GetCurrentAsync(key, cancellationToken).ConfigureAwait(false);
        if (!settings.SingleSignOut)
        {
            return;
        }

        var provider = await GetProviderAsync(settings, issuer, cancellationToken).ConfigureAwait(false);
        await _tokens.RevokeAsync(settings, provider, refreshToken, cancellationToken).ConfigureAwait(false);
    }
}
