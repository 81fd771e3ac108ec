using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.Tests.Revisions;

/// <content>Revisions that give way to the one before unless somebody confirms them.</content>
internal sealed partial class SettingsAdministrationTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    [Test]
    public async Task A_revision_that_nobody_confirms_is_undone_by_the_clock_alone()
    {
        var waiting = await StartWaitingAsync();
        Assert.That((waiting.State, waiting.ConfirmBy), Is.EqualTo(((RevisionState?)RevisionState.Active, (DateTimeOffset?)(_scene.Clock.UtcNow + Wait))));
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("renamed"));
        var reads = _scene.Store.HeadReads;

        _scene.Clock.Advance(Wait);

        _scene.Store.BeforeRead = _ => throw new IOException("The store is gone too.");
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));
        Assert.That(_scene.Store.HeadReads, Is.EqualTo(reads + 1));
        _scene.Store.BeforeRead = null;
        var view = await Administration.GetAsync(RevisionScene.Key);
        Assert.That((view.State, view.ConfirmBy, view.IsSignInEnabled), Is.EqualTo(((RevisionState?)RevisionState.Former, (DateTimeOffset?)null, true)));
        Assert.That(view.Stamp, Is.EqualTo(waiting.Stamp), "nobody had to write anything");
        Assert.That(_scene.Log.Of(1003), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task It_is_undone_in_a_new_process_too()
    {
        await StartWaitingAsync();
        _scene.Clock.Advance(Wait);

        Assert.That(await StartScene(sharing: _scene).ClientIdAsync(), Is.EqualTo("app"));
    }

    [Test]
    public async Task It_is_undone_in_a_new_process_too_when_it_cannot_be_read_any_more()
    {
        var waiting = await StartWaitingAsync();
        _scene.Clock.Advance(Wait);
        _scene.Store.OnRevision = revision => revision!.Settings.Version == waiting.VersionInForce ? null : revision;

        Assert.That(await StartScene(sharing: _scene).ClientIdAsync(), Is.EqualTo("app"));
    }

    [Test]
    public async Task A312_It_gives_way_to_damaged_settings_as_damaged_and_not_as_none_until_they_are_mended()
    {
        var waiting = await StartWaitingAsync();
        _scene.Store.OnRevision = revision => revision!.Settings.Version == waiting.VersionInForce ? revision : null;
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("renamed"));

        _scene.Clock.Advance(Wait);
        Assert.That(await Refusal.CodeOfAsync(() => _scene.ClientIdAsync()), Is.EqualTo(OidcErrorCodes.SettingsDamaged));

        _scene.Store.OnRevision = revision => revision;
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));
    }

    [Test]
    public async Task A_draft_that_is_damaged_hides_neither_what_is_in_force_nor_that_it_waits()
    {
        var waiting = await StartWaitingAsync();
        var draft = await _scene.SaveAsync(Renamed(waiting.Stamp) with { AsDraft = true });
        _scene.Store.OnRevision = revision => revision!.Settings.Version == draft.Settings.Version ? null : revision;

        var view = await Administration.GetAsync(RevisionScene.Key);

        Assert.That((view.Problem?.Code, view.IsSignInEnabled, view.ConfirmBy), Is.EqualTo((OidcErrorCodes.SettingsDamaged, true, waiting.ConfirmBy)));
    }

    [Test]
    public async Task A_confirmed_revision_stays()
    {
        var waiting = await StartWaitingAsync();

        var confirmed = await Administration.ConfirmAsync(RevisionScene.Key, waiting.Stamp!, "grace"); // saved
        _scene.Clock.Advance(Wait);

        Assert.That((confirmed.ConfirmBy, confirmed.VersionInForce), Is.EqualTo(((DateTimeOffset?)null, waiting.VersionInForce)));
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("renamed"));
        Assert.That(await LastActionAsync(), Is.EqualTo((SettingsAction.Confirmed, "grace", waiting.VersionInForce)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A274_What_was_in_force_untested_and_was_not_confirmed_needs_a_test_or_a_reason_again(bool isRolledBack)
    {
        var forced = await StartForcedAsync();
        var version = forced.VersionInForce!; // just put in force
        if (isRolledBack)
        {
            await Administration.RollBackAsync(RevisionScene.Key, forced.Stamp!, "ada");
        }
        else
        {
            _scene.Clock.Advance(Wait);
        }

        var view = await Administration.GetAsync(RevisionScene.Key);
        var code = await Refusal.CodeOfAsync(() => Administration.ActivateAsync(RevisionScene.Key, version, view.Stamp!, "grace"));
        await Administration.RecordTestAsync(RevisionScene.Key, version, "grace", CancellationToken.None);
        await Administration.ActivateAsync(RevisionScene.Key, version, SettingsUpdate.AnyStamp, "grace");

        Assert.That((view.State, code), Is.EqualTo(((RevisionState?)RevisionState.Draft, OidcErrorCodes.SettingsNotTested)));
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("renamed"));
    }

    [Test]
    public async Task What_was_confirmed_can_be_in_force_again_although_nobody_tested_it()
    {
        var forced = await StartForcedAsync();
        var confirmed = await Administration.ConfirmAsync(RevisionScene.Key, forced.Stamp!, "ada"); // saved
        await _scene.SaveAsync(RevisionScene.With(RevisionScene.Update(confirmed.Stamp), settings => settings with { Enabled = false }));
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));

        await Administration.ActivateAsync(RevisionScene.Key, forced.VersionInForce!, SettingsUpdate.AnyStamp, "grace");

        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("renamed"));
    }

    [Test]
    public async Task A_roll_back_does_not_wait()
    {
        var waiting = await StartWaitingAsync();

        var back = await Administration.RollBackAsync(RevisionScene.Key, waiting.Stamp!, "grace"); // saved

        Assert.That((back.State, back.ConfirmBy), Is.EqualTo(((RevisionState?)RevisionState.Former, (DateTimeOffset?)null)));
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));
        Assert.That(await LastActionAsync(), Is.EqualTo((SettingsAction.RolledBack, "grace", back.VersionInForce)));
    }

    [Test]
    public async Task Where_nothing_waits_there_is_nothing_to_confirm_or_to_return_from()
    {
        var saved = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        Assert.That(await Refusal.CodeOfAsync(() => Administration.ConfirmAsync(RevisionScene.Key, saved.Stamp!, "ada")), Is.EqualTo(OidcErrorCodes.SettingsRevisionUnknown));

        var waiting = await StartWaitingAsync();
        Assert.That(await Refusal.CodeOfAsync(() => Administration.ConfirmAsync(RevisionScene.Key, "old", "ada")), Is.EqualTo(OidcErrorCodes.SettingsConflict));
        _scene.Clock.Advance(Wait);
        Assert.That(await Refusal.CodeOfAsync(() => Administration.ConfirmAsync(RevisionScene.Key, waiting.Stamp!, "ada")), Is.EqualTo(OidcErrorCodes.SettingsRevisionUnknown), "too late");
        Assert.That(await Refusal.CodeOfAsync(() => Administration.RollBackAsync(RevisionScene.Key, waiting.Stamp!, "ada")), Is.EqualTo(OidcErrorCodes.SettingsRevisionUnknown));
    }

    [Test]
    public async Task What_the_clock_has_undone_is_written_down_by_the_next_save()
    {
        var waiting = await StartWaitingAsync();
        _scene.Clock.Advance(Wait);

        var draft = await _scene.SaveAsync(Renamed(waiting.Stamp) with { AsDraft = true });

        _scene.Clock.UtcNow -= TimeSpan.FromHours(1); // a clock that is put back brings nothing back either
        Assert.That(await StartScene(sharing: _scene).ClientIdAsync(), Is.EqualTo("app"));
        Assert.That(draft.State, Is.EqualTo(RevisionState.Draft));
    }

    [Test]
    public async Task A_second_save_while_one_waits_returns_to_what_was_confirmed()
    {
        var waiting = await StartWaitingAsync();

        await _scene.SaveAsync(RevisionScene.With(RevisionScene.Update(waiting.Stamp), settings => settings with { ClientId = "third" }));

        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("third"));
        _scene.Clock.Advance(Wait);
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));
    }

    [Test]
    public async Task The_first_revision_of_all_gives_way_to_nothing()
    {
        _scene = StartScene(options => options.ConfirmWithin = Wait);
        await _scene.SaveAsync(RevisionScene.Update(stamp: null));

        _scene.Clock.Advance(Wait);

        Assert.That(await _scene.ClientIdAsync(), Is.Null);
        Assert.That((await Administration.GetAsync(RevisionScene.Key)).IsSignInEnabled, Is.False);
    }

    [Test]
    public async Task Sign_in_that_is_switched_off_does_not_come_back_by_itself()
    {
        var waiting = await StartWaitingAsync();

        var off = await _scene.SaveAsync(RevisionScene.With(RevisionScene.Update(waiting.Stamp), settings => settings with { Enabled = false }));
        _scene.Clock.Advance(Wait);

        Assert.That(off.ConfirmBy, Is.Null);
        Assert.That((await _scene.InForce.FindAsync(RevisionScene.Key, CancellationToken.None))?.Enabled, Is.False);
    }

    /// <summary>A host that asks for a test and for confirmation, with one revision put in force untested, with a reason, and waiting.</summary>
    private async Task<SettingsView> StartForcedAsync()
    {
        _scene = StartScene(options => (options.Activation, options.ConfirmWithin) = (ActivationPolicy.AfterTest, Wait));
        var draft = await _scene.SaveAsync(Renamed(stamp: null));
        return (await Administration.ActivateAsync(RevisionScene.Key, draft.Settings.Version, draft.Stamp!, "ada", overrideReason: "it is late")).View!; // no finding
    }

    /// <summary>A host that asks for confirmation, with one revision confirmed and a later one waiting.</summary>
    private async Task<SettingsView> StartWaitingAsync()
    {
        _scene = StartScene(options => options.ConfirmWithin = Wait);
        var first = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        var confirmed = await Administration.ConfirmAsync(RevisionScene.Key, first.Stamp!, "ada"); // saved
        return await _scene.SaveAsync(Renamed(confirmed.Stamp));
    }

    private async Task<(SettingsAction Action, string By, string? Version)> LastActionAsync()
    {
        var entry = (await Administration.ListHistoryAsync(RevisionScene.Key, max: 1)).Single();
        return (entry.Action, entry.By, entry.Version);
    }
}
