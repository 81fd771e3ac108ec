using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.Tests;

/// <summary>One log entry.</summary>
internal sealed record LogEntry(LogLevel Level, int EventId, string Message, string Values, Exception? Exception);
