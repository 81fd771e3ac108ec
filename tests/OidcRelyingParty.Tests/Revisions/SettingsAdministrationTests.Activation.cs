using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.Tests.Revisions;

/// <content>Drafts, and hosts that ask for a test.</content>
internal sealed partial class SettingsAdministrationTests
{
    [Test]
    public async Task A_draft_changes_nothing_until_it_is_activated()
    {
        var first = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        var draft = await _scene.SaveAsync(Renamed(first.Stamp) with { AsDraft = true });

        Assert.That((draft.State, draft.Settings.ClientId, draft.VersionInForce), Is.EqualTo(((RevisionState?)RevisionState.Draft, "renamed", first.VersionInForce)));
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));

        var result = await Administration.ActivateAsync(RevisionScene.Key, draft.Settings.Version, draft.Stamp!, "grace"); // saved

        Assert.That((result.View?.State, result.Findings.Count), Is.EqualTo(((RevisionState?)RevisionState.Active, 0)));
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("renamed"));
    }

    [Test]
    public async Task Where_the_host_asks_for_a_test_a_save_is_a_draft_and_counts_only_after_one()
    {
        _scene = StartScene(options => options.Activation = ActivationPolicy.AfterTest);
        var draft = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        var version = draft.Settings.Version;
        Assert.That((draft.State, draft.IsSignInEnabled), Is.EqualTo(((RevisionState?)RevisionState.Draft, false)));

        Assert.That(await Refusal.CodeOfAsync(() => Administration.ActivateAsync(RevisionScene.Key, version, draft.Stamp!, "ada")), Is.EqualTo(OidcErrorCodes.SettingsNotTested));
        Assert.That(await Refusal.CodeOfAsync(() => Administration.ActivateAsync(RevisionScene.Key, version, draft.Stamp!, "ada", overrideReason: "  ")), Is.EqualTo(OidcErrorCodes.SettingsNotTested));
        Assert.That(await _scene.ClientIdAsync(), Is.Null);

        await Administration.RecordTestAsync(RevisionScene.Key, version, "grace", CancellationToken.None);
        var tested = await Administration.GetAsync(RevisionScene.Key);
        Assert.That(tested.State, Is.EqualTo(RevisionState.Tested));

        await Administration.ActivateAsync(RevisionScene.Key, version, tested.Stamp!, "ada");
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));
        Assert.That((await Administration.ListHistoryAsync(RevisionScene.Key)).Select(entry => (entry.Action, entry.By)), Is.EqualTo(new[]
        {
            (SettingsAction.Activated, "ada"), (SettingsAction.Tested, "grace"), (SettingsAction.Saved, "ada"),
        }));
    }

    [Test]
    public async Task A_test_is_of_one_revision_and_not_of_the_one_saved_after_it()
    {
        _scene = StartScene(options => options.Activation = ActivationPolicy.AfterTest);
        var draft = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        await Administration.RecordTestAsync(RevisionScene.Key, draft.Settings.Version, "ada", CancellationToken.None);

        var changed = await _scene.SaveAsync(Renamed((await Administration.GetAsync(RevisionScene.Key)).Stamp));

        Assert.That(changed.State, Is.EqualTo(RevisionState.Draft));
        Assert.That(await Refusal.CodeOfAsync(() => Administration.ActivateAsync(RevisionScene.Key, changed.Settings.Version, changed.Stamp!, "ada")), Is.EqualTo(OidcErrorCodes.SettingsNotTested));
    }

    [Test]
    public async Task A_test_counts_although_somebody_else_saves_at_the_same_moment()
    {
        _scene = StartScene(options => options.Activation = ActivationPolicy.AfterTest);
        var draft = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        _scene.Store.BeforeChange = () =>
        {
            _scene.Store.BeforeChange = null;
            return _scene.SaveAsync(Renamed(draft.Stamp));
        };

        await Administration.RecordTestAsync(RevisionScene.Key, draft.Settings.Version, "grace", CancellationToken.None);

        var view = await Administration.GetAsync(RevisionScene.Key);
        Assert.That((view.Settings.ClientId, view.State), Is.EqualTo(("renamed", (RevisionState?)RevisionState.Draft)), "what was saved meanwhile stays, untested");
        await Administration.ActivateAsync(RevisionScene.Key, draft.Settings.Version, view.Stamp!, "ada"); // saved
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));
    }

    [Test]
    public async Task An_override_is_possible_and_recorded()
    {
        _scene = StartScene(options => options.Activation = ActivationPolicy.AfterTest);
        var draft = await _scene.SaveAsync(RevisionScene.Update(stamp: null));

        await Administration.ActivateAsync(RevisionScene.Key, draft.Settings.Version, draft.Stamp!, "ada", overrideReason: " provider is down\n until Monday ");

        var entry = (await Administration.ListHistoryAsync(RevisionScene.Key))[0];
        Assert.That((entry.Action, entry.Override), Is.EqualTo((SettingsAction.Activated, "provider is down\n until Monday")));
        Assert.That(_scene.Log.Of(1002)[^1].Message, Does.EndWith("override: provider is down? until Monday."), "one line");
    }

    [Test]
    public async Task Switching_off_counts_at_once_whatever_the_host_asks_for()
    {
        _scene = StartScene(options => options.Activation = ActivationPolicy.AfterTest);
        var draft = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        var on = (await Administration.ActivateAsync(RevisionScene.Key, draft.Settings.Version, draft.Stamp!, "ada", "first")).View!; // no finding

        var off = await _scene.SaveAsync(RevisionScene.With(RevisionScene.Update(on.Stamp), settings => settings with { Enabled = false }));

        Assert.That((off.State, off.IsSignInEnabled), Is.EqualTo(((RevisionState?)RevisionState.Active, false)));
    }

    [Test]
    public async Task What_was_in_force_before_can_be_again_without_a_test()
    {
        _scene = StartScene(options => options.Activation = ActivationPolicy.AfterTest);
        var draft = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        var first = (await Administration.ActivateAsync(RevisionScene.Key, draft.Settings.Version, draft.Stamp!, "ada", "first")).View!; // no finding
        draft = await _scene.SaveAsync(Renamed(first.Stamp));
        var second = (await Administration.ActivateAsync(RevisionScene.Key, draft.Settings.Version, draft.Stamp!, "ada", "second")).View!; // no finding

        var view = (await Administration.ActivateAsync(RevisionScene.Key, first.VersionInForce!, second.Stamp!, "ada")).View!; // no finding

        Assert.That(view.State, Is.EqualTo(RevisionState.Former), "the one saved last");
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));
    }

    [Test]
    public async Task A_revision_that_nobody_knows_cannot_be_activated_tested_or_compared()
    {
        var view = await _scene.SaveAsync(RevisionScene.Update(stamp: null));

        Assert.That(await Refusal.CodeOfAsync(() => Administration.ActivateAsync(RevisionScene.Key, "none", view.Stamp!, "ada")), Is.EqualTo(OidcErrorCodes.SettingsRevisionUnknown));
        Assert.That(await Refusal.CodeOfAsync(() => Administration.RecordTestAsync(RevisionScene.Key, "none", "ada", CancellationToken.None)), Is.EqualTo(OidcErrorCodes.SettingsRevisionUnknown));
        Assert.That(await Refusal.CodeOfAsync(() => Administration.CompareAsync(RevisionScene.Key, before: null, "none")), Is.EqualTo(OidcErrorCodes.SettingsRevisionUnknown));
        Assert.That(await Refusal.CodeOfAsync(() => Administration.ActivateAsync(RevisionScene.Key, view.VersionInForce!, "old", "ada")), Is.EqualTo(OidcErrorCodes.SettingsConflict));
    }

    private static SettingsUpdate Renamed(string? stamp) => RevisionScene.With(RevisionScene.Update(stamp), settings => settings with { ClientId = "renamed" });
}
