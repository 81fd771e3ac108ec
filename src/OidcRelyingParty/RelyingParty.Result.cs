using OidcRelyingParty.Accounts;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty;

/// <content>What a host is told about a user who was let in.</content>
public sealed partial class RelyingParty
{
    private SignInResult CreateResult(
        OidcSettings settings, TokenResponse tokens, ValidatedIdentity identity, MappedRoles mapped, ProvisionedAccount? entered, string? returnUrl)
    {
        var roles = entered?.Roles ?? mapped.Roles;
        return new SignInResult
        {
            Identity = identity,
            Account = entered?.Account,
            Roles = roles,
            Principal = ClaimsPrincipalFactory.Create(identity, roles, _options.SessionClaims, entered?.Account.Id, entered?.Account.UserName),
            Tokens = tokens,
            Settings = settings,
            ReturnUrl = returnUrl,
        };
    }
}
