namespace OidcRelyingParty.Testing.Stores;

public sealed partial class SessionStoreContract
{
    private async Task A_session_is_replaced_only_from_the_revision_before()
    {
        var (clock, store) = New();
        var session = await AddAsync(store, NewSession(clock)).ConfigureAwait(false);
        var second = session with { Revision = 1, Payload = [9], RenewingUntil = clock.UtcNow.AddSeconds(45), Device = null };

        Expect.That(!await ReplaceAsync(store, session with { Revision = 2 }).ConfigureAwait(false), "no replacement that skips a revision");
        Expect.That(await ReplaceAsync(store, second).ConfigureAwait(false), "the next revision to replace the session");
        Expect.Same(second, await FindAsync(store, session).ConfigureAwait(false));
        Expect.That(!await ReplaceAsync(store, session with { Revision = 1 }).ConfigureAwait(false), "no replacement of a revision that was replaced");
        Expect.That(await ReplaceAsync(store, second with { Revision = 2, RenewingUntil = null }).ConfigureAwait(false), "the revision after to replace it");
        Expect.Same(second with { Revision = 2, RenewingUntil = null }, await FindAsync(store, session).ConfigureAwait(false));
    }

    private async Task A_session_that_is_not_there_is_not_replaced()
    {
        var (clock, store) = New();
        var session = NewSession(clock) with { Revision = 1 };

        Expect.That(!await ReplaceAsync(store, session).ConfigureAwait(false), "no replacement of an unknown session");
        Expect.That(!await IsAliveAsync(store, session).ConfigureAwait(false), "no session to come from a replacement");
    }

    private async Task An_expired_session_is_not_replaced()
    {
        var (clock, store) = New();
        var session = await AddAsync(store, NewSession(clock)).ConfigureAwait(false);
        clock.Advance(Lifetime);

        var replaced = await ReplaceAsync(store, session with { Revision = 1, ExpiresAt = clock.UtcNow + Lifetime }).ConfigureAwait(false);

        Expect.That(!replaced && !await IsAliveAsync(store, session).ConfigureAwait(false), "an expired session to stay so");
    }

    private async Task A_replacement_can_extend_a_session()
    {
        var (clock, store) = New();
        var session = await AddAsync(store, NewSession(clock)).ConfigureAwait(false);

        await ReplaceAsync(store, session with { Revision = 1, ExpiresAt = session.ExpiresAt + Lifetime }).ConfigureAwait(false);

        clock.Advance(Lifetime);
        Expect.That(await IsAliveAsync(store, session).ConfigureAwait(false), "the session to live until its new end");
        clock.Advance(Lifetime);
        Expect.That(!await IsAliveAsync(store, session).ConfigureAwait(false), "the session to be over at its new end");
    }

    private async Task Of_parallel_replacements_of_one_revision_one_wins()
    {
        var (clock, store) = New();
        var session = await AddAsync(store, NewSession(clock)).ConfigureAwait(false);

        var answers = await Expect.AtOnceAsync(Parallel, number => ReplaceAsync(store, session with { Revision = 1, Payload = [(byte)number] })).ConfigureAwait(false);

        Expect.That(answers.Count(won => won) == 1, $"one of {Parallel} replacements to win, not {answers.Count(won => won)}");
        var winner = answers.ToList().IndexOf(true);
        Expect.Same(session with { Revision = 1, Payload = [(byte)winner] }, await FindAsync(store, session).ConfigureAwait(false));
    }
}
