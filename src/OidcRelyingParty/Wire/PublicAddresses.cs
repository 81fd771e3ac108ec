using System.Net;
using System.Net.Sockets;

namespace OidcRelyingParty.Wire;

/// <summary>
/// Which addresses are on the public internet, by the registries of special-purpose addresses
/// (<see href="https://www.rfc-editor.org/rfc/rfc6890">RFC 6890</see>).
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic4 = Networks(
        "0.0.0.0/8",          // this network; 0.0.0.0 connects to the machine itself
        "10.0.0.0/8",         // private
        "100.64.0.0/10",      // behind a carrier's NAT; 100.100.100.200 is Alibaba's metadata service
        "127.0.0.0/8",        // loopback
        "168.63.129.16/32",   // the wire server of Azure, on an address that looks public
        "169.254.0.0/16",     // link-local; 169.254.169.254 is the metadata service of most clouds
        "172.16.0.0/12",      // private
        "192.0.0.0/24",       // protocol assignments; 192.0.0.192 is Oracle's metadata service
        "192.0.2.0/24",       // documentation
        "192.88.99.0/24",     // relays of 6to4
        "192.168.0.0/16",     // private
        "198.18.0.0/15",      // benchmarks
        "198.51.100.0/24",    // documentation
        "203.0.113.0/24",     // documentation
        "224.0.0.0/4",        // multicast
        "240.0.0.0/4");       // reserved; 255.255.255.255 is broadcast

    // Nothing outside is public. That leaves out, without naming them, IPv4 in its compatible and NAT64 forms, unique local, link-local, multicast,
    // loopback and the unspecified address.
    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublic6 = Networks(
        "2001::/23",          // protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",      // documentation
        "2002::/16",          // 6to4, which holds an IPv4 address of any kind
        "3fff::/20");         // documentation

    // A mapped address comes first: IPNetwork compares its IPv4 half with the last half of an IPv6 network.
    public static bool Contain(IPAddress address) => !address.IsIPv4MappedToIPv6 && (address.AddressFamily == AddressFamily.InterNetwork
        ? !Array.Exists(NotPublic4, network => network.Contains(address))
        : Public6.Contains(address) && !Array.Exists(NotPublic6, network => network.Contains(address)));

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
