using OidcRelyingParty.Testing;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

public sealed class SignInTests : NodeTests
{
    [Test]
    public async Task A318_A_sign_in_that_begins_on_one_node_ends_on_the_other_and_counts_on_both()
    {
        var visitor = NewVisitor();

        var answer = await visitor.BeginSignInAsync();
        var begunOn = Nodes.Port.LastNode;
        var page = await visitor.FinishSignInAsync(answer);

        Assert.That(NodeVisitor.IsSignedIn(page), Is.True, page.ToString());
        Assert.That(Nodes.Port.LastNode, Is.Not.EqualTo(begunOn));
        await AssertSignedInOnBothAsync(visitor);
    }

    [Test]
    public async Task An_answer_that_reaches_both_nodes_at_once_signs_in_once()
    {
        var visitor = NewVisitor();
        var answer = await visitor.BeginSignInAsync();

        var pages = await Task.WhenAll(Nodes.Both.Select(node => visitor.FinishSignInAsync(answer, node.Root)));

        Assert.That(pages.Select(NodeVisitor.IsSignedIn), Has.Exactly(1).True);
        Assert.That(pages.Select(page => page.ErrorCode), Has.One.EqualTo(OidcErrorCodes.StateReplayed));
        Assert.That(Nodes.Provider.CountOf(ProviderEndpoint.Token), Is.EqualTo(1));
    }

    [Test]
    public async Task A321_When_the_node_dies_where_a_sign_in_began_the_other_one_ends_it()
    {
        var visitor = NewVisitor();
        var answer = await visitor.BeginSignInAsync();
        await Nodes.NodeAt(Nodes.Port.LastNode).KillAsync();

        var page = await visitor.FinishSignInAsync(answer);

        Assert.That(NodeVisitor.IsSignedIn(page), Is.True, page.ToString());
        await Nodes.StartNodesAsync();
        await AssertSignedInOnBothAsync(visitor);
    }

    [Test]
    public async Task A321_When_both_nodes_die_in_the_middle_of_a_sign_in_it_ends_after_they_are_back()
    {
        var visitor = NewVisitor();
        var answer = await visitor.BeginSignInAsync();
        await Task.WhenAll(Nodes.Both.Select(node => node.KillAsync()));
        await Nodes.StartNodesAsync();

        var page = await visitor.FinishSignInAsync(answer);

        Assert.That(NodeVisitor.IsSignedIn(page), Is.True, page.ToString());
        await AssertSignedInOnBothAsync(visitor);
    }
}
