using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using SampleHosting;

namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>The provider beside a sample.</summary>
[TestFixture]
internal sealed class EmbeddedProviderTests
{
    [Test]
    public async Task A_free_port_is_nobody_else_s_until_the_provider_listens_there()
    {
        await using var embedded = EmbeddedProvider.Add(WebApplication.CreateBuilder(["--EmbeddedProvider:Port=0"]), port: 0)!; // wanted
        using var other = new TcpListener(IPAddress.Loopback, new Uri(embedded.Issuer).Port);

        Assert.That(other.Start, Throws.InstanceOf<SocketException>());

        await embedded.StartAsync(CancellationToken.None);
        Assert.That(embedded.Provider.Issuer, Is.EqualTo(embedded.Issuer));
    }
}
