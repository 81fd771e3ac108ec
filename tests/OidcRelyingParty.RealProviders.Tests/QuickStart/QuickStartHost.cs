using OidcRelyingParty.RealProviders.Tests.Processes;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.QuickStart;

/// <summary><c>samples/QuickStart</c> as one client of one provider.</summary>
internal sealed class QuickStartHost : IAsyncDisposable
{
    private readonly Client _client;
    private readonly ChildProcess _process;
    private readonly List<Visitor> _visitors = [];

    private QuickStartHost(Provider provider, Client client, ChildProcess process) =>
        (Provider, _client, _process) = (provider, client, process);

    public Provider Provider { get; }

    public static async Task<QuickStartHost> StartAsync(Provider provider, Client client)
    {
        var process = await QuickStartProcess.StartAsync(provider.RelyingParty.Root, await QuickStartSettings.CreateAsync(provider, client));
        return new QuickStartHost(provider, client, process);
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
}
