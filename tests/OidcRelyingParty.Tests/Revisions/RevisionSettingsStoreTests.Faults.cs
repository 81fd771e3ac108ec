namespace OidcRelyingParty.Tests.Revisions;

/// <content>A store that is slow.</content>
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
}
