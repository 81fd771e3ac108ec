using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.Testing.Stores;

public sealed partial class SessionStoreContract
{
    private Task Ending_one_session_leaves_the_others() =>
        EndsExactlyAsync(session => SessionSelector.One(session.Id), (session, other) => session.Id == other.Id);

    private Task Ending_a_provider_session_ends_exactly_its_sessions() => EndsExactlyAsync(
        session => SessionSelector.OfProviderSession(session.SettingsKey, session.Issuer, SidOf(session)),
        (session, other) => IsOfSameIssuer(session, other) && session.ProviderSessionId == other.ProviderSessionId);

    private Task Ending_a_user_s_provider_session_ends_exactly_its_sessions() => EndsExactlyAsync(
        session => SessionSelector.OfProviderSession(session.SettingsKey, session.Issuer, SidOf(session), session.Subject),
        (session, other) => IsOfSameIssuer(session, other) && session.ProviderSessionId == other.ProviderSessionId && session.Subject == other.Subject);

    private Task Ending_a_user_s_sessions_ends_exactly_these() => EndsExactlyAsync(
        UserOf,
        (session, other) => IsOfSameIssuer(session, other) && session.Subject == other.Subject);

    private Task Ending_a_tenant_s_sessions_ends_exactly_these() => EndsExactlyAsync(
        session => SessionSelector.OfTenant(session.SettingsKey.Tenant),
        (session, other) => session.SettingsKey.Tenant == other.SettingsKey.Tenant);

    private Task Ending_all_sessions_leaves_none() => EndsExactlyAsync(_ => SessionSelector.All, (_, _) => true);

    private async Task A_session_that_starts_after_an_end_lives()
    {
        var (clock, store) = New();
        var old = await AddAsync(store, NewSession(clock)).ConfigureAwait(false);

        foreach (var selector in new[] { UserOf(old), SessionSelector.OfTenant(old.SettingsKey.Tenant), SessionSelector.All })
        {
            await store.EndAsync(selector, CancellationToken.None).ConfigureAwait(false);
            var young = await AddAsync(store, Another(old)).ConfigureAwait(false);

            Expect.That(await IsAliveAsync(store, young).ConfigureAwait(false), $"a session that was added after {selector} ended, at the same instant, to live");
        }
    }

    private async Task Ending_compares_texts_character_by_character()
    {
        const string SessionPrefix = "by its session: ";
        var (clock, store) = New();
        var first = NewSession(clock);
        var sessions = new List<SessionRecord>();
        foreach (var text in OddTexts.All)
        {
            sessions.Add(await AddAsync(store, Another(first) with { Subject = text, ProviderSessionId = null }).ConfigureAwait(false));
            sessions.Add(await AddAsync(store, Another(first) with { Subject = SessionPrefix + text, ProviderSessionId = text }).ConfigureAwait(false));
        }

        // One that an earlier end took along is found dead when its turn comes.
        foreach (var session in sessions)
        {
            Expect.That(await IsAliveAsync(store, session).ConfigureAwait(false), $"the session of \"{session.Subject}\" to outlive those of texts that only look like it");
            await store.EndAsync(
                session.Subject.StartsWith(SessionPrefix, StringComparison.Ordinal)
                    ? SessionSelector.OfProviderSession(session.SettingsKey, session.Issuer, SidOf(session))
                    : UserOf(session),
                CancellationToken.None).ConfigureAwait(false);
            Expect.That(!await IsAliveAsync(store, session).ConfigureAwait(false), $"the session of \"{session.Subject}\" to be over");
        }
    }

    private async Task A_session_that_has_ended_is_not_replaced()
    {
        var (clock, store) = New();
        foreach (var select in new Func<SessionRecord, SessionSelector>[] { session => SessionSelector.One(session.Id), UserOf, _ => SessionSelector.All })
        {
            var session = await AddAsync(store, NewSession(clock)).ConfigureAwait(false);
            await store.EndAsync(select(session), CancellationToken.None).ConfigureAwait(false);

            var replaced = await ReplaceAsync(store, session with { Revision = 1 }).ConfigureAwait(false);

            Expect.That(!replaced && !await IsAliveAsync(store, session).ConfigureAwait(false), "an ended session to stay ended");
        }
    }

    private async Task A_session_that_ends_while_it_is_replaced_stays_ended()
    {
        var (clock, store) = New();
        for (var round = 0; round < 10; round++)
        {
            var session = await AddAsync(store, NewSession(clock)).ConfigureAwait(false);
            var selector = round % 2 == 0 ? SessionSelector.One(session.Id) : UserOf(session);

            await Expect.AtOnceAsync(4, async number =>
            {
                if (number == 1)
                {
                    await store.EndAsync(selector, CancellationToken.None).ConfigureAwait(false);
                    return true;
                }

                return await ReplaceAsync(store, session with { Revision = 1 }).ConfigureAwait(false);
            }).ConfigureAwait(false);

            Expect.That(!await IsAliveAsync(store, session).ConfigureAwait(false), "a session that ended while it was being replaced to stay ended");
        }
    }

    private async Task EndsExactlyAsync(Func<SessionRecord, SessionSelector> select, Func<SessionRecord, SessionRecord, bool> isMeant)
    {
        var (clock, store) = New();
        var session = NewSession(clock);
        SessionRecord[] sessions = [session, .. Neighbours(session).Select(Another)];
        foreach (var one in sessions)
        {
            await AddAsync(store, one).ConfigureAwait(false);
        }

        await store.EndAsync(select(session), CancellationToken.None).ConfigureAwait(false);

        foreach (var one in sessions)
        {
            var lives = await IsAliveAsync(store, one).ConfigureAwait(false);
            Expect.That(lives != isMeant(session, one), $"the session of {one.Subject} at {one.Issuer}, {one.SettingsKey}, sid {one.ProviderSessionId} to {(lives ? "be over" : "live")}");
        }
    }

    // Each differs from the session in one thing, or in nothing but the id.
    private static SessionRecord[] Neighbours(SessionRecord session) =>
    [
        session,
        session with { SettingsKey = session.SettingsKey with { Tenant = session.SettingsKey.Tenant[..^1] } },
        session with { SettingsKey = session.SettingsKey with { Provider = "other" } },
        session with { Issuer = session.Issuer + "/" },
        session with { Subject = "Alice" },
        session with { ProviderSessionId = "sid-2" },
        session with { ProviderSessionId = null },
    ];

    private static string SidOf(SessionRecord session) => session.ProviderSessionId ?? throw new InvalidOperationException("This check needs a session with a sid.");

    private static bool IsOfSameIssuer(SessionRecord session, SessionRecord other) => session.SettingsKey == other.SettingsKey && session.Issuer == other.Issuer;
}
