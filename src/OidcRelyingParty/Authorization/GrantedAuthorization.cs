using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Authorization;

/// <summary>The provider granted the request: a code to be redeemed once.</summary>
internal sealed class GrantedAuthorization(string state, AuthorizationResponseMode mode, string? issuer, string code)
    : AuthorizationResponse(state, mode, issuer)
{
    public string Code { get; } = code;
}
