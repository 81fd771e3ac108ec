using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.Diagnostics;

/// <content>What the endpoints for settings log; ids from 10050.</content>
internal static partial class HostLog
{
    [LoggerMessage(10050, LogLevel.Warning, "Request about settings refused, {ErrorId}: {ErrorCode}: {Problem}")]
    public static partial void SettingsRequestRefused(this ILogger logger, string errorId, string errorCode, string problem);

    [LoggerMessage(10051, LogLevel.Error, "Request about settings failed, {ErrorId}: {ErrorCode}: {Problem}")]
    public static partial void SettingsRequestFailed(this ILogger logger, Exception exception, string errorId, string errorCode, string problem);

    [LoggerMessage(10052, LogLevel.Warning, "{By} ended all sessions of tenant {Tenant}.")]
    public static partial void TenantSessionsEnded(this ILogger logger, string by, string tenant);
}
