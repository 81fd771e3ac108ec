namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>One pair of nodes for all tests here, started at the first use and stopped after the last test.</summary>
[SetUpFixture]
public sealed class RunningNodes
{
    private static readonly Lazy<Task<NodePair>> Pair = new(NodePair.StartAsync);

    internal static Task<NodePair> GetAsync() => Pair.Value;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Pair.IsValueCreated && Pair.Value.IsCompletedSuccessfully)
        {
            await (await Pair.Value).DisposeAsync();
        }
    }
}
