using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.Testing.Stores;

public sealed partial class SessionStoreContract
{
    private const int MaxListed = 100;

    private async Task Listed_are_the_user_s_living_sessions_the_newest_first()
    {
        var (clock, store) = New();
        var first = await AddAsync(store, NewSession(clock)).ConfigureAwait(false);
        clock.Advance(TimeSpan.FromMinutes(1));
        var third = await AddAsync(store, StartedNow(first)).ConfigureAwait(false);
        var second = await AddAsync(store, Another(third) with { StartedAt = third.StartedAt.AddTicks(-1) }).ConfigureAwait(false);
        var expiring = await AddAsync(store, Another(third) with { ExpiresAt = clock.UtcNow.AddMinutes(1) }).ConfigureAwait(false);
        var ended = await AddAsync(store, Another(third)).ConfigureAwait(false);
        foreach (var neighbour in Neighbours(first).Where(other => UserOf(other) != UserOf(first)))
        {
            await AddAsync(store, Another(neighbour)).ConfigureAwait(false);
        }

        await store.EndAsync(SessionSelector.One(ended.Id), CancellationToken.None).ConfigureAwait(false);
        clock.UtcNow = expiring.ExpiresAt;

        await ListsAsync(store, first, [third, second, first]).ConfigureAwait(false);
        await store.EndAsync(UserOf(first), CancellationToken.None).ConfigureAwait(false);
        await ListsAsync(store, first, []).ConfigureAwait(false);

        SessionRecord StartedNow(SessionRecord session) => Another(session) with { StartedAt = clock.UtcNow };
    }

    private async Task No_more_than_100_sessions_are_listed()
    {
        var (clock, store) = New();
        var first = NewSession(clock);
        var sessions = new List<SessionRecord>();
        for (var number = 0; number <= MaxListed; number++)
        {
            sessions.Add(await AddAsync(store, Another(first) with { StartedAt = first.StartedAt.AddSeconds(number) }).ConfigureAwait(false));
        }

        sessions.Reverse();
        await ListsAsync(store, first, sessions.Take(MaxListed)).ConfigureAwait(false);
    }

    private async Task Sessions_added_in_parallel_are_all_listed()
    {
        var (clock, store) = New();
        var first = NewSession(clock);

        var sessions = await Expect.AtOnceAsync(Parallel, number => AddAsync(store, Another(first) with { StartedAt = first.StartedAt.AddSeconds(-number) })).ConfigureAwait(false);

        await ListsAsync(store, first, sessions).ConfigureAwait(false);
    }

    private static async Task ListsAsync(ISessionStore store, SessionRecord user, IEnumerable<SessionRecord> expected)
    {
        var listed = await store.ListAsync(UserOf(user), CancellationToken.None).ConfigureAwait(false);

        var (wanted, found) = (expected.Select(session => session.Id).ToArray(), listed.Select(session => session.Id).ToArray());
        Expect.That(wanted.SequenceEqual(found), $"the sessions {string.Join(' ', wanted)}; listed {string.Join(' ', found)}");
    }
}
