using System.Net;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>Sessions end everywhere, and end by nothing else.</summary>
public sealed class SessionTests : NodeTests
{
    [Test]
    public async Task A172_A_back_channel_logout_at_one_node_ends_the_session_on_both_in_time()
    {
        var (bystander, delays) = (await SignInAsync(), new List<TimeSpan>());
        for (var round = 0; round < 5; round++)
        {
            var visitor = await SignInAsync();
            var sid = (await visitor.ReadMeAsync(Nodes.One.Root)).ProviderSessionId;
            await visitor.OpenAsync(Nodes.Other.Root); // so that the other node remembers it

            Assert.That(await Nodes.LogOutAsync(Nodes.One.Root, sid), Is.EqualTo(HttpStatusCode.OK));

            Assert.That(await visitor.OpenAsync(Nodes.One.Root), Is.EqualTo(HttpStatusCode.Unauthorized), "at once where it arrived");
            delays.Add(await MeasureEndAsync(visitor, Nodes.Other));
        }

        TestContext.Out.WriteLine(
            $"The other node served sessions for {delays.Min().TotalSeconds:0.00} to {delays.Max().TotalSeconds:0.00} s more; documented are {CheckInterval.TotalSeconds} s.");
        await AssertSignedInOnBothAsync(bystander);
    }

    [Test]
    public async Task A176_A_logout_token_that_was_used_at_one_node_is_refused_by_the_other()
    {
        var token = Nodes.CreateLogoutToken("a session that nobody has");

        Assert.That(await Nodes.PostLogoutTokenAsync(Nodes.One.Root, token), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Nodes.PostLogoutTokenAsync(Nodes.Other.Root, token), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_session_stays_ended_when_both_nodes_die_right_after_the_answer_to_a_logout()
    {
        var visitor = await SignInAsync();
        var sid = (await visitor.ReadMeAsync(Nodes.Other.Root)).ProviderSessionId;

        Assert.That(await Nodes.LogOutAsync(Nodes.One.Root, sid), Is.EqualTo(HttpStatusCode.OK));
        await Task.WhenAll(Nodes.Both.Select(node => node.KillAsync()));
        await Nodes.StartNodesAsync();

        Assert.That(await visitor.OpenAsync(Nodes.One.Root), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await visitor.OpenAsync(Nodes.Other.Root), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_session_lives_when_its_node_dies_right_after_the_answer_to_the_sign_in()
    {
        var visitor = await SignInAsync();
        var node = Nodes.NodeAt(Nodes.Port.LastNode);
        await node.KillAsync();

        Assert.That(await visitor.OpenAsync(Nodes.Besides(node).Root), Is.EqualTo(HttpStatusCode.OK));
        await Nodes.StartNodesAsync();
        await AssertSignedInOnBothAsync(visitor);
    }

    [Test]
    public async Task Sessions_outlive_the_death_of_both_nodes()
    {
        var visitors = new[] { await SignInAsync(), await SignInAsync() };

        await Task.WhenAll(Nodes.Both.Select(node => node.KillAsync()));
        await Nodes.StartNodesAsync();

        await AssertSignedInOnBothAsync(visitors[0]);
        await AssertSignedInOnBothAsync(visitors[1]);
    }
}
