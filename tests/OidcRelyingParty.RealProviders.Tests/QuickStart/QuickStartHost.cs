using System.Text.RegularExpressions;
using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Processes;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.QuickStart;

/// <summary><c>samples/QuickStart</c> as one client of one provider.</summary>
internal sealed partial class QuickStartHost : IAsyncDisposable
{
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
        var process = await QuickStartProcess.StartAsync(address.Root, await QuickStartSettings.CreateAsync(provider, address, client));
        return new QuickStartHost(provider, address, client, process);
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

    [GeneratedRegex(@"eyJ[\w-]{10,}\.")]
    private static partial Regex Jwt();
}
