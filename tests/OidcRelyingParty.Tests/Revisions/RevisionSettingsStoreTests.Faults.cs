using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Revisions;

/// <content>A store that is slow or fails, and the checks after it.</content>
internal sealed partial class RevisionSettingsStoreTests
{
    [Test]
    public async Task A312_A_slow_store_holds_up_one_sign_in_and_the_others_go_on_with_what_they_have()
    {
        using var scene = new RevisionScene();
        await scene.SaveAsync(RevisionScene.Update(stamp: null));
        var known = await scene.ClientIdAsync();
        var answer = new TaskCompletionSource();
        scene.Store.AfterHead = () => answer.Task;
        scene.Clock.Advance(TimeSpan.FromSeconds(2));

        var first = scene.InForce.FindAsync(RevisionScene.Key, CancellationToken.None).AsTask();
        var second = await scene.InForce.FindAsync(RevisionScene.Key, CancellationToken.None);

        Assert.That((first.IsCompleted, second?.ClientId), Is.EqualTo((false, known)));
        answer.SetResult();
        Assert.That((await first)?.ClientId, Is.EqualTo(known));
    }

    [Test]
    public async Task M9_A_change_on_another_node_is_used_after_any_number_of_checks_that_found_none()
    {
        using var node = new RevisionScene();
        using var other = new RevisionScene(sharing: node);
        var first = await node.SaveAsync(RevisionScene.Update(stamp: null));
        for (var check = 0; check < 3; check++)
        {
            Assert.That(await other.ClientIdAsync(), Is.EqualTo("app"));
            node.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        await node.SaveAsync(RevisionScene.With(RevisionScene.Update(first.Stamp), settings => settings with { ClientId = "renamed" }));

        Assert.That(await other.ClientIdAsync(), Is.EqualTo("renamed"));
    }

    [Test]
    public async Task M9_A_change_on_another_node_is_used_as_soon_as_a_store_that_failed_answers_again()
    {
        using var node = new RevisionScene();
        using var other = new RevisionScene(sharing: node);
        var first = await node.SaveAsync(RevisionScene.Update(stamp: null));
        await other.ClientIdAsync();
        node.Clock.Advance(TimeSpan.FromSeconds(2));
        node.Store.BeforeRead = _ => throw new TimeoutException();
        Assert.That(await other.ClientIdAsync(), Is.EqualTo("app"));
        node.Store.BeforeRead = null;
        await node.SaveAsync(RevisionScene.With(RevisionScene.Update(first.Stamp), settings => settings with { ClientId = "renamed" }));

        node.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.That(await other.ClientIdAsync(), Is.EqualTo("renamed"));
    }

    [Test]
    public async Task A312_A_store_that_fails_is_asked_no_more_often_than_one_that_works_and_its_failure_is_logged_once()
    {
        using var scene = new RevisionScene();
        await scene.SaveAsync(RevisionScene.Update(stamp: null));
        await scene.ClientIdAsync();
        scene.Clock.Advance(TimeSpan.FromSeconds(2));
        scene.Store.BeforeRead = _ => throw new TimeoutException();
        var heads = scene.Store.HeadReads;

        for (var number = 0; number < 100; number++)
        {
            await scene.ClientIdAsync();
        }

        Assert.That(scene.Store.HeadReads, Is.EqualTo(heads + 1));
        scene.Clock.Advance(TimeSpan.FromSeconds(2));
        await scene.ClientIdAsync();
        Assert.That(scene.Store.HeadReads, Is.EqualTo(heads + 2));
        Assert.That(scene.Log.Of(1004), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A325_Many_sign_ins_at_a_full_cache_make_room_at_the_same_time()
    {
        using var scene = new RevisionScene(options: options => options.SettingsCacheSize = 10);
        OidcSettingsKey[] keys = [.. Enumerable.Range(0, 80).Select(number => new OidcSettingsKey($"t-{number}"))];
        foreach (var key in keys)
        {
            await scene.SaveAsync(RevisionScene.Update(stamp: null, key));
        }

        var signIns = Enumerable.Range(0, 8).Select(browser => Task.Run(async () =>
        {
            for (var number = 0; number < 30_000; number++)
            {
                await scene.ClientIdAsync(keys[((number * 7) + (browser * 10)) % keys.Length]);
            }
        }));

        Assert.That(async () => await Task.WhenAll(signIns), Throws.Nothing);
    }
}
