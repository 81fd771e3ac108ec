using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>What may go wrong between nodes that share a cache, one step at a time.</summary>
public sealed class DistributedCacheSessionStoreTests
{
    private static IEnumerable<TestCaseData> Selectors =>
    [
        Row("session", session => SessionSelector.One(session.Id)),
        Row("provider session", session => SessionSelector.OfProviderSession(session.SettingsKey, session.Issuer, session.ProviderSessionId!)),
        Row("user's provider session", session => SessionSelector.OfProviderSession(session.SettingsKey, session.Issuer, session.ProviderSessionId!, session.Subject)),
        Row("user", session => SessionSelector.OfUser(session.SettingsKey, session.Issuer, session.Subject)),
        Row("tenant", session => SessionSelector.OfTenant(session.SettingsKey.Tenant)),
        Row("all", _ => SessionSelector.All),
    ];

    private readonly ManualTimeProvider _clock = new();
    private InterruptibleCache _cache = new();

    [SetUp]
    public void EmptyCache() => _cache = new InterruptibleCache();

    [TestCaseSource(nameof(Selectors))]
    public async Task A191_A_session_that_ends_just_before_its_replacement_is_written_stays_ended(Func<SessionRecord, SessionSelector> select)
    {
        var (one, other) = (NewStore(), NewStore());
        var session = await AddAsync(one);
        _cache.BeforeWrite = () => other.EndAsync(select(session), CancellationToken.None).AsTask();

        await one.TryReplaceAsync(session with { Revision = 1 }, CancellationToken.None);

        Assert.That(await one.FindAsync(session.Id, CancellationToken.None), Is.Null);
        Assert.That(await one.TryReplaceAsync(session with { Revision = 2 }, CancellationToken.None), Is.False);
        Assert.That(await ListAsync(one, session), Is.Empty);
    }

    [TestCaseSource(nameof(Selectors))]
    public async Task A_session_that_is_ended_just_before_it_is_written_is_over(Func<SessionRecord, SessionSelector> select)
    {
        var store = NewStore();
        var session = NewSession();
        _cache.BeforeWrite = () => NewStore().EndAsync(select(session), CancellationToken.None).AsTask();

        await store.AddAsync(session, CancellationToken.None);

        Assert.That(await store.FindAsync(session.Id, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A172_Sessions_end_whatever_the_clocks_of_the_nodes_say()
    {
        var behind = new DistributedCacheSessionStore(_cache, new ManualTimeProvider(_clock.UtcNow.AddMinutes(-5)));
        var session = await AddAsync(NewStore());

        await behind.EndAsync(SessionSelector.OfUser(session.SettingsKey, session.Issuer, session.Subject), CancellationToken.None);

        Assert.That(await NewStore().FindAsync(session.Id, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_session_that_is_missing_in_the_list_ends_all_the_same()
    {
        var store = NewStore();
        var session = await AddAsync(store);
        await _cache.RemoveAsync(_cache.Keys.Single(key => key.StartsWith("oidc:user:", StringComparison.Ordinal)));

        await store.EndAsync(SessionSelector.OfUser(session.SettingsKey, session.Issuer, session.Subject), CancellationToken.None);

        Assert.That(await store.FindAsync(session.Id, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task An_ended_session_is_removed_when_it_is_looked_at()
    {
        var store = NewStore();
        var session = await AddAsync(store);
        await store.EndAsync(SessionSelector.All, CancellationToken.None);

        await store.FindAsync(session.Id, CancellationToken.None);

        Assert.That(_cache.Keys, Has.None.StartsWith("oidc:session:"));
    }

    [Test]
    public async Task A_mark_outlives_every_session_it_ends()
    {
        var store = NewStore();
        await store.AddAsync(NewSession() with { ExpiresAt = _clock.UtcNow.AddYears(1) }, CancellationToken.None);

        await store.EndAsync(SessionSelector.All, CancellationToken.None);

        Assert.That(_cache.LifetimeOf("oidc:session:"), Is.EqualTo(DistributedCacheSessionStore.MaxLifetime));
        Assert.That(_cache.LifetimeOf("oidc:end:"), Is.GreaterThan(DistributedCacheSessionStore.MaxLifetime));
    }

    [Test]
    public async Task A_look_up_costs_seven_reads()
    {
        var store = NewStore();
        var session = await AddAsync(store);
        var before = _cache.Reads;

        await store.FindAsync(session.Id, CancellationToken.None);

        Assert.That(_cache.Reads - before, Is.EqualTo(7));
    }

    [Test]
    public async Task A314_A_cache_that_fails_says_so_instead_of_answering()
    {
        var store = NewStore();
        var session = await AddAsync(store);
        _cache.IsDown = true;

        Assert.That(async () => await store.FindAsync(session.Id, CancellationToken.None), Throws.InstanceOf<IOException>());
        Assert.That(async () => await store.EndAsync(SessionSelector.All, CancellationToken.None), Throws.InstanceOf<IOException>());
        Assert.That(async () => await store.TryReplaceAsync(session with { Revision = 1 }, CancellationToken.None), Throws.InstanceOf<IOException>());
    }

    private static TestCaseData Row(string name, Func<SessionRecord, SessionSelector> select) => new TestCaseData(select).SetArgDisplayNames(name);

    private DistributedCacheSessionStore NewStore() => new(_cache, _clock);

    private async Task<SessionRecord> AddAsync(DistributedCacheSessionStore store)
    {
        var session = NewSession();
        await store.AddAsync(session, CancellationToken.None);
        return session;
    }

    private static ValueTask<IReadOnlyList<SessionRecord>> ListAsync(DistributedCacheSessionStore store, SessionRecord session) =>
        store.ListAsync(SessionSelector.OfUser(session.SettingsKey, session.Issuer, session.Subject), CancellationToken.None);

    private SessionRecord NewSession() => new()
    {
        Id = "session-1",
        SettingsKey = OidcSettingsKey.Default,
        Issuer = "https://op.example",
        Subject = "alice",
        ProviderSessionId = "sid-1",
        StartedAt = _clock.UtcNow,
        ExpiresAt = _clock.UtcNow.AddHours(8),
        Payload = [1],
    };
}
