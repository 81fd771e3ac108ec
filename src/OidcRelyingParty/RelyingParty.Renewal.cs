using OidcRelyingParty.Discovery;
using OidcRelyingParty.Identities;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty;

/// <content>A session that goes on: new tokens, and the user's claims and roles as they are now.</content>
public sealed partial class RelyingParty
{
    /// <summary>Renews the tokens of a session and works out the roles again.</summary>
    /// <param name="key">Which tenant and provider the user signed in with.</param>
    /// <param name="refreshToken">The session's refresh token. Many providers replace it: keep the one that comes back.</param>
    /// <param name="idToken">The session's ID token; what comes must continue it, and it stays in force when none comes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The user as of now; its tokens hold only what the provider issued anew.</returns>
    /// <exception cref="OidcException">
    /// The session is not renewed: <see cref="OidcErrorCodes.RefreshRefused"/> when the provider says so, <see cref="OidcErrorCodes.AccountRefused"/> when the
    /// account is gone or disabled.
    /// </exception>
    public async Task<SignInResult> RenewAsync(OidcSettingsKey key, Secret refreshToken, Secret idToken, CancellationToken cancellationToken = default) =>
        await IdentifyAsync(await RefreshAsync(key, refreshToken, idToken, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>The first half of <see cref="RenewAsync"/>: once it is done, the refresh token may be spent, and the new tokens must be kept whatever follows.</summary>
    internal async Task<RefreshedTokens> RefreshAsync(OidcSettingsKey key, Secret refreshToken, Secret idToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(refreshToken);
        ArgumentNullException.ThrowIfNull(idToken);

        var settings = await _settings.GetCurrentAsync(key, cancellationToken).ConfigureAwait(false);
        var session = IdTokenValidator.ReadKept(idToken, settings);
        var provider = await GetProviderAsync(settings, session.Issuer, cancellationToken).ConfigureAwait(false);

        var askedAt = _timeProvider.GetUtcNow();
        var tokens = await _tokens.RefreshAsync(settings, provider, refreshToken, cancellationToken).ConfigureAwait(false);
        var renewed = await _idTokens.ValidateRenewedAsync(tokens, settings, provider, session, askedAt, cancellationToken).ConfigureAwait(false);
        return new RefreshedTokens(settings, provider, tokens, renewed);
    }

    /// <summary>The second half: the user, with claims and roles as they are now.</summary>
    internal async Task<SignInResult> IdentifyAsync(RefreshedTokens refreshed, CancellationToken cancellationToken)
    {
        var (settings, provider, tokens, idToken) = refreshed;
        var documents = await GatherAsync(settings, provider, tokens, idToken, cancellationToken).ConfigureAwait(false);
        var identity = new ValidatedIdentity(settings.Key, idToken, documents);
        var mapped = MapRoles(documents, settings);
        var entered = _accounts is null ? null : await _accounts.ContinueAsync(identity, mapped, settings, cancellationToken).ConfigureAwait(false);
        return CreateResult(settings, tokens, identity, mapped, entered, returnUrl: null);
    }

    /// <summary>The provider, as long as it is the one that a session began with: nothing of that session is for another.</summary>
    private async Task<ProviderSnapshot> GetProviderAsync(OidcSettings settings, string issuer, CancellationToken cancellationToken)
    {
        var provider = await _providers.GetAsync(ProviderAddress.Of(settings), cancellationToken).ConfigureAwait(false);
        return settings.IsIssuer(provider.Metadata.Issuer, issuer) ? provider : throw new OidcException(
            OidcErrorCodes.IdTokenIssuer, $"The session is of '{issuer}' but the settings now name '{provider.Metadata.Issuer}'.");
    }
}
