using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.Tests;

/// <summary>Everything that is logged, at every level, for assertions.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<LogEntry> _entries = [];

    public IReadOnlyList<LogEntry> Entries => [.. _entries];

    /// <summary>All of it as one text, with exceptions and with every value behind a placeholder.</summary>
    public string Text => string.Join('\n', _entries.Select(entry => $"{entry.Message} {entry.Values} {entry.Exception}"));

    public IReadOnlyList<LogEntry> Of(int eventId) => [.. _entries.Where(entry => entry.EventId == eventId)];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
        _entries.Enqueue(new LogEntry(logLevel, eventId.Id, formatter(state, exception), values, exception));
    }

    public void Dispose()
    {
    }
}
