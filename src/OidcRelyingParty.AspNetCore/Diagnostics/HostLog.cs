using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.Diagnostics;

/// <summary>Everything the ASP.NET Core package logs; ids from 10000.</summary>
internal static partial class HostLog
{
    [LoggerMessage(10001, LogLevel.Warning, "The session at provider {SettingsKey} was not ended: {ErrorCode}. The session here is over.")]
    public static partial void ProviderSignOutSkipped(this ILogger logger, string settingsKey, string errorCode);

    [LoggerMessage(10002, LogLevel.Warning, "Request refused: {ErrorCode}: {Problem}")]
    public static partial void RequestRefused(this ILogger logger, string errorCode, string problem);

    [LoggerMessage(10003, LogLevel.Error, "Sign-in is not possible: {ErrorCode}: {Problem} Remedy: {Remedy}")]
    public static partial void SignInImpossible(this ILogger logger, Exception exception, string errorCode, string problem, string remedy);

    [LoggerMessage(10004, LogLevel.Error, "The session of this request cannot be read; the request is anonymous.")]
    public static partial void SessionUnreadable(this ILogger logger, Exception exception);

    [LoggerMessage(10005, LogLevel.Warning, "A session with {SettingsKey} lost its refresh token, perhaps because a node died while renewing it. It goes on without tokens.")]
    public static partial void RefreshTokenLost(this ILogger logger, string settingsKey);

    [LoggerMessage(10006, LogLevel.Warning, "A session with {SettingsKey} could not be renewed and goes on: {ErrorCode}.")]
    public static partial void RenewalPostponed(this ILogger logger, string settingsKey, string errorCode);

    [LoggerMessage(10007, LogLevel.Information, "A session with {SettingsKey} was not renewed and has ended: {ErrorCode}: {Problem}")]
    public static partial void RenewalRefused(this ILogger logger, string settingsKey, string errorCode, string problem);

    [LoggerMessage(10008, LogLevel.Information, "Issuer {Issuer} ended sessions with {SettingsKeys} by back-channel logout.")]
    public static partial void BackchannelLogout(this ILogger logger, string issuer, string settingsKeys);

    [LoggerMessage(10009, LogLevel.Warning, "Logout token refused: {ErrorCode}: {Problem}")]
    public static partial void LogoutTokenRefused(this ILogger logger, string errorCode, string problem);

    [LoggerMessage(10010, LogLevel.Information, "Front-channel logout by {Issuer}.")]
    public static partial void FrontchannelLogout(this ILogger logger, string issuer);

    [LoggerMessage(10011, LogLevel.Warning, "The refresh token of an ended session with {SettingsKey} was not revoked: {ErrorCode}.")]
    public static partial void TokenNotRevoked(this ILogger logger, string settingsKey, string errorCode);

    [LoggerMessage(10012, LogLevel.Warning, "The tokens of a session with {SettingsKey} were renewed, but not the user's claims and roles: {ErrorCode}.")]
    public static partial void RenewalIncomplete(this ILogger logger, string settingsKey, string errorCode);

    [LoggerMessage(10013, LogLevel.Warning, "{ErrorCode}: {Name} in the configuration is neither a setting nor an option, and is not used. Correct its name, or take it out.")]
    public static partial void ConfigurationNameUnknown(this ILogger logger, string errorCode, string name);

    [LoggerMessage(10081, LogLevel.Information, "User {UserId} of tenant {Tenant} signed in with the application's own login.")]
    public static partial void LocalSignIn(this ILogger logger, string tenant, string userId);

    [LoggerMessage(10082, LogLevel.Warning, "Break-glass user {UserId} of tenant {Tenant} signed in with the application's own login from {Address}.")]
    public static partial void BreakGlassSignIn(this ILogger logger, string tenant, string userId, string address);

    [LoggerMessage(10083, LogLevel.Warning, "The application's own login of tenant {Tenant} let nobody in from {Address}: {ErrorCode}.")]
    public static partial void LocalSignInRefused(this ILogger logger, string tenant, string address, string errorCode);

    [LoggerMessage(10084, LogLevel.Error, "The application's own login of tenant {Tenant} does not work: {ErrorCode}.")]
    public static partial void LocalSignInFailed(this ILogger logger, Exception exception, string tenant, string errorCode);

    [LoggerMessage(10085, LogLevel.Warning, "User {UserId} of tenant {Tenant} is let in with the application's own login although single sign-on is to be the only way in: {ErrorCode}: {Problem}")]
    public static partial void SingleSignOnSuspended(this ILogger logger, string tenant, string userId, string errorCode, string problem);

    [LoggerMessage(10061, LogLevel.Warning, "A front end's one-time code without a challenge came twice. One of the two who had it stole it; the session has ended.")]
    public static partial void CodeCameTwice(this ILogger logger);
}
