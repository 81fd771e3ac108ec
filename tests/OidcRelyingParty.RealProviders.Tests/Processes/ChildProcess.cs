using System.Collections.Concurrent;
using System.Diagnostics;

namespace OidcRelyingParty.RealProviders.Tests.Processes;

/// <summary>A process whose output is kept; it never outlives its owner.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<string> _awaitedLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="start">What to run; its streams are redirected here.</param>
    /// <param name="awaitedPrefix">How the line begins that <see cref="WaitForLineAsync"/> waits for.</param>
    public ChildProcess(ProcessStartInfo start, string awaitedPrefix = "")
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(e.Data, awaitedPrefix);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data, awaitedPrefix: null);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it wrote until now, standard output and standard error.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    public bool HasExited => _process.HasExited;

    /// <exception cref="InvalidOperationException">It ended first, or wrote no such line in time.</exception>
    public async Task<string> WaitForLineAsync(TimeSpan limit)
    {
        using var timer = new CancellationTokenSource(limit);
        var exit = _process.WaitForExitAsync(timer.Token); // also waits for the end of the output
        await Task.WhenAny(_awaitedLine.Task, exit);
        if (_awaitedLine.Task.IsCompletedSuccessfully)
        {
            return await _awaitedLine.Task;
        }

        var problem = exit.IsCanceled ? $"Not ready after {limit.TotalSeconds} s" : $"Ended with status {_process.ExitCode}";
        var command = $"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}";
        throw new InvalidOperationException($"{problem}: {command}\n{string.Join('\n', Output.TakeLast(20))}");
    }

    /// <summary>Writes to standard input and closes it.</summary>
    public async Task WriteInputAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        _process.StandardInput.Close();
    }

    /// <summary>Closes standard input, which ends a process that watches it, and waits.</summary>
    public async Task CloseInputAsync()
    {
        _process.StandardInput.Close();
        using var timer = new CancellationTokenSource(StopLimit);
        await _process.WaitForExitAsync(timer.Token);
    }

    /// <summary>Kills it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line, string? awaitedPrefix)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (awaitedPrefix is null)
        {
            TestContext.Progress.WriteLine($"[{Path.GetFileName(_process.StartInfo.FileName)}] {line}");
        }
        else if (line.StartsWith(awaitedPrefix, StringComparison.Ordinal))
        {
            _awaitedLine.TrySetResult(line);
        }
    }
}
