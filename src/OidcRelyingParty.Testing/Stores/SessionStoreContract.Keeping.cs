using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Testing.Stores;

public sealed partial class SessionStoreContract
{
    private async Task A_session_comes_back_as_it_was()
    {
        var (clock, store) = New();
        var full = NewSession(clock) with { RenewingUntil = clock.UtcNow.AddTicks(1), Revision = 3, StartedAt = clock.UtcNow.AddTicks(7).ToOffset(TimeSpan.FromHours(2)) };
        var sparse = NewSession(clock) with { ProviderSessionId = null, Device = null, Payload = [] };

        await AddAsync(store, full).ConfigureAwait(false);
        await AddAsync(store, sparse).ConfigureAwait(false);

        Expect.Same(full, await FindAsync(store, full).ConfigureAwait(false));
        Expect.Same(sparse, await FindAsync(store, sparse).ConfigureAwait(false));
    }

    private async Task A_session_is_found_until_it_expires()
    {
        var (clock, store) = New();
        var session = await AddAsync(store, NewSession(clock)).ConfigureAwait(false);

        clock.Advance(Lifetime - TimeSpan.FromTicks(1));
        Expect.That(await IsAliveAsync(store, session).ConfigureAwait(false), "the session to live until it expires");
        clock.Advance(TimeSpan.FromTicks(1));
        Expect.That(!await IsAliveAsync(store, session).ConfigureAwait(false), "the session to be over when it expires");
    }

    private async Task A_session_that_was_never_added_is_not_found()
    {
        var (clock, store) = New();

        Expect.That(await FindAsync(store, NewSession(clock)).ConfigureAwait(false) is null, "null for an unknown id");
    }

    private async Task The_longest_texts_are_kept()
    {
        var (clock, store) = New();
        var tenant = Guid.NewGuid().ToString("N").PadRight(64, 't');
        var session = NewSession(clock) with
        {
            SettingsKey = new OidcSettingsKey(tenant, new string('p', 64)),
            Issuer = "https://op.example/".PadRight(2048, '水'),
            Subject = new string('水', 255),
            ProviderSessionId = new string('Ж', 255),
            Device = new string('d', 200),
            Payload = [.. Enumerable.Range(0, 64 * 1024).Select(number => (byte)number)],
        };

        await AddAsync(store, session).ConfigureAwait(false);

        Expect.Same(session, await FindAsync(store, session).ConfigureAwait(false));
        await store.EndAsync(SessionSelector.OfProviderSession(session.SettingsKey, session.Issuer, session.ProviderSessionId, session.Subject), CancellationToken.None).ConfigureAwait(false);
        Expect.That(!await IsAliveAsync(store, session).ConfigureAwait(false), "a session with the longest texts to end");
    }

    private async Task Sessions_added_in_parallel_are_all_found()
    {
        var (clock, store) = New();
        var first = NewSession(clock);

        var sessions = await Expect.AtOnceAsync(Parallel, _ => AddAsync(store, Another(first))).ConfigureAwait(false);

        foreach (var session in sessions)
        {
            Expect.Same(session, await FindAsync(store, session).ConfigureAwait(false));
        }
    }

    private async Task A_canceled_call_ends_or_is_canceled()
    {
        var (clock, store) = New();
        var session = await AddAsync(store, NewSession(clock)).ConfigureAwait(false);

        await Expect.CanceledOrDoneAsync(token => store.AddAsync(NewSession(clock), token), "AddAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.FindAsync(session.Id, token).ConfigureAwait(false), "FindAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.TryReplaceAsync(session with { Revision = 1 }, token).ConfigureAwait(false), "TryReplaceAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.ListAsync(UserOf(session), token).ConfigureAwait(false), "ListAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(token => store.EndAsync(SessionSelector.One(session.Id), token), "EndAsync").ConfigureAwait(false);
    }
}
