using System.Collections.Concurrent;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests;

/// <summary>Every provider is started at its first use, once for the whole test run, and stopped after the last test.</summary>
[SetUpFixture]
public sealed class RunningProviders
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<ProviderProcess>>> Processes = new();

    /// <param name="name">What makes this process differ from the others.</param>
    /// <param name="start">Starts it.</param>
    internal static Task<ProviderProcess> GetAsync(string name, Func<Task<ProviderProcess>> start) =>
        Processes.GetOrAdd(name, _ => new Lazy<Task<ProviderProcess>>(start)).Value;

    [OneTimeTearDown]
    public async Task StopAllAsync()
    {
        foreach (var process in Processes.Values.Select(p => p.Value).Where(p => p.IsCompletedSuccessfully))
        {
            await (await process).DisposeAsync();
        }
    }
}
