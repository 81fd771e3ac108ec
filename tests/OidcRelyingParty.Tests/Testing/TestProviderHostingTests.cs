using System.Collections.Concurrent;
using System.Diagnostics;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

/// <summary>The provider's server beside the host that starts it.</summary>
[NonParallelizable] // every host of the process is heard
internal sealed class TestProviderHostingTests
{
    // How WebApplicationFactory knows the host of its program: it is told of all that are built, and takes those in its own flow.
    private const string HostBuilt = nameof(HostBuilt);

    [Test]
    public async Task The_server_is_not_built_in_the_flow_of_whoever_starts_it()
    {
        var flow = new AsyncLocal<bool> { Value = true };
        var inFlow = new ConcurrentQueue<bool>();
        using var listening = DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener => _ = listener.Name == "Microsoft.Extensions.Hosting"
            ? listener.Subscribe(new Observer<KeyValuePair<string, object?>>(told => inFlow.Enqueue(told.Key == HostBuilt && flow.Value)))
            : null));

        await using var provider = await TestProvider.StartAsync();

        Assert.That(inFlow, Is.Not.Empty.And.All.False);
    }

    private sealed class Observer<T>(Action<T> onNext) : IObserver<T>
    {
        public void OnNext(T value) => onNext(value);

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }
    }
}
