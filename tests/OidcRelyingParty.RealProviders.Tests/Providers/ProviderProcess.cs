using System.Diagnostics;
using OidcRelyingParty.RealProviders.Tests.Processes;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>A process of <c>shared/providers</c>: it prints <c>READY issuer</c>, and ends when its standard input closes.</summary>
internal sealed class ProviderProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly ChildProcess _process;

    private ProviderProcess(ChildProcess process, string issuer, ScratchDirectory scratch) =>
        (_process, Issuer, Scratch) = (process, issuer, scratch);

    public string Issuer { get; }

    /// <summary>Gone when the process is.</summary>
    public ScratchDirectory Scratch { get; }

    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, made from the scratch directory.</param>
    public static async Task<ProviderProcess> StartAsync(string program, Func<ScratchDirectory, IEnumerable<string>> arguments)
    {
        try
        {
            return await StartOnceAsync(program, arguments);
        }
        catch (InvalidOperationException e) when (e.Message.Contains("is taken", StringComparison.Ordinal))
        {
            return await StartOnceAsync(program, arguments); // two starts picked the same port: the next pick differs
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using (_process)
        using (Scratch)
        {
            await _process.CloseInputAsync();
        }
    }

    private static async Task<ProviderProcess> StartOnceAsync(string program, Func<ScratchDirectory, IEnumerable<string>> arguments)
    {
        const string ready = "READY ";
        var scratch = new ScratchDirectory();
        var process = new ChildProcess(new ProcessStartInfo(program, [.. arguments(scratch), "--exit-on-stdin-close"]), ready);
        try
        {
            var line = await process.WaitForLineAsync(StartLimit);
            return new ProviderProcess(process, line[ready.Length..], scratch);
        }
        catch
        {
            await process.DisposeAsync();
            scratch.Dispose();
            throw;
        }
    }
}
