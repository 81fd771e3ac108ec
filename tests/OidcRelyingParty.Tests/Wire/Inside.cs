using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Wire;
using ProviderClient = OidcRelyingParty.Wire.ProviderClient;
using ProviderEndpoint = OidcRelyingParty.Testing.ProviderEndpoint;

namespace OidcRelyingParty.Tests.Wire;

/// <summary>
/// A provider on a real port of this machine, and a client of hosts whose DNS is in the hands of the test. A connection to a public address
/// ends at that port too; every address that was dialled is noted.
/// </summary>
internal sealed class Inside : IAsyncDisposable
{
    public const string Public = "8.8.8.8";
    public const string Private = "10.0.0.1";

    private readonly ServiceProvider _services;
    private readonly Dictionary<string, Queue<string[]>> _names = [];
    private readonly List<string> _dialled = [];

    private Inside(TestProvider provider, Action<OidcRelyingPartyOptions>? options, Action<IServiceCollection>? configure)
    {
        Provider = provider;
        var services = new ServiceCollection();
        services.AddOidcRelyingPartyCore(options);
        services.AddSingleton(root => new OutboundGuard(root.GetRequiredService<IOptions<OidcRelyingPartyOptions>>()) { Resolve = ResolveAsync, Dial = DialAsync });
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public TestProvider Provider { get; }

    public IReadOnlyList<string> Dialled => _dialled;

    public int Lookups { get; private set; }

    private int Port => new Uri(Provider.AddressOf(ProviderEndpoint.Discovery)).Port;

    public static async Task<Inside> StartAsync(Action<OidcRelyingPartyOptions>? options = null, Action<IServiceCollection>? configure = null) =>
        new(await TestProvider.StartAsync(), options, configure);

    /// <summary>What a name resolves to; several answers follow each other, and the last one stays.</summary>
    public void Name(string host, params string[][] answers) => _names[host] = new(answers);

    public async Task<HttpStatusCode> GetAsync(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return (await _services.GetRequiredService<ProviderClient>().SendAsync(request, "test", CancellationToken.None)).Status;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Provider.DisposeAsync();
    }

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Lookups++;
        var answers = _names[host];
        return Task.FromResult(Array.ConvertAll(answers.Count > 1 ? answers.Dequeue() : answers.Peek(), IPAddress.Parse));
    }

    private async ValueTask<Stream> DialAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        _dialled.AddRange(addresses.Select(address => address.ToString()));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
