using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Authorization;

/// <summary>The provider refused the request (<see href="https://openid.net/specs/openid-connect-core-1_0.html#AuthError">section 3.1.2.6</see>).</summary>
internal sealed class RefusedAuthorization(string state, AuthorizationResponseMode mode, string? issuer, string error, string description)
    : AuthorizationResponse(state, mode, issuer)
{
    /// <summary>The error code, made printable.</summary>
    public string Error { get; } = error;

    /// <summary>The provider's words, made printable and short; for the operator, never for the page.</summary>
    public string Description { get; } = description;

    /// <summary>The refusal in our terms.</summary>
    public OidcError ToError(Uri redirectUri)
    {
        var said = Description.Length == 0 ? $"The provider answered '{Error}'." : $"The provider answered '{Error}': {Description}";
        return Error switch
        {
            WireNames.AccessDenied => OidcError.Create(OidcErrorCodes.AccessDenied, said),
            WireNames.LoginRequired or WireNames.InteractionRequired or WireNames.ConsentRequired or WireNames.AccountSelectionRequired =>
                OidcError.Create(OidcErrorCodes.InteractionRequired, said),
            WireNames.ServerError or WireNames.TemporarilyUnavailable => OidcError.Create(OidcErrorCodes.ProviderUnavailable, said),
            _ => OidcError.Create(OidcErrorCodes.AuthorizationRefused, said,
                $"Compare the registration at the provider with the settings: client id, scopes, and the redirect URI, which must be registered exactly as {redirectUri.OriginalString}"),
        };
    }
}
