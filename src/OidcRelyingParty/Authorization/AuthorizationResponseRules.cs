using System.Security.Cryptography;
using System.Text;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Authorization;

/// <summary>What must hold before a code is redeemed. Each rule answers with an error, or null.</summary>
internal static class AuthorizationResponseRules
{
    /// <summary>The answer belongs to this sign-in (RFC 6749, section 10.12). Fixed time, because the state is what keeps others out.</summary>
    public static OidcError? State(AuthorizationResponse response, PendingSignIn pending) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(response.State), Encoding.UTF8.GetBytes(pending.State))
            ? null
            : OidcError.Create(OidcErrorCodes.StateUnknown, "The authorization response belongs to another sign-in.");

    /// <summary>It came the way it was asked for.</summary>
    public static OidcError? Mode(AuthorizationResponse response, PendingSignIn pending) => response.Mode == pending.ResponseMode
        ? null
        : OidcError.Create(OidcErrorCodes.ResponseMode, $"The authorization response came as {response.Mode} but {pending.ResponseMode} was asked for.");

    /// <summary>The sign-in has not taken too long.</summary>
    public static OidcError? Age(PendingSignIn pending, TimeSpan lifetime, DateTimeOffset now) => now - pending.StartedAt <= lifetime
        ? null
        : OidcError.Create(OidcErrorCodes.StateExpired, $"The sign-in began more than {lifetime.TotalMinutes:0} minutes ago.");

    /// <summary>
    /// It came from the provider that was asked (<see href="https://www.rfc-editor.org/rfc/rfc9207#section-2.4">RFC 9207, section 2.4</see>):
    /// checked whenever it says, required when the provider's metadata promises it.
    /// </summary>
    public static OidcError? Issuer(AuthorizationResponse response, OidcSettings settings, ProviderMetadata metadata) => response.Issuer switch
    {
        null when metadata.AuthorizationResponseIssuer =>
            OidcError.Create(OidcErrorCodes.ResponseIssuer, "The authorization response has no iss, although the provider's metadata promises one."),
        { } issuer when !settings.IsIssuer(metadata.Issuer, issuer) =>
            OidcError.Create(OidcErrorCodes.ResponseIssuer, $"The authorization response is from '{Printable.Of(issuer)}' but '{metadata.Issuer}' was asked."),
        _ => null,
    };
}
