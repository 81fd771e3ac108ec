using OidcRelyingParty.Jose;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.IdTokens;

internal static partial class IdTokenRules
{
    // How long before the sign-in began an ID token may have been issued; it should be after, but clocks differ.
    private static readonly TimeSpan MaxIssuedBefore = TimeSpan.FromMinutes(10);

    // Tolerance is taken from our own clock: added to what a token says it could leave the range of dates.

    /// <summary>Not expired.</summary>
    public static OidcError? Expiry(IdTokenContext context) => context.Claims.Instant(WireNames.ExpiresAt) switch
    {
        null => Error(OidcErrorCodes.IdTokenExpired, "The ID token has no exp that is a number of seconds."),
        { } expiry when context.Now - context.ClockSkew >= expiry =>
            Error(OidcErrorCodes.IdTokenExpired, $"The ID token expired at {expiry:O}; it is {context.Now:O}."),
        _ => null,
    };

    /// <summary>Already valid.</summary>
    public static OidcError? NotBefore(IdTokenContext context)
    {
        if (!context.Claims.TryGetProperty(WireNames.NotBefore, out _))
        {
            return null;
        }

        return context.Claims.Instant(WireNames.NotBefore) is { } notBefore && notBefore <= context.Now + context.ClockSkew
            ? null
            : Error(OidcErrorCodes.IdTokenNotYetValid, $"The ID token is not valid before {context.Claims.Found(WireNames.NotBefore)}; it is {context.Now:O}.");
    }

    /// <summary>Issued in this sign-in: not in the future, and not long before it began.</summary>
    public static OidcError? IssuedAt(IdTokenContext context) => context.Claims.Instant(WireNames.IssuedAt) switch
    {
        null => Error(OidcErrorCodes.IdTokenIssuedAt, "The ID token has no iat that is a number of seconds."),
        { } issued when issued > context.Now + context.ClockSkew =>
            Error(OidcErrorCodes.IdTokenIssuedAt, $"The ID token was issued in the future, at {issued:O}; it is {context.Now:O}."),
        { } issued when issued < context.Expected.AskedAt - MaxIssuedBefore =>
            Error(OidcErrorCodes.IdTokenIssuedAt, $"The ID token was issued at {issued:O}, long before it was asked for at {context.Expected.AskedAt:O}."),
        _ => null,
    };

    /// <summary>When a maximum age was asked for, the user authenticated recently enough.</summary>
    public static OidcError? AuthenticationTime(IdTokenContext context)
    {
        if (context.Expected.MaxAge is not { } maxAge)
        {
            return null;
        }

        return context.Claims.Instant(WireNames.AuthTime) switch
        {
            null => Error(OidcErrorCodes.IdTokenAuthTime, "The ID token has no auth_time, although max_age was sent."),
            { } authenticated when authenticated > context.Now + context.ClockSkew =>
                Error(OidcErrorCodes.IdTokenAuthTime, $"The user authenticated in the future, at {authenticated:O}; it is {context.Now:O}."),
            { } authenticated when context.Now - context.ClockSkew - authenticated > maxAge =>
                Error(OidcErrorCodes.IdTokenAuthTime, $"The user authenticated at {authenticated:O}, more than {maxAge.TotalSeconds:0} seconds ago."),
            _ => null,
        };
    }

    /// <summary>A renewal cannot change when the user authenticated.</summary>
    public static OidcError? SameAuthenticationTime(IdTokenContext context) =>
        context.Expected.AuthTime is not { } expected || context.Claims.Instant(WireNames.AuthTime) is not { } found || found == expected
            ? null
            : Error(OidcErrorCodes.IdTokenAuthTime, $"The renewed ID token says that the user authenticated at {found:O}; the session says {expected:O}.");
}
