using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Identities;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty;

/// <content>What the provider says about a user, and which roles that gives.</content>
public sealed partial class RelyingParty
{
    private async Task<IdentityDocuments> GatherAsync(
        OidcSettings settings, ProviderSnapshot provider, TokenResponse tokens, ValidatedIdToken idToken, CancellationToken cancellationToken)
    {
        var userInfo = await _userInfo.FetchAsync(settings, provider, tokens, idToken, cancellationToken).ConfigureAwait(false);
        var accessToken = await _accessTokens.ReadAsync(settings, provider, tokens, idToken, cancellationToken).ConfigureAwait(false);
        return new IdentityDocuments(idToken.Claims, userInfo, accessToken);
    }

    private MappedRoles MapRoles(IdentityDocuments documents, OidcSettings settings)
    {
        var mapped = ClaimRoleMapper.Map(documents, settings.Roles, _options.ReservedRoles);
        if (mapped.Outcome == RoleOutcome.Unknown)
        {
            _logger.RolesUnknown(settings.Key.ToString(), mapped.Problem);
        }

        var refusal = RoleRefusal.Find(mapped, documents, settings);
        if (_accounts is null)
        {
            Require(refusal);
        }

        return mapped with { Refusal = refusal }; // an account may be the super administrator's
    }
}
