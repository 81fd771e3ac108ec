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
}
