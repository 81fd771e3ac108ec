using System.Net;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>PostgreSQL stops and starts again; the nodes run on.</summary>
public sealed class DatabaseOutageTests : NodeTests
{
    private static readonly string[] Paths =
        ["", "me", "sessions", "admin", "login", "healthz", "frontchannel-logout?iss=https%3A%2F%2Fop.example&sid=1", "initiate-login?iss=https%3A%2F%2Fop.example"];

    [TearDown]
    public Task StartDatabaseAsync() => Nodes is { Database.IsRunning: false } ? Nodes.Database.StartAgainAsync() : Task.CompletedTask;

    [Test]
    public async Task A314_While_the_database_is_away_nobody_is_let_in_and_nothing_fails_with_500()
    {
        var (visitor, late) = (await SignInAsync(), NewVisitor());
        var sid = (await visitor.ReadMeAsync(Nodes.One.Root)).ProviderSessionId;
        var answer = await late.BeginSignInAsync();
        await Nodes.Database.StopAsync();

        // At first a node still remembers the session; later it does not.
        await AssertNoFaultAsync(visitor, mayRemember: true);
        await MeasureEndAsync(visitor, Nodes.One);
        await MeasureEndAsync(visitor, Nodes.Other);
        await AssertNoFaultAsync(visitor, mayRemember: false);
        Assert.That((await late.FinishSignInAsync(answer)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await Nodes.LogOutAsync(Nodes.One.Root, sid), Is.EqualTo(HttpStatusCode.ServiceUnavailable));

        await Nodes.Database.StartAgainAsync();
        await AssertSignedInOnBothAsync(visitor);
        await AssertSignedInOnBothAsync(await SignInAsync());
        Assert.That(await Nodes.LogOutAsync(Nodes.One.Root, sid), Is.EqualTo(HttpStatusCode.OK));
        await MeasureEndAsync(visitor, Nodes.Other);
    }

    [Test]
    public async Task A_restart_of_the_database_between_two_requests_is_not_noticed()
    {
        var visitor = await SignInAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => visitor.OpenAsync(Nodes.Port.Root))); // several connections, left open

        await Nodes.Database.StopAsync();
        await Nodes.Database.StartAgainAsync();
        await Task.Delay(CheckInterval);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => visitor.OpenAsync(Nodes.Port.Root)));
        Assert.That(statuses, Is.All.EqualTo(HttpStatusCode.OK));
    }

    private async Task AssertNoFaultAsync(NodeVisitor visitor, bool mayRemember)
    {
        foreach (var node in Nodes.Both)
        {
            foreach (var path in Paths)
            {
                Assert.That((int)await visitor.OpenAsync(node.Root, path), Is.LessThan(500).Or.EqualTo(503), path);
            }

            var renewal = await visitor.PostAsync(node.Root, "refresh");
            Assert.That(renewal.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable).Or.EqualTo(HttpStatusCode.Unauthorized), renewal.ToString());
            Assert.That(await visitor.OpenAsync(node.Root), mayRemember ? Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.Unauthorized) : Is.EqualTo(HttpStatusCode.Unauthorized));
        }
    }
}
