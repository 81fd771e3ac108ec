using System.Text.Json;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Logout;

/// <summary>
/// What a logout token must say, one function a rule, in the order of
/// <see href="https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation">Back-Channel Logout 1.0, section 2.6</see>. Issuer and audience
/// have found the settings before; the signature is checked between the two lists, always.
/// </summary>
internal static class LogoutTokenRules
{
    public static readonly Func<LogoutTokenContext, OidcError?>[] BeforeSignature =
    [
        Algorithm, // step 3
        Type,      // section 2.4
    ];

    public static readonly Func<LogoutTokenContext, OidcError?>[] AfterSignature =
    [
        IssuedAt,  // step 4, with the rules of an ID token
        Expiry,
        SubjectOrSession, // step 5
        Event,            // step 6
        NoNonce,          // step 7
        JwtId,            // step 8 needs one to compare
    ];

    private const string LogoutEvent = "http://schemas.openid.net/event/backchannel-logout";
    private const int MaxTextLength = 255;

    // A notice is sent at once; an older one is a leftover or a replay.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MaxAgeWithoutExpiry = TimeSpan.FromMinutes(2);

    /// <summary>Until when a token that is valid now could be accepted again: its iat may be ahead of our clock by the skew.</summary>
    public static DateTimeOffset UsableUntil(LogoutTokenContext context) => context.Now + MaxAge + (2 * context.ClockSkew);

    /// <summary>Signed with an algorithm these settings accept for ID tokens: a good signature is not enough.</summary>
    public static OidcError? Algorithm(LogoutTokenContext context) => SigningAlgorithms.AcceptedBy(context.Settings) is var accepted
        && context.Header.Text("alg") is { } algorithm && accepted.Contains(algorithm, StringComparer.Ordinal)
            ? null
            : Error(OidcErrorCodes.LogoutTokenAlgorithm, $"The logout token is signed with {context.Header.Found("alg")}.");

    /// <summary>A logout token, or a token that does not say what it is.</summary>
    public static OidcError? Type(LogoutTokenContext context) => !context.Header.TryGetProperty("typ", out _)
        || (context.Header.Text("typ") is { } type
            && (type.Equals("logout+jwt", StringComparison.OrdinalIgnoreCase) || type.Equals("application/logout+jwt", StringComparison.OrdinalIgnoreCase)
                || type.Equals("JWT", StringComparison.OrdinalIgnoreCase)))
            ? null
            : Error(OidcErrorCodes.LogoutTokenType, $"The token's type is {context.Header.Found("typ")}.");

    public static OidcError? IssuedAt(LogoutTokenContext context)
    {
        var maxAge = context.Claims.TryGetProperty(WireNames.ExpiresAt, out _) ? MaxAge : MaxAgeWithoutExpiry;
        return context.Claims.Instant(WireNames.IssuedAt) is { } issued
            && issued <= context.Now + context.ClockSkew && issued >= context.Now - maxAge - context.ClockSkew
                ? null
                : Error(OidcErrorCodes.LogoutTokenTime, $"The logout token's iat is {context.Claims.Found(WireNames.IssuedAt)}; it is {context.Now:O}.");
    }

    public static OidcError? Expiry(LogoutTokenContext context)
    {
        var isAbsent = !context.Claims.TryGetProperty(WireNames.ExpiresAt, out _);
        return (isAbsent && context.Settings.AllowLogoutTokenWithoutExpiry)
            || (context.Claims.Instant(WireNames.ExpiresAt) is { } expiry && context.Now < expiry + context.ClockSkew)
                ? null
                : Error(OidcErrorCodes.LogoutTokenTime, $"The logout token's exp is {context.Claims.Found(WireNames.ExpiresAt)}; it is {context.Now:O}.");
    }

    /// <summary>It names the user, the session at the provider, or both.</summary>
    public static OidcError? SubjectOrSession(LogoutTokenContext context)
    {
        bool IsFit(string name) => !context.Claims.TryGetProperty(name, out _) || context.Claims.Text(name) is { Length: > 0 and <= MaxTextLength };
        return IsFit(WireNames.Subject) && IsFit(WireNames.SessionId)
            && (context.Claims.Text(WireNames.Subject) ?? context.Claims.Text(WireNames.SessionId)) is not null
                ? null
                : Error(OidcErrorCodes.LogoutTokenClaims, "The logout token names neither a user (sub) nor a session (sid).");
    }

    public static OidcError? Event(LogoutTokenContext context) =>
        context.Claims.TryGetProperty(WireNames.Events, out var events) && events.ValueKind == JsonValueKind.Object
        && events.TryGetProperty(LogoutEvent, out var logout) && logout.ValueKind == JsonValueKind.Object
            ? null
            : Error(OidcErrorCodes.LogoutTokenClaims, "The logout token's events do not hold the logout event.");

    /// <summary>An ID token has a nonce, and so cannot be taken for a logout token.</summary>
    public static OidcError? NoNonce(LogoutTokenContext context) => context.Claims.TryGetProperty(WireNames.Nonce, out _)
        ? Error(OidcErrorCodes.LogoutTokenClaims, "The logout token has a nonce, which only ID tokens have.")
        : null;

    public static OidcError? JwtId(LogoutTokenContext context) => context.Claims.Text(WireNames.JwtId) is { Length: > 0 and <= MaxTextLength }
        ? null
        : Error(OidcErrorCodes.LogoutTokenClaims, "The logout token has no jti.");

    private static OidcError Error(string code, string message) => OidcError.Create(code, message);
}
