using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Stores;

internal abstract partial class StoreTests
{
    private const int Parallel = 50;

    [Test]
    public async Task A318_A_session_that_begins_on_one_node_and_ends_on_another_is_over_on_both()
    {
        var (one, other) = (StartNode(), StartNode());
        var session = NewSession();

        await one.Sessions.AddAsync(session, CancellationToken.None);
        Assert.That(await other.Sessions.FindAsync(session.Id, CancellationToken.None), Is.Not.Null);
        await other.Sessions.EndAsync(SessionSelector.OfProviderSession(session.SettingsKey, session.Issuer, "sid-1"), CancellationToken.None);

        Assert.That(await one.Sessions.FindAsync(session.Id, CancellationToken.None), Is.Null);
        Assert.That(await one.Sessions.TryReplaceAsync(session with { Revision = 1 }, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task Of_replacements_on_two_nodes_at_once_one_wins()
    {
        var (one, other) = (StartNode(), StartNode());
        var session = NewSession();
        await one.Sessions.AddAsync(session, CancellationToken.None);

        var won = await OnBothAtOnceAsync(one, other, node => node.Sessions.TryReplaceAsync(session with { Revision = 1 }, CancellationToken.None));

        Assert.That(won, Has.Exactly(1).True);
    }

    [Test]
    public async Task A176_A_key_used_on_two_nodes_at_once_is_new_on_one()
    {
        var (one, other) = (StartNode(), StartNode());
        var key = $"jti:{Guid.NewGuid()}";

        var first = await OnBothAtOnceAsync(one, other, node => node.UsedKeys.TryAddAsync(key, Clock.UtcNow.AddMinutes(10), CancellationToken.None));

        Assert.That(first, Has.Exactly(1).True);
    }

    [Test]
    public async Task A_session_outlives_the_node_it_began_on()
    {
        var session = NewSession();
        await using (var dying = StartNode())
        {
            await dying.Sessions.AddAsync(session, CancellationToken.None);
        }

        Assert.That(await StartNode().Sessions.FindAsync(session.Id, CancellationToken.None), Is.Not.Null);
    }

    private static Task<bool[]> OnBothAtOnceAsync(Databases.Node one, Databases.Node other, Func<Databases.Node, ValueTask<bool>> call) =>
        Task.WhenAll(Enumerable.Range(0, Parallel).Select(number => Task.Run(() => call(number % 2 == 0 ? one : other).AsTask())));
}
