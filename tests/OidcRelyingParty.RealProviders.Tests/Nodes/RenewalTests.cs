using System.Net;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>The provider replaces a refresh token at every use, and ends everything when one is used twice.</summary>
public sealed class RenewalTests : NodeTests
{
    private const int Requests = 50;

    [Test]
    public async Task Fifty_requests_at_once_with_an_ended_access_token_cause_one_renewal()
    {
        var visitor = await SignInToBeRenewedAsync();
        Nodes.Provider.Behaviour.Respond = async request =>
        {
            // The answer waits until all of them do.
            while (request.Endpoint == ProviderEndpoint.Token && Nodes.Port.Waiting < Requests)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }

            return null;
        };

        var statuses = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => visitor.OpenAsync(Nodes.Port.Root)));

        Assert.That(statuses, Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(Nodes.Refreshes.Count(), Is.EqualTo(1));
        var ends = (await visitor.ReadMeAsync(Nodes.One.Root)).AccessTokenExpires;
        Assert.That(ends, Is.GreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(1)));
        Assert.That((await visitor.ReadMeAsync(Nodes.Other.Root)).AccessTokenExpires, Is.EqualTo(ends));
    }

    [Test]
    public async Task When_a_node_dies_before_the_provider_has_acted_another_one_renews_the_session()
    {
        var visitor = await SignInToBeRenewedAsync();
        await DieInRenewalAsync(visitor, _ => Task.CompletedTask);

        Assert.That((await visitor.ReadMeAsync(Nodes.Other.Root)).AccessTokenExpires, Is.GreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(1)));
        Assert.That((await visitor.PostAsync(Nodes.Other.Root, "refresh")).Status, Is.EqualTo(HttpStatusCode.OK));
        await Nodes.StartNodesAsync();
        await AssertSignedInOnBothAsync(visitor);
    }

    [Test]
    public async Task When_a_node_dies_with_the_new_tokens_in_its_hands_the_session_goes_on_without_tokens()
    {
        var visitor = await SignInToBeRenewedAsync();
        await DieInRenewalAsync(visitor, request => Nodes.Provider.HandleAsync(request));

        Assert.That((await visitor.ReadMeAsync(Nodes.Other.Root)).AccessTokenExpires, Is.Null);
        var refusal = await visitor.PostAsync(Nodes.Other.Root, "refresh");
        Assert.That(refusal.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(refusal.Body, Does.Contain(OidcErrorCodes.SessionNoAccessToken));
        await Nodes.StartNodesAsync();
        await AssertSignedInOnBothAsync(visitor);
    }

    private async Task<NodeVisitor> SignInToBeRenewedAsync()
    {
        Nodes.IssueShortTokens();
        var visitor = await SignInAsync();
        Nodes.IssueLongTokens();
        await Task.Delay(TimeSpan.FromSeconds(1));
        return visitor;
    }

    /// <summary>Kills the first node while it waits for the provider's answer, which never comes, and lets the others give it up.</summary>
    /// <param name="visitor">Whose session is due.</param>
    /// <param name="before">What the provider does before it falls silent.</param>
    private async Task DieInRenewalAsync(NodeVisitor visitor, Func<ProviderRequest, Task> before)
    {
        var silence = new TaskCompletionSource<ProviderResponse?>();
        var fellSilent = new TaskCompletionSource();
        var refreshes = 0;
        Nodes.Provider.Behaviour.Respond = async request =>
        {
            if (request.Endpoint != ProviderEndpoint.Token || Interlocked.Increment(ref refreshes) > 1)
            {
                return null;
            }

            await before(request);
            fellSilent.SetResult();
            return await silence.Task;
        };

        var unanswered = visitor.OpenAsync(Nodes.One.Root);
        await fellSilent.Task;
        await Nodes.One.KillAsync();

        Assert.That(async () => await unanswered, Throws.InstanceOf<HttpRequestException>());
        await Nodes.EndLeasesAsync();
    }
}
