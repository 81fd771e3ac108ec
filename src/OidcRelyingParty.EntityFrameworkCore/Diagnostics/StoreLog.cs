using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.Diagnostics;

/// <summary>Everything the Entity Framework Core package logs; ids from 11000.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(11001, LogLevel.Warning, "Expired rows could not be deleted; the next attempt is in a minute.")]
    public static partial void ExpiredRowsKept(this ILogger logger, Exception exception);
}
