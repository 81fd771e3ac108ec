using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Testing.Stores;

/// <summary>What an <see cref="ISessionStore"/> must do. A store of a host's own is right when all <see cref="Checks"/> pass.</summary>
/// <param name="create">
/// Makes a store that goes by the given clock. It may hold sessions already, which the checks end; so let no two checks use one database at once.
/// </param>
public sealed partial class SessionStoreContract(Func<TimeProvider, ISessionStore> create)
{
    private const int Parallel = 50;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>
    /// Whether of several callers who replace one revision at the same moment exactly one wins. Default: true. False leaves out the check of that:
    /// a store that cannot promise it must say what then happens.
    /// </summary>
    public bool ReplacesAtomically { get; init; } = true;

    /// <summary>
    /// Whether every session is listed. Default: true. False leaves out the check of sessions that were added at the same moment: such a store may
    /// forget one in a list, while it can be found and ended.
    /// </summary>
    public bool ListsCompletely { get; init; } = true;

    /// <summary>One check for each sentence of the contract.</summary>
    public IReadOnlyList<StoreCheck> Checks =>
    [
        new(A_session_comes_back_as_it_was),
        new(A_session_is_found_until_it_expires),
        new(A_session_that_was_never_added_is_not_found),
        new(The_longest_texts_are_kept),
        new(Sessions_added_in_parallel_are_all_found),
        new(A_canceled_call_ends_or_is_canceled),
        new(A_session_is_replaced_only_from_the_revision_before),
        new(A_session_that_is_not_there_is_not_replaced),
        new(An_expired_session_is_not_replaced),
        new(A_replacement_can_extend_a_session),
        .. Checked(ReplacesAtomically, Of_parallel_replacements_of_one_revision_one_wins),
        new(Ending_one_session_leaves_the_others),
        new(Ending_a_provider_session_ends_exactly_its_sessions),
        new(Ending_a_user_s_provider_session_ends_exactly_its_sessions),
        new(Ending_a_user_s_sessions_ends_exactly_these),
        new(Ending_a_tenant_s_sessions_ends_exactly_these),
        new(Ending_all_sessions_leaves_none),
        new(A_session_that_starts_after_an_end_lives),
        new(Ending_compares_texts_character_by_character),
        new(A_session_that_has_ended_is_not_replaced),
        new(A_session_that_ends_while_it_is_replaced_stays_ended),
        new(Listed_are_the_user_s_living_sessions_the_newest_first),
        new(No_more_than_100_sessions_are_listed),
        .. Checked(ListsCompletely, Sessions_added_in_parallel_are_all_listed),
    ];

    private static IEnumerable<StoreCheck> Checked(bool promised, Func<Task> run) => promised ? [new(run)] : [];

    private (ManualTimeProvider Clock, ISessionStore Store) New()
    {
        var clock = new ManualTimeProvider();
        return (clock, create(clock));
    }

    private static SessionRecord NewSession(ManualTimeProvider clock) => new()
    {
        Id = Guid.NewGuid().ToString("N")[..22],
        // A tenant of its own: a store may keep sessions of other checks.
        SettingsKey = new OidcSettingsKey(Guid.NewGuid().ToString("N")),
        Issuer = "https://op.example",
        Subject = "alice",
        ProviderSessionId = "sid-1",
        StartedAt = clock.UtcNow,
        ExpiresAt = clock.UtcNow + Lifetime,
        Device = "Firefox on Linux",
        Payload = [0, 1, 2, 255],
    };

    private static SessionRecord Another(SessionRecord session) => session with { Id = Guid.NewGuid().ToString("N")[..22] };

    private static async Task<SessionRecord> AddAsync(ISessionStore store, SessionRecord session)
    {
        await store.AddAsync(session, CancellationToken.None).ConfigureAwait(false);
        return session;
    }

    private static Task<SessionRecord?> FindAsync(ISessionStore store, SessionRecord session) => store.FindAsync(session.Id, CancellationToken.None).AsTask();

    private static async Task<bool> IsAliveAsync(ISessionStore store, SessionRecord session) => await FindAsync(store, session).ConfigureAwait(false) is not null;

    private static Task<bool> ReplaceAsync(ISessionStore store, SessionRecord session) => store.TryReplaceAsync(session, CancellationToken.None).AsTask();

    private static SessionSelector UserOf(SessionRecord session) => SessionSelector.OfUser(session.SettingsKey, session.Issuer, session.Subject);
}
