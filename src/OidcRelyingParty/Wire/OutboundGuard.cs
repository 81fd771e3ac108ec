using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Wire;

/// <summary>
/// Keeps addresses that an administrator types, or that a provider's metadata names, from leading into the network this application runs in.
/// Decides twice: by the host's name, before anything is sent, and by the addresses the name has when a connection is made.
/// </summary>
internal sealed class OutboundGuard(IOptions<OidcRelyingPartyOptions> options)
{
    // Reserved for private use, and those that metadata services of clouds answer to.
    private static readonly string[] PrivateDomains = ["localhost", "local", "internal", "home.arpa"];
    private static readonly string[] MetadataHosts = ["metadata", "instance-data", "metadata.goog", "metadata.tencentyun.com"];

    private readonly OidcRelyingPartyOptions _options = options.Value;

    /// <summary>How a name becomes addresses. Tests replace it.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>How one of these addresses is connected to. Tests replace it.</summary>
    public Func<IPAddress[], int, CancellationToken, ValueTask<Stream>> Dial { get; init; } = DialAsync;

    /// <summary>Whether the host in a URL, without a look at DNS, is one that this application must not ask.</summary>
    public bool Refuses(Uri url)
    {
        var host = Normal(url.IdnHost);
        return !IsAllowed(host) && (IPAddress.TryParse(host, out var address)
            ? !IsAllowed(host, address)
            : !IsLocalhost(host) && (MetadataHosts.Contains(host) || Array.Exists(PrivateDomains, domain => host == domain || host.EndsWith('.' + domain, StringComparison.Ordinal))));
    }

    /// <summary>
    /// Connects to a host if all its addresses may be asked: one of its own beside a public one is the mark of an attack. The name is looked up
    /// once, and what was looked at is what is connected to, so that it cannot mean something else in between.
    /// </summary>
    /// <exception cref="OidcException">They may not; nothing was sent.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var host = Normal(endPoint.Host);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Resolve(endPoint.Host, cancellationToken).ConfigureAwait(false);
        // Which address it was is not said: the answer would tell an administrator what is in a network that is not his.
        return IsAllowed(host) || Array.TrueForAll(addresses, address => IsAllowed(host, address))
            ? await Dial(addresses, endPoint.Port, cancellationToken).ConfigureAwait(false)
            : throw Refused(host);
    }

    /// <summary>Connects to the proxy that the host's code chose; it may well be inside.</summary>
    public async ValueTask<Stream> ConnectToProxyAsync(DnsEndPoint endPoint, CancellationToken cancellationToken) =>
        await Dial(await Resolve(endPoint.Host, cancellationToken).ConfigureAwait(false), endPoint.Port, cancellationToken).ConfigureAwait(false);

    public static OidcException Refused(string host) =>
        new(OidcErrorCodes.ProviderAddressRefused, $"'{Printable.Of(host)}' is not on the public internet.");

    private static async ValueTask<Stream> DialAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether the host's code names it: then it means it, whatever the address.</summary>
    private bool IsAllowed(string host) => _options.AllowedPrivateHosts.Concat(_options.AllowInsecureHttpHosts).Any(allowed => Normal(allowed) == host);

    private bool IsAllowed(string host, IPAddress address) => PublicAddresses.Contain(address)
        || (IPAddress.IsLoopback(address) && _options.AllowInsecureHttpOnLoopback && (host == "localhost" || IPAddress.TryParse(host, out _)));

    private bool IsLocalhost(string host) => host == "localhost" && _options.AllowInsecureHttpOnLoopback;

    // One spelling: an IPv6 literal without brackets, a name without the dot of the root.
    private static string Normal(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
}
