using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Revisions;

/// <summary>Whose change counts.</summary>
[TestFixture]
internal sealed partial class SettingsAdministrationTests
{
    private const int Parallel = 50;

    private readonly List<RevisionScene> _scenes = [];
    private RevisionScene _scene = null!; // set before every test

    [SetUp]
    public void Start() => _scene = StartScene();

    [TearDown]
    public void Stop()
    {
        _scene.Dispose();
        _scenes.ForEach(scene => scene.Dispose());
        _scenes.Clear();
    }

    private SettingsAdministration Administration => _scene.Administration;

    [Test]
    public async Task Nothing_saved_is_shown_as_the_defaults_switched_off()
    {
        var view = await Administration.GetAsync(RevisionScene.Key);

        Assert.That((view.Stamp, view.State, view.VersionInForce, view.IsSignInEnabled, view.Problem), Is.EqualTo(((string?)null, (RevisionState?)null, (string?)null, false, (OidcError?)null)));
        Assert.That((view.Settings.Enabled, view.Settings.ClientId, view.ClientSecret.IsSet), Is.EqualTo((false, "", false)));
        Assert.That(await Administration.ListHistoryAsync(RevisionScene.Key), Is.Empty);
        Assert.That(await _scene.ClientIdAsync(), Is.Null);
    }

    [Test]
    public async Task A_save_is_in_force_at_once()
    {
        var view = await _scene.SaveAsync(RevisionScene.Update(stamp: null));

        Assert.That((view.State, view.IsSignInEnabled, view.SavedBy, view.SavedAt), Is.EqualTo(((RevisionState?)RevisionState.Active, true, "ada", (DateTimeOffset?)_scene.Clock.UtcNow)));
        Assert.That(view.Settings.Version, Is.EqualTo(view.VersionInForce));
        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));
    }

    [Test]
    public async Task All_findings_come_at_once_and_nothing_is_stored()
    {
        var bad = RevisionScene.With(RevisionScene.Update(stamp: null), settings => settings with { ClientId = "", Issuer = null, Scopes = ["\""] });

        var result = await Administration.SaveAsync(bad with { ClientKey = SecretChange.Set(new Secret("no PEM")) });

        Assert.That(result.View, Is.Null);
        Assert.That(result.Findings.Select(finding => finding.Field), Is.EquivalentTo(new[] { "ClientKey", "ClientId", "Issuer", "Scopes" }));
        Assert.That(result.Findings.Select(finding => finding.Error.Code), Is.All.EqualTo(OidcErrorCodes.SettingsInvalid));
        Assert.That((await Administration.GetAsync(RevisionScene.Key)).Stamp, Is.Null);
    }

    [Test]
    public async Task A270_A_lost_update_is_refused()
    {
        var first = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        var update = RevisionScene.With(RevisionScene.Update(first.Stamp), settings => settings with { ClientId = "renamed" });
        await _scene.SaveAsync(update);

        Assert.That(await _scene.CodeOfSaveAsync(update), Is.EqualTo(OidcErrorCodes.SettingsConflict), "the second of two with one stamp");
        Assert.That(await _scene.CodeOfSaveAsync(update with { ExpectedStamp = null }), Is.EqualTo(OidcErrorCodes.SettingsConflict));
        Assert.That(await _scene.CodeOfSaveAsync(update with { ExpectedStamp = "" }), Is.EqualTo(OidcErrorCodes.SettingsConflict));
        Assert.That(await _scene.CodeOfSaveAsync(update with { ExpectedStamp = $"W/{first.Stamp}" }), Is.EqualTo(OidcErrorCodes.SettingsConflict));
        Assert.That(await _scene.CodeOfSaveAsync(RevisionScene.Update("never saved", new OidcSettingsKey("other"))), Is.EqualTo(OidcErrorCodes.SettingsConflict));
        Assert.That(await Administration.ListHistoryAsync(RevisionScene.Key), Has.Count.EqualTo(2), "nothing of them is stored");
    }

    [Test]
    public async Task A271_The_stamp_changes_when_only_the_secret_does()
    {
        var first = await _scene.SaveAsync(RevisionScene.WithSecret(RevisionScene.Update(stamp: null), "one"));
        var second = await _scene.SaveAsync(RevisionScene.WithSecret(RevisionScene.Update(first.Stamp), "two"));
        var same = await _scene.SaveAsync(RevisionScene.WithSecret(RevisionScene.Update(second.Stamp), "two"));

        Assert.That(new[] { first.Stamp, second.Stamp, same.Stamp }, Is.Unique);
        Assert.That(new[] { first.VersionInForce, second.VersionInForce, same.VersionInForce }, Is.Unique);
    }

    [Test]
    public async Task A271_Equal_settings_of_two_tenants_have_different_stamps()
    {
        var one = await _scene.SaveAsync(RevisionScene.WithSecret(RevisionScene.Update(stamp: null), "one"));
        var other = await _scene.SaveAsync(RevisionScene.WithSecret(RevisionScene.Update(stamp: null, new OidcSettingsKey("other")), "one"));

        Assert.That(other.Stamp, Is.Not.EqualTo(one.Stamp));
        Assert.That(other.VersionInForce, Is.Not.EqualTo(one.VersionInForce));
    }

    [Test]
    public async Task A272_Of_parallel_saves_one_counts_for_each_stamp_and_is_stored_whole()
    {
        var view = await _scene.SaveAsync(RevisionScene.Update(stamp: null));

        var codes = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(number => Task.Run(() => _scene.CodeOfSaveAsync(Numbered(number, view.Stamp)))));

        Assert.That(codes, Has.Exactly(1).Null.And.Exactly(Parallel - 1).EqualTo(OidcErrorCodes.SettingsConflict));
        await IsWholeAsync();
    }

    [Test]
    public async Task M9_Of_parallel_saves_that_replace_whatever_is_stored_none_is_refused()
    {
        await _scene.SaveAsync(RevisionScene.Update(stamp: null));

        var codes = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(number => Task.Run(() => _scene.CodeOfSaveAsync(Numbered(number, SettingsUpdate.AnyStamp)))));

        Assert.That(codes, Is.All.Null);
        Assert.That(await Administration.ListHistoryAsync(RevisionScene.Key, max: 1000), Has.Count.EqualTo(Parallel + 1));
        await IsWholeAsync();
    }

    [Test]
    public async Task M9_Who_replaces_whatever_is_stored_replaces_also_what_somebody_else_saved_meanwhile()
    {
        await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        _scene.Store.BeforeChange = () =>
        {
            _scene.Store.BeforeChange = null;
            return _scene.CodeOfSaveAsync(Numbered(1, SettingsUpdate.AnyStamp));
        };

        await _scene.SaveAsync(Numbered(2, SettingsUpdate.AnyStamp));

        Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("client-2"));
    }

    [Test]
    public async Task A_store_that_never_takes_a_change_ends_in_a_conflict()
    {
        await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        _scene.Store.TakesChanges = false;

        Assert.That(await _scene.CodeOfSaveAsync(Numbered(1, SettingsUpdate.AnyStamp)), Is.EqualTo(OidcErrorCodes.SettingsConflict));
    }

    private static SettingsUpdate Numbered(int number, string? stamp) => RevisionScene.WithSecret(
        RevisionScene.With(RevisionScene.Update(stamp), settings => settings with { ClientId = $"client-{number}", Issuer = IssuerUrl.Parse($"https://op-{number}.example") }), $"secret-{number}");

    private async Task IsWholeAsync()
    {
        var stored = (await _scene.InForce.FindAsync(RevisionScene.Key, CancellationToken.None))!; // it was saved
        var number = stored.ClientId["client-".Length..];
        Assert.That((stored.Issuer?.Value, stored.ClientSecret?.Reveal()), Is.EqualTo(($"https://op-{number}.example", $"secret-{number}")));
    }

    private RevisionScene StartScene(Action<SettingsAdministrationOptions>? administration = null, RevisionScene? sharing = null)
    {
        var scene = new RevisionScene(administration, sharing: sharing);
        _scenes.Add(scene);
        return scene;
    }
}
