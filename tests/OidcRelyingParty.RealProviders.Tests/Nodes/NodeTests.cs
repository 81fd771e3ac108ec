using System.Diagnostics;
using System.Net;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>What the tests of several nodes share: both nodes run when a test begins, and the provider behaves.</summary>
[Category("RealProvider")]
[NonParallelizable]
public abstract class NodeTests
{
    /// <summary>How long a node relies on what it last read of a session: the default.</summary>
    private protected static readonly TimeSpan CheckInterval = new OidcSessionOptions().CheckInterval;

    private readonly List<NodeVisitor> _visitors = [];

    private protected NodePair Nodes { get; private set; } = null!; // set before the first test

    [SetUp]
    public async Task StartNodesAsync()
    {
        Nodes = await RunningNodes.GetAsync();
        await Nodes.StartNodesAsync();
        Nodes.Provider.ClearRequests();
    }

    [TearDown]
    public void CheckLogs()
    {
        if (Nodes is null)
        {
            return; // skipped
        }

        Nodes.Provider.Behaviour.Respond = null;
        Nodes.IssueLongTokens();
        var secrets = _visitors.SelectMany(visitor => visitor.SeenSecrets)
            .Concat(Nodes.Refreshes.Select(request => request.Form["refresh_token"])).Append(Nodes.Provider.Clients[0].ClientSecret).OfType<string>().ToHashSet();
        _visitors.ForEach(visitor => visitor.Dispose());
        _visitors.Clear();

        Assert.That(Nodes.Both.SelectMany(node => node.Log).Where(line => secrets.Any(line.Contains)), Is.Empty);
    }

    private protected NodeVisitor NewVisitor()
    {
        var visitor = new NodeVisitor(Nodes.Port.Root);
        _visitors.Add(visitor);
        return visitor;
    }

    private protected async Task<NodeVisitor> SignInAsync()
    {
        var visitor = NewVisitor();
        await visitor.SignInAsync();
        return visitor;
    }

    private protected async Task AssertSignedInOnBothAsync(NodeVisitor visitor)
    {
        foreach (var node in Nodes.Both)
        {
            Assert.That((await visitor.ReadMeAsync(node.Root)).Sub, Is.EqualTo("user-alice"));
        }
    }

    /// <summary>How long a node still served a session that has ended: no request that begins after the check interval is served.</summary>
    private protected static async Task<TimeSpan> MeasureEndAsync(NodeVisitor visitor, Node node)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var askedAt = since.Elapsed;
            var status = await visitor.OpenAsync(node.Root);
            if (status == HttpStatusCode.Unauthorized)
            {
                return askedAt;
            }

            Assert.That((status, askedAt), Is.EqualTo((HttpStatusCode.OK, askedAt)));
            Assert.That(askedAt, Is.LessThan(CheckInterval), "The session has ended.");
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }
}
