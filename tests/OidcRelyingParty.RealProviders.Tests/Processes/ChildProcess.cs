using System.Collections.Concurrent;
using System.Diagnostics;

namespace OidcRelyingParty.RealProviders.Tests.Processes;

/// <summary>A process whose output is kept; it never outlives its owner.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<string> awaitedLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="start">What to run; its streams are redirected here.</param>
    /// <param name="awaitedPrefix">How the line begins that <see cref="WaitForLineAsync"/> waits for.</param>
    public ChildProcess(ProcessStartInfo start, string awaitedPrefix = "")
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Keep(e.Data, awaitedPrefix);
        process.ErrorDataReceived += (_, e) => Keep(e.Data, awaitedPrefix: null);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything it wrote until now, standard output and standard error.</summary>
    public IReadOnlyList<string> Output => [.. output];

    public bool HasExited => process.HasExited;

    /// <exception cref="InvalidOperationException">It ended first, or wrote no such line in time.</exception>
    public async Task<string> WaitForLineAsync(TimeSpan limit)
    {
        using var timer = new CancellationTokenSource(limit);
        var exit = process.WaitForExitAsync(timer.Token); // also waits for the end of the output
        await Task.WhenAny(awaitedLine.Task, exit);
        return awaitedLine.Task.IsCompletedSuccessfully
            ? await awaitedLine.Task
            : throw new InvalidOperationException(
                (exit.IsCanceled ? $"Not ready after {limit.TotalSeconds} s" : $"Ended with status {process.ExitCode}")
                + $": {process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}\n{string.Join('\n', Output.TakeLast(20))}");
    }

    /// <summary>Closes standard input, which ends a process that watches it, and waits.</summary>
    public async Task CloseInputAsync()
    {
        process.StandardInput.Close();
        using var timer = new CancellationTokenSource(StopLimit);
        await process.WaitForExitAsync(timer.Token);
    }

    /// <summary>Kills it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Keep(string? line, string? awaitedPrefix)
    {
        if (line is null)
        {
            return;
        }

        output.Enqueue(line);
        if (awaitedPrefix is null)
        {
            TestContext.Progress.WriteLine($"[{Path.GetFileName(process.StartInfo.FileName)}] {line}");
        }
        else if (line.StartsWith(awaitedPrefix, StringComparison.Ordinal))
        {
            awaitedLine.TrySetResult(line);
        }
    }
}
