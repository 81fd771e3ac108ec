using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using OidcRelyingParty.Testing;
using SampleHosting;

namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>The provider beside a sample.</summary>
[TestFixture]
internal sealed class EmbeddedProviderTests
{
    [Test]
    public async Task WebApplicationFactory_does_not_take_it_for_the_sample()
    {
        // It listens to every host that is made in the flow of a program it starts.
        var flow = new AsyncLocal<bool> { Value = true };
        var made = new List<string>();
        using var all = DiagnosticListener.AllListeners.Subscribe(new Listener<DiagnosticListener>(listener => listener.Subscribe(new Listener<KeyValuePair<string, object?>>(happened =>
        {
            lock (made)
            {
                made.AddRange(flow.Value && listener.Name == "Microsoft.Extensions.Hosting" ? [happened.Key] : []);
            }
        }))));

        await using (await TestProvider.StartAsync())
        {
            Assert.That(made, Is.Empty);
        }
    }

    [Test]
    public async Task A_free_port_is_nobody_else_s_until_the_provider_listens_there()
    {
        await using var embedded = EmbeddedProvider.Add(WebApplication.CreateBuilder(["--EmbeddedProvider:Port=0"]), port: 0)!; // wanted
        using var other = new TcpListener(IPAddress.Loopback, new Uri(embedded.Issuer).Port);

        Assert.That(other.Start, Throws.InstanceOf<SocketException>());

        await embedded.StartAsync(CancellationToken.None);
        Assert.That(embedded.Provider.Issuer, Is.EqualTo(embedded.Issuer));
    }

    private sealed class Listener<T>(Action<T> onNext) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => onNext(value);
    }
}
