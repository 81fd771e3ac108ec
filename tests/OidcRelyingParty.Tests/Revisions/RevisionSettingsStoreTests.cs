using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Revisions;

/// <summary>What a node keeps in memory of stored settings, and for how long.</summary>
[TestFixture]
internal sealed partial class RevisionSettingsStoreTests
{
    [Test]
    public async Task Between_checks_the_store_is_not_asked()
    {
        using var scene = new RevisionScene();
        await scene.SaveAsync(RevisionScene.Update(stamp: null));
        await scene.ClientIdAsync();
        var (heads, revisions) = (scene.Store.HeadReads, scene.Store.RevisionReads);

        for (var number = 0; number < 1000; number++)
        {
            await scene.ClientIdAsync();
        }

        Assert.That(scene.Store.HeadReads, Is.EqualTo(heads));
        scene.Clock.Advance(TimeSpan.FromSeconds(2));
        await scene.ClientIdAsync();
        Assert.That((scene.Store.HeadReads, scene.Store.RevisionReads), Is.EqualTo((heads + 1, revisions)), "the head tells that nothing has changed");
    }

    [Test]
    public async Task A_snapshot_that_has_not_changed_is_the_same_object()
    {
        using var scene = new RevisionScene();
        await scene.SaveAsync(RevisionScene.Update(stamp: null));
        var first = await scene.InForce.FindAsync(RevisionScene.Key, CancellationToken.None);

        scene.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await scene.InForce.FindAsync(RevisionScene.Key, CancellationToken.None), Is.SameAs(first), "validation and metadata hang on it");
    }

    [Test]
    public async Task A256_Unknown_tenants_leave_nothing_behind()
    {
        using var scene = new RevisionScene(options: options => options.SettingsCacheSize = 1);
        await scene.SaveAsync(RevisionScene.Update(stamp: null));
        await scene.ClientIdAsync();
        var reads = scene.Store.RevisionReads;

        for (var number = 0; number < 10_000; number++)
        {
            await scene.InForce.FindAsync(new OidcSettingsKey($"unknown-{number}"), CancellationToken.None);
        }

        var heads = scene.Store.HeadReads;
        await scene.ClientIdAsync();
        Assert.That((scene.Store.HeadReads, scene.Store.RevisionReads), Is.EqualTo((heads, reads)), "the one that is known has not been put out of a cache for one");
    }

    [TestCase("Acme")]
    [TestCase("")]
    [TestCase("..")]
    [TestCase("a\0b")]
    [TestCase("a' OR 1=1")]
    public async Task A256_What_no_tenant_can_be_called_is_not_asked_for(string tenant)
    {
        using var scene = new RevisionScene();

        Assert.That(await scene.InForce.FindAsync(new OidcSettingsKey(tenant), CancellationToken.None), Is.Null);
        Assert.That(await scene.InForce.FindAsync(new OidcSettingsKey("acme", tenant), CancellationToken.None), Is.Null);
        Assert.That(await scene.InForce.FindByTenantAsync(tenant, CancellationToken.None), Is.Empty);
        Assert.That((scene.Store.HeadReads, scene.Store.Lists), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task The_cache_is_bounded_and_the_least_recently_used_go_first()
    {
        using var scene = new RevisionScene(options: options => options.SettingsCacheSize = 20);
        OidcSettingsKey[] keys = [.. Enumerable.Range(0, 21).Select(number => new OidcSettingsKey($"t-{number:00}"))];
        foreach (var key in keys)
        {
            await scene.SaveAsync(RevisionScene.Update(stamp: null, key));
        }

        foreach (var key in keys.Take(20).Append(keys[0]).Append(keys[20]))
        {
            scene.Clock.Advance(TimeSpan.FromTicks(1));
            await scene.ClientIdAsync(key);
        }

        var reads = scene.Store.RevisionReads;
        await scene.ClientIdAsync(keys[0]);
        await scene.ClientIdAsync(keys[20]);
        await scene.ClientIdAsync(keys[19]);
        Assert.That(scene.Store.RevisionReads, Is.EqualTo(reads), "used lately");
        await scene.ClientIdAsync(keys[1]);
        Assert.That(scene.Store.RevisionReads, Is.GreaterThan(reads), "not used for the longest time");
    }

    [Test]
    public async Task A_read_that_was_under_way_while_the_settings_changed_does_not_last()
    {
        using var scene = new RevisionScene();
        var first = await scene.SaveAsync(RevisionScene.Update(stamp: null));
        var (started, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Store.AfterHead = () =>
        {
            scene.Store.AfterHead = null;
            started.SetResult();
            return goOn.Task;
        };
        var slow = scene.ClientIdAsync();
        await started.Task;

        await scene.SaveAsync(RevisionScene.With(RevisionScene.Update(first.Stamp), settings => settings with { ClientId = "renamed" }));
        goOn.SetResult();
        await slow;

        Assert.That(await scene.ClientIdAsync(), Is.EqualTo("renamed"), "at once, on the node where it was changed");
    }

    [Test]
    public async Task A312_A_store_that_fails_is_told_once_and_the_last_good_settings_go_on()
    {
        using var scene = new RevisionScene();
        await scene.SaveAsync(RevisionScene.Update(stamp: null));
        await scene.ClientIdAsync();
        scene.Store.BeforeRead = _ => throw new TimeoutException();

        for (var minute = 0; minute < 59; minute++)
        {
            scene.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.That(await scene.ClientIdAsync(), Is.EqualTo("app"));
        }

        Assert.That(scene.Log.Of(1004), Has.Count.EqualTo(1));
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(async () => await scene.ClientIdAsync(), Throws.InstanceOf<TimeoutException>());
        scene.Store.BeforeRead = null;
        Assert.That(await scene.ClientIdAsync(), Is.EqualTo("app"), "no restart");
    }

    [Test]
    public async Task A_caller_who_leaves_is_no_failure_of_the_store()
    {
        using var scene = new RevisionScene();
        await scene.SaveAsync(RevisionScene.Update(stamp: null));
        await scene.ClientIdAsync();
        scene.Clock.Advance(TimeSpan.FromSeconds(5));
        using var leaving = new CancellationTokenSource();
        scene.Store.BeforeRead = async _ =>
        {
            await leaving.CancelAsync();
            leaving.Token.ThrowIfCancellationRequested();
        };

        Assert.That(async () => await scene.InForce.FindAsync(RevisionScene.Key, leaving.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(scene.Log.Of(1004), Is.Empty);
    }

    [Test]
    public async Task A262_Saves_of_one_tenant_are_nothing_to_another()
    {
        using var scene = new RevisionScene();
        var other = new OidcSettingsKey("other");
        await scene.SaveAsync(RevisionScene.Update(stamp: null, other));
        var before = await scene.InForce.FindAsync(other, CancellationToken.None);
        var reads = scene.Store.HeadReads;

        for (var number = 0; number < 100; number++)
        {
            await scene.SaveAsync(RevisionScene.Update(SettingsUpdate.AnyStamp));
            reads = scene.Store.HeadReads;
            Assert.That(await scene.InForce.FindAsync(other, CancellationToken.None), Is.SameAs(before));
            Assert.That(scene.Store.HeadReads, Is.EqualTo(reads));
        }
    }

    [Test]
    public async Task Settings_are_found_by_the_issuer_in_force()
    {
        using var scene = new RevisionScene();
        var view = await scene.SaveAsync(RevisionScene.Update(stamp: null));
        await scene.SaveAsync(RevisionScene.With(RevisionScene.Update(stamp: null, new OidcSettingsKey("off")), settings => settings with { Enabled = false }));
        await scene.SaveAsync(RevisionScene.With(RevisionScene.Update(view.Stamp), settings => settings with { Issuer = IssuerUrl.Parse("https://draft.example") }) with { AsDraft = true });

        Assert.That((await scene.InForce.FindByIssuerAsync("https://op.example", CancellationToken.None)).Select(settings => settings.Key), Is.EqualTo(new[] { RevisionScene.Key }));
        Assert.That(await scene.InForce.FindByIssuerAsync("https://draft.example", CancellationToken.None), Is.Empty);
    }
}
