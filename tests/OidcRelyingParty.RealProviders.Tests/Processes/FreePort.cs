using System.Net;
using System.Net.Sockets;

namespace OidcRelyingParty.RealProviders.Tests.Processes;

internal static class FreePort
{
    /// <summary>A port nobody listens on; below those the system takes for outgoing calls, so that it stays free.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(12000, 19000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another one.
            }
        }
    }
}
