using System.Net;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>A node dies at any moment of anything: what was answered holds, and what was not is done again at the other node.</summary>
public sealed class RandomDeathTests : NodeTests
{
    private const int Seed = 20250607;
    private const int Rounds = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(Seed);
    private readonly List<NodeVisitor> _alive = [];
    private readonly List<NodeVisitor> _ended = [];
    private int _repeated;

    [Test]
    public async Task Whenever_a_node_dies_no_session_is_lost_and_none_comes_back()
    {
        Nodes.IssueShortTokens(); // so that they are renewed in every round
        for (var number = 0; number < 4; number++)
        {
            _alive.Add(await SignInAsync());
        }

        await AssertNothingLostAsync();

        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(KillOneAsync(), SignInSomebodyAsync(), EndOneAsync(_alive[_random.Next(_alive.Count)]), UseAsync());
            await Nodes.EndLeasesAsync();
            await Nodes.StartNodesAsync();

            await AssertNothingLostAsync();
        }

        TestContext.Out.WriteLine($"{Rounds} deaths: {_alive.Count} sessions live, {_ended.Count} ended, {_repeated} requests were sent again, {Nodes.Refreshes.Count()} renewals.");
    }

    private async Task KillOneAsync()
    {
        var victim = Nodes.Both[_random.Next(2)];
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(150)));
        await victim.KillAsync();
        await Task.Delay(Patience);
        await Nodes.EndLeasesAsync(); // the requests at the other node that wait for the dead one
    }

    private async Task SignInSomebodyAsync()
    {
        var visitor = NewVisitor();
        while (!NodeVisitor.IsSignedIn(await visitor.FinishSignInAsync(await visitor.BeginSignInAsync())))
        {
            _repeated++;
        }

        _alive.Add(visitor);
    }

    private async Task EndOneAsync(NodeVisitor visitor)
    {
        _alive.Remove(visitor);
        var sid = visitor.ProviderSessionId!; // read at the end of the last round
        while (await Nodes.LogOutAsync(Nodes.Port.Root, sid) is var status and not HttpStatusCode.OK)
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.BadGateway).Or.EqualTo(HttpStatusCode.ServiceUnavailable));
            _repeated++;
        }

        _ended.Add(visitor);
    }

    // The port cannot know how far a dead node came, so it says 502; nobody else says anything but yes.
    private async Task UseAsync()
    {
        var statuses = await Task.WhenAll(_alive.SelectMany(visitor => Enumerable.Range(0, 3).Select(_ => visitor.OpenAsync(Nodes.Port.Root))));
        Assert.That(statuses, Is.All.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.BadGateway));
    }

    private async Task AssertNothingLostAsync()
    {
        foreach (var visitor in _alive)
        {
            await AssertSignedInOnBothAsync(visitor);
        }

        foreach (var visitor in _ended)
        {
            await MeasureEndAsync(visitor, Nodes.One);
            await MeasureEndAsync(visitor, Nodes.Other);
        }
    }
}
