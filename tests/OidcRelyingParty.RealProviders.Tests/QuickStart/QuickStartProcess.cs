using System.Diagnostics;
using OidcRelyingParty.RealProviders.Tests.Processes;

namespace OidcRelyingParty.RealProviders.Tests.QuickStart;

/// <summary>Starts <c>samples/QuickStart</c>, or another sample, as its users do: a process of its own, configured by its environment.</summary>
internal static class QuickStartProcess
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <param name="root">Where it will listen, as its environment says.</param>
    /// <param name="environment">The variables; null takes an inherited one away.</param>
    /// <param name="sample">Which sample.</param>
    public static async Task<ChildProcess> StartAsync(Uri root, IEnumerable<KeyValuePair<string, string?>> environment, string sample = "QuickStart")
    {
        var folder = Path.Combine(Repository.Root, "samples", sample);
        var program = Path.Combine(folder, "bin", Repository.Configuration, "net10.0", sample + ".dll");
        Assert.That(program, Does.Exist, "The samples are built with these tests.");

        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, ["exec", program]) { WorkingDirectory = folder };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new ChildProcess(start);
        try
        {
            await WaitUntilHealthyAsync(root, process);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static async Task WaitUntilHealthyAsync(Uri root, ChildProcess process)
    {
        using var http = new HttpClient { BaseAddress = root };
        using var timer = new CancellationTokenSource(StartLimit);
        while (!await IsHealthyAsync(http, timer.Token))
        {
            Assert.That(process.HasExited, Is.False, () => $"The sample ended:\n{string.Join('\n', process.Output)}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), timer.Token);
        }
    }

    private static async Task<bool> IsHealthyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync("healthz", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }
}
