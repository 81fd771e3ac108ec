using System.Diagnostics;
using OidcRelyingParty.RealProviders.Tests.Processes;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.QuickStart;

/// <summary><c>samples/QuickStart</c> as its users run it: a process of its own, configured by its environment.</summary>
internal sealed class QuickStartHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Client _client;
    private readonly ChildProcess _process;
    private readonly List<Visitor> _visitors = [];

    private QuickStartHost(Provider provider, Client client, ChildProcess process) =>
        (Provider, _client, _process) = (provider, client, process);

    public Provider Provider { get; }

    public static async Task<QuickStartHost> StartAsync(Provider provider, Client client)
    {
        var folder = Path.Combine(Repository.Root, "samples", "QuickStart");
        var program = Path.Combine(folder, "bin", Repository.Configuration, "net10.0", "QuickStart.dll");
        Assert.That(program, Does.Exist, "samples/QuickStart is built with these tests.");

        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, ["exec", program]) { WorkingDirectory = folder };
        foreach (var (name, value) in await QuickStartSettings.CreateAsync(provider, client))
        {
            start.Environment[name] = value; // null takes an inherited one away
        }

        var host = new QuickStartHost(provider, client, new ChildProcess(start));
        try
        {
            await host.WaitUntilHealthyAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Somebody with a browser of their own.</summary>
    public Visitor NewVisitor()
    {
        var visitor = new Visitor(Provider);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>No code or token that went through a browser, and no client secret, is in what the host wrote.</summary>
    public void AssertLogHoldsNoSecret()
    {
        var secrets = _visitors.SelectMany(v => v.SeenSecrets).Append(_client.Secret).OfType<string>()
            .SelectMany(s => new[] { s, Uri.EscapeDataString(s) }).Distinct();
        var leaks = _process.Output.Where(line => secrets.Any(s => line.Contains(s, StringComparison.Ordinal)));

        Assert.That(leaks, Is.Empty);
    }

    public async ValueTask DisposeAsync()
    {
        _visitors.ForEach(v => v.Dispose());
        await _process.DisposeAsync();
        TestContext.Out.WriteLine(string.Join('\n', _process.Output));
    }

    private async Task WaitUntilHealthyAsync()
    {
        using var http = new HttpClient();
        using var timer = new CancellationTokenSource(StartLimit);
        while (!await IsHealthyAsync(http, timer.Token))
        {
            Assert.That(_process.HasExited, Is.False, () => $"QuickStart ended:\n{string.Join('\n', _process.Output)}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), timer.Token);
        }
    }

    private async Task<bool> IsHealthyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(Provider.RelyingParty.Root, "healthz"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }
}
