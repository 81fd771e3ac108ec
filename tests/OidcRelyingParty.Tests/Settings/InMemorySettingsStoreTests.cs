using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Settings;

[TestFixture]
internal sealed class InMemorySettingsStoreTests
{
    private static readonly OidcSettings First = new() { ClientId = "first", Version = "1" };

    private InMemorySettingsStore _store = null!;

    [SetUp]
    public void SetUp() => _store = new InMemorySettingsStore();

    [Test]
    public async Task The_last_settings_put_are_in_force_and_earlier_ones_stay_known()
    {
        var second = First with { ClientId = "second", Version = "2" };
        _store.Put(First);
        _store.Put(second);

        Assert.That(await _store.FindAsync(First.Key, default), Is.SameAs(second));
        Assert.That(await _store.FindVersionAsync(First.Key, "1", default), Is.SameAs(First));
        Assert.That(await _store.FindVersionAsync(First.Key, "3", default), Is.Null);
    }

    [Test]
    public async Task The_same_version_replaces_and_an_old_version_can_come_back()
    {
        var corrected = First with { ClientId = "corrected" };
        foreach (var settings in new[] { First, First with { Version = "2" }, corrected })
        {
            _store.Put(settings);
        }

        Assert.That(await _store.FindAsync(First.Key, default), Is.SameAs(corrected));
        Assert.That(await _store.FindVersionAsync(First.Key, "1", default), Is.SameAs(corrected));
    }

    [Test]
    public async Task Sixteen_revisions_are_kept()
    {
        for (var version = 1; version <= 17; version++)
        {
            _store.Put(First with { Version = $"{version}" });
        }

        Assert.That(await _store.FindVersionAsync(First.Key, "1", default), Is.Null);
        Assert.That(await _store.FindVersionAsync(First.Key, "2", default), Is.Not.Null);
    }

    [Test]
    public async Task A253_Tenants_do_not_see_each_other()
    {
        _store.Put(First with { Key = new("a") });

        Assert.That(await _store.FindAsync(new("b"), default), Is.Null);
        Assert.That(await _store.FindVersionAsync(new("b"), "1", default), Is.Null);
    }
}
