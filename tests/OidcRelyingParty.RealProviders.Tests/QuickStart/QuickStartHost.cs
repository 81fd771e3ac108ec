using System.Diagnostics;
using System.Text.RegularExpressions;
using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Processes;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.QuickStart;

/// <summary><c>samples/QuickStart</c> as its users run it: a process of its own, configured by its environment.</summary>
internal sealed partial class QuickStartHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Client _client;
    private readonly ChildProcess _process;
    private readonly List<Browser> _browsers = [];

    private QuickStartHost(Provider provider, RelyingPartyAddress address, Client client, ChildProcess process) =>
        (Provider, Address, _client, _process) = (provider, address, client, process);

    public Provider Provider { get; }

    public RelyingPartyAddress Address { get; }

    /// <summary>What it wrote until now.</summary>
    public IReadOnlyList<string> Log => _process.Output;

    /// <param name="provider">Where its users sign in.</param>
    /// <param name="client">Which client of the provider it is.</param>
    /// <param name="address">Where it listens; null for the address the provider expects.</param>
    public static async Task<QuickStartHost> StartAsync(Provider provider, Client client, RelyingPartyAddress? address = null)
    {
        address ??= provider.RelyingParty;
        var folder = Path.Combine(Repository.Root, "samples", "QuickStart");
        var program = Path.Combine(folder, "bin", Repository.Configuration, "net10.0", "QuickStart.dll");
        Assert.That(program, Does.Exist, "samples/QuickStart is built with these tests.");

        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, ["exec", program]) { WorkingDirectory = folder };
        foreach (var (name, value) in await QuickStartSettings.CreateAsync(provider, address, client))
        {
            start.Environment[name] = value; // null takes an inherited one away
        }

        var host = new QuickStartHost(provider, address, client, new ChildProcess(start));
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

    /// <summary>Somebody who visits this host.</summary>
    /// <param name="browser">Their browser; null for one of their own.</param>
    public Visitor NewVisitor(Browser? browser = null)
    {
        browser ??= new Browser();
        _browsers.Add(browser);
        return new Visitor(Provider, Address.Root, browser);
    }

    /// <summary>No code or token that went through a browser, and no client secret, is in what the host wrote.</summary>
    /// <param name="more">What else it must not hold.</param>
    public void AssertLogHoldsNoSecret(IEnumerable<string> more)
    {
        var secrets = _browsers.SelectMany(b => b.SeenSecrets).Append(_client.Secret).OfType<string>().Concat(more)
            .SelectMany(s => new[] { s, Uri.EscapeDataString(s) }).Distinct().ToArray();
        var leaks = _process.Output.Where(line => secrets.Any(s => line.Contains(s, StringComparison.Ordinal)) || Jwt().IsMatch(line));

        Assert.That(leaks, Is.Empty);
    }

    /// <summary>A host may refuse a request; nothing makes it fail.</summary>
    public void AssertLogHoldsNoUnhandledException() => Assert.That(Log, Has.None.Contains("unhandled exception"));

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(b => b.Dispose());
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
            using var response = await http.GetAsync(new Uri(Address.Root, "healthz"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }

    [GeneratedRegex(@"eyJ[\w-]{10,}\.")]
    private static partial Regex Jwt();
}
