using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

/// <summary>Keeps every log line.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = [];

    private event Action<LogLine>? Written;

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>The library's own lines. The framework's request log writes whole addresses, which a host keeps at Warning.</summary>
    public IEnumerable<LogLine> Ours => _lines.Where(line => line.Category.StartsWith("OidcRelyingParty", StringComparison.Ordinal));

    /// <summary>Completes with the next such line: how a test learns that something in the background has happened. Bounded only so that a fault ends it.</summary>
    public Task<LogLine> WaitForAsync(Func<LogLine, bool> which)
    {
        var found = new TaskCompletionSource<LogLine>(TaskCreationOptions.RunContinuationsAsynchronously);
        Written += line =>
        {
            if (which(line))
            {
                found.TrySetResult(line);
            }
        };
        return found.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, this);

    public void Clear() => _lines.Clear();

    public void Dispose()
    {
    }

    private void Add(LogLine line)
    {
        _lines.Enqueue(line);
        Written?.Invoke(line);
    }

    private sealed class Recorder(string category, LogRecorder recorder) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            recorder.Add(new LogLine(category, logLevel, eventId.Id, formatter(state, exception), exception));
    }
}
