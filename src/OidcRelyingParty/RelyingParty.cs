using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Access;
using OidcRelyingParty.AccessTokens;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Identities;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Logout;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;
using OidcRelyingParty.UserInfo;

namespace OidcRelyingParty;

/// <summary>
/// Signs users in with OpenID providers: the whole flow, one step a line. Usable from any program; in ASP.NET Core the endpoints call it.
/// </summary>
public sealed partial class RelyingParty
{
    private readonly SettingsResolver _settings;
    private readonly ProviderMetadataCache _providers;
    private readonly OneTimeUse _oneTimeUse;
    private readonly ProviderHealth _health;
    private readonly TokenClient _tokens;
    private readonly IdTokenValidator _idTokens;
    private readonly UserInfoClient _userInfo;
    private readonly AccessTokenReader _accessTokens;
    private readonly RoleExplainer _roles;
    private readonly AccountProvisioner? _accounts;
    private readonly LogoutTokenValidator _logoutTokens;
    private readonly OidcRelyingPartyOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<RelyingParty> _logger;

    internal RelyingParty(
        SettingsResolver settings,
        ProviderMetadataCache providers,
        OneTimeUse oneTimeUse,
        ProviderHealth health,
        TokenClient tokens,
        IdTokenValidator idTokens,
        UserInfoClient userInfo,
        AccessTokenReader accessTokens,
        RoleExplainer roles,
        AccountProvisioner? accounts,
        LogoutTokenValidator logoutTokens,
        IOptions<OidcRelyingPartyOptions> options,
        TimeProvider timeProvider,
        ILogger<RelyingParty> logger)
    {
        (_settings, _providers, _oneTimeUse, _health, _tokens, _idTokens) = (settings, providers, oneTimeUse, health, tokens, idTokens);
        (_userInfo, _accessTokens, _roles, _accounts, _logoutTokens) = (userInfo, accessTokens, roles, accounts, logoutTokens);
        (_options, _timeProvider, _logger) = (options.Value, timeProvider, logger);
    }

    /// <summary>Begins a sign-in: where to send the browser, and what to keep until it comes back.</summary>
    /// <param name="key">Which tenant and provider.</param>
    /// <param name="request">What this sign-in asks for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">There are no usable settings, or the provider cannot be read.</exception>
    public async Task<AuthorizationRequest> BeginSignInAsync(OidcSettingsKey key, SignInRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(request);

        var settings = await FindSettingsAsync(key, request, cancellationToken).ConfigureAwait(false);
        var provider = await _providers.GetAsync(ProviderAddress.Of(settings), cancellationToken).ConfigureAwait(false);
        var authorization = AuthorizationRequest.Create(settings, provider.Metadata, request, _timeProvider.GetUtcNow());

        Telemetry.SignInBegun();
        _logger.SignInBegins(key.ToString(), settings.Version);
        return authorization;
    }

    /// <summary>Finishes a sign-in, on the revision of the settings it began with.</summary>
    /// <param name="response">What the provider sent back through the browser.</param>
    /// <param name="pending">What was kept in the same browser since the start.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">The user is not signed in; the error says why.</exception>
    public async Task<SignInResult> CompleteSignInAsync(AuthorizationResponse response, PendingSignIn pending, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(pending);

        using var activity = Telemetry.Activities.StartActivity("oidc sign_in");
        var started = _timeProvider.GetTimestamp();
        try
        {
            var result = await CompleteAsync(response, pending, cancellationToken).ConfigureAwait(false);
            _health.SignedIn(pending.SettingsKey, pending.SettingsVersion);
            Telemetry.SignInEnded(_timeProvider.GetElapsedTime(started), errorCode: null);
            LogEnd(result, pending);
            return result;
        }
        catch (OidcException e)
        {
            _health.Failed(pending.SettingsKey, pending.SettingsVersion, e.Error);
            activity?.SetStatus(ActivityStatusCode.Error, e.Error.Code).SetTag(Telemetry.ErrorTag, e.Error.Code);
            Telemetry.SignInEnded(_timeProvider.GetElapsedTime(started), e.Error.Code);
            throw;
        }
    }

    private async Task<SignInResult> CompleteAsync(AuthorizationResponse response, PendingSignIn pending, CancellationToken cancellationToken)
    {
        Require(AuthorizationResponseRules.State(response, pending));
        Require(AuthorizationResponseRules.Mode(response, pending));
        Require(AuthorizationResponseRules.Age(pending, _options.SignInLifetime, _timeProvider.GetUtcNow()));
        var settings = await FindSettingsAsync(pending, cancellationToken).ConfigureAwait(false);
        await _oneTimeUse.RequireFirstAsync(pending, cancellationToken).ConfigureAwait(false);

        var provider = await _providers.GetAsync(ProviderAddress.Of(settings), cancellationToken).ConfigureAwait(false);
        Require(AuthorizationResponseRules.Issuer(response, settings, provider.Metadata));
        var granted = response as GrantedAuthorization
            ?? throw new OidcException(((RefusedAuthorization)response).ToError(pending.RedirectUri));
        _logger.CodeReceived(pending.SettingsKey.ToString());

        var tokens = await _tokens.RedeemAsync(settings, provider, granted, pending, cancellationToken).ConfigureAwait(false);
        var idToken = await _idTokens.ValidateAsync(tokens, settings, provider, pending, cancellationToken).ConfigureAwait(false);
        var documents = await GatherAsync(settings, provider, tokens, idToken, cancellationToken).ConfigureAwait(false);

        return await FinishAsync(settings, tokens, new ValidatedIdentity(settings.Key, idToken, documents), documents, pending, cancellationToken).ConfigureAwait(false);
    }

    private static void Require(OidcError? error)
    {
        if (error is not null)
        {
            throw new OidcException(error);
        }
    }
}
