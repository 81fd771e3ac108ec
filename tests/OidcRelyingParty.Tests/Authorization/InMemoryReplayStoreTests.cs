using OidcRelyingParty.Authorization;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Authorization;

[TestFixture]
internal sealed class InMemoryReplayStoreTests
{
    private ManualTimeProvider _clock = null!;
    private InMemoryReplayStore _store = null!;

    [SetUp]
    public void SetUp()
    {
        _clock = new ManualTimeProvider();
        _store = new InMemoryReplayStore(_clock);
    }

    [Test]
    public async Task A004_A_key_is_new_once()
    {
        Assert.That(await AddAsync("a"), Is.True);
        Assert.That(await AddAsync("a"), Is.False);
        Assert.That(await AddAsync("A"), Is.True);
    }

    [Test]
    public async Task A004_Of_many_at_once_one_is_the_first()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await AddAsync("a"))));

        Assert.That(answers.Count(first => first), Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_is_remembered_to_its_end_and_forgotten_afterwards()
    {
        await AddAsync("a");

        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That(await AddAsync("a"), Is.False);

        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await AddAsync("a"), Is.True);
    }

    [Test]
    public async Task A181_A_full_store_refuses_and_forgets_nothing_that_still_counts()
    {
        for (var key = 0; key < 100_000; key++)
        {
            await AddAsync($"{key}");
        }

        Assert.That(async () => await AddAsync("one more"), Throws.InvalidOperationException);

        _clock.Advance(TimeSpan.FromMinutes(12));
        Assert.That(await AddAsync("one more"), Is.True, "There is room again.");
    }

    private ValueTask<bool> AddAsync(string key) => _store.TryAddAsync(key, _clock.UtcNow.AddMinutes(10), CancellationToken.None);
}
