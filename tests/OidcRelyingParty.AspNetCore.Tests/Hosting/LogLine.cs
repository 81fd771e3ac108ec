using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

/// <summary>One log line; as text it holds everything a log file would show.</summary>
internal sealed record LogLine(string Category, LogLevel Level, int EventId, string Message, Exception? Exception)
{
    public override string ToString() => $"{Level} {Category}[{EventId}] {Message} {Exception}";
}
