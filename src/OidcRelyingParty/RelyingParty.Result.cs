using OidcRelyingParty.Accounts;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty;

/// <content>What a sign-in begins with and what it comes to: with settings in force, or as the trial of a draft.</content>
public sealed partial class RelyingParty
{
    private ValueTask<OidcSettings> FindSettingsAsync(OidcSettingsKey key, SignInRequest request, CancellationToken cancellationToken) => request.TriedVersion is { } tried
        ? _settings.GetDraftAsync(key, tried, cancellationToken)
        : _settings.GetCurrentAsync(key, cancellationToken);

    private ValueTask<OidcSettings> FindSettingsAsync(PendingSignIn pending, CancellationToken cancellationToken) => pending.Purpose == SignInPurpose.Test
        ? _settings.GetDraftAsync(pending.SettingsKey, pending.SettingsVersion, cancellationToken)
        : _settings.GetVersionAsync(pending.SettingsKey, pending.SettingsVersion, cancellationToken);

    private async Task<SignInResult> FinishAsync(
        OidcSettings settings, TokenResponse tokens, ValidatedIdentity identity, IdentityDocuments documents, PendingSignIn pending, CancellationToken cancellationToken)
    {
        if (pending.Purpose == SignInPurpose.Test)
        {
            return await TryOutAsync(settings, tokens, identity, documents, cancellationToken).ConfigureAwait(false);
        }

        var mapped = MapRoles(documents, settings);
        var entered = _accounts is null ? null : await _accounts.ProvisionAsync(identity, mapped, settings, cancellationToken).ConfigureAwait(false);
        return CreateResult(settings, tokens, identity, mapped, entered, pending.ReturnUrl);
    }

    // An administrator's trial shows what a sign-in would come to, and does nothing of it.
    private async Task<SignInResult> TryOutAsync(OidcSettings settings, TokenResponse tokens, ValidatedIdentity identity, IdentityDocuments documents, CancellationToken cancellationToken)
    {
        var explanation = _roles.Explain(settings, documents);
        var mapped = ClaimRoleMapper.Map(documents, settings.Roles, _options.ReservedRoles) with { Refusal = explanation.Refusal };
        var decision = _accounts is null ? null : await _accounts.DecideAsync(identity, mapped, settings, cancellationToken).ConfigureAwait(false);
        return CreateResult(settings, tokens, identity, mapped, entered: null, returnUrl: null, new SignInTrial(explanation, decision));
    }

    private void LogEnd(SignInResult result, PendingSignIn pending)
    {
        var (subject, settings) = (Printable.Of(result.Identity.Subject), pending.SettingsKey.ToString());
        if (pending.Purpose == SignInPurpose.Test)
        {
            _logger.TriedOut(Printable.Of(pending.TriedBy), settings, pending.SettingsVersion, subject);
        }
        else
        {
            _logger.SignedIn(subject, result.Identity.Issuer, settings, result.Roles.Count);
        }
    }

    private SignInResult CreateResult(
        OidcSettings settings, TokenResponse tokens, ValidatedIdentity identity, MappedRoles mapped, ProvisionedAccount? entered, string? returnUrl, SignInTrial? trial = null)
    {
        var roles = entered?.Roles ?? trial?.Account?.Roles ?? mapped.Roles;
        return new SignInResult
        {
            Identity = identity,
            Account = entered?.Account,
            Roles = roles,
            RoleOutcome = mapped.Outcome,
            Principal = ClaimsPrincipalFactory.Create(identity, roles, _options.SessionClaims, entered?.Account.Id, entered?.Account.UserName),
            Tokens = tokens,
            Settings = settings,
            ReturnUrl = returnUrl,
            Trial = trial,
        };
    }
}
