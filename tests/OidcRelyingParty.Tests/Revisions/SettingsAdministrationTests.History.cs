using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tests.Jose;

namespace OidcRelyingParty.Tests.Revisions;

/// <content>Who did what, and in what revisions differ.</content>
internal sealed partial class SettingsAdministrationTests
{
    [Test]
    public async Task The_history_names_fields_and_never_their_values()
    {
        var first = await _scene.SaveAsync(First);
        _scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await _scene.SaveAsync(RevisionScene.WithSecret(
            RevisionScene.With(RevisionScene.Update(first.Stamp), settings => settings with { ClientId = "renamed", Roles = new RoleMapping { Claims = ["groups"] } }), "two") with
        { By = "grace" });

        var history = await Administration.ListHistoryAsync(RevisionScene.Key);

        Assert.That(history.Select(entry => (entry.By, entry.Action)), Is.EqualTo(new[] { ("grace", SettingsAction.Activated), ("ada", SettingsAction.Activated) }));
        Assert.That(history[0].At, Is.EqualTo(_scene.Clock.UtcNow));
        Assert.That(history[0].ChangedFields, Is.EquivalentTo(new[] { "ClientId", "ClientSecret", "Roles:Claims" }));
        Assert.That(history[1].ChangedFields, Is.EquivalentTo(new[] { "ClientId", "ClientSecret", "Issuer" }), "against the defaults");
        Assert.That(_scene.Log.Text, Does.Contain("ClientSecret").And.Not.Contains("renamed"));
    }

    [Test]
    public async Task The_history_is_asked_for_a_number_of_entries()
    {
        Assert.That(async () => await Administration.ListHistoryAsync(RevisionScene.Key, max: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

        await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        await _scene.SaveAsync(Renamed(SettingsUpdate.AnyStamp));
        Assert.That(await Administration.ListHistoryAsync(RevisionScene.Key, max: 1), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Revisions_are_compared_field_by_field_and_secrets_not_shown()
    {
        var first = await _scene.SaveAsync(First);
        var second = await _scene.SaveAsync(RevisionScene.WithSecret(
            RevisionScene.With(RevisionScene.Update(first.Stamp), settings => settings with { ClientId = "renamed", HostValues = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } }), "two"));
        var third = await _scene.SaveAsync(RevisionScene.With(
            RevisionScene.Update(second.Stamp), settings => settings with { ClientId = "renamed", HostValues = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } }));

        Assert.That(await Administration.CompareAsync(RevisionScene.Key, first.VersionInForce, second.VersionInForce!), Is.EquivalentTo(new[] // saved
        {
            new SettingsDifference("ClientId", "\"app\"", "\"renamed\""),
            new SettingsDifference("HostValues", "{}", "{\"a\":\"1\",\"b\":\"2\"}"),
            new SettingsDifference("ClientSecret", null, null),
        }));
        Assert.That(await Administration.CompareAsync(RevisionScene.Key, second.VersionInForce, third.VersionInForce!), Is.Empty, "the order of values means nothing");
    }

    [Test]
    public async Task A_new_private_key_is_a_difference_and_not_shown()
    {
        var first = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        var second = await _scene.SaveAsync(RevisionScene.Update(first.Stamp) with { ClientKey = SecretChange.Set(new Secret(TestKeys.P256.ExportPkcs8PrivateKeyPem())) });

        Assert.That(await Administration.CompareAsync(RevisionScene.Key, first.VersionInForce, second.VersionInForce!), Is.EqualTo(new[] { new SettingsDifference("ClientKey", null, null) })); // saved
        Assert.That((await Administration.ListHistoryAsync(RevisionScene.Key, max: 1)).Single().ChangedFields, Is.EqualTo(new[] { "ClientKey" }));
    }

    [Test]
    public async Task The_providers_of_a_tenant_are_listed()
    {
        await _scene.SaveAsync(RevisionScene.Update(stamp: null, new OidcSettingsKey("acme", "google")));
        await _scene.SaveAsync(RevisionScene.Update(stamp: null, new OidcSettingsKey("acme", "entra")));
        await _scene.SaveAsync(RevisionScene.Update(stamp: null, new OidcSettingsKey("other", "okta")));

        Assert.That((await Administration.ListProvidersAsync("acme")).Select(key => key.Provider), Is.EqualTo(new[] { "entra", "google" }));
    }

    [Test]
    public async Task A313_A_write_that_fails_changes_nothing()
    {
        var first = await _scene.SaveAsync(RevisionScene.Update(stamp: null));
        await _scene.ClientIdAsync();
        foreach (Exception failure in new Exception[] { new IOException("full"), new TimeoutException(), new OperationCanceledException() })
        {
            _scene.Store.BeforeChange = () => throw failure;
            Assert.That(await _scene.CodeOfSaveAsync(Renamed(first.Stamp)), Is.EqualTo(OidcErrorCodes.SettingsStoreFailed));
            _scene.Clock.Advance(TimeSpan.FromSeconds(10));
            Assert.That(await _scene.ClientIdAsync(), Is.EqualTo("app"));
        }

        _scene.Store.BeforeChange = null;
        Assert.That((await _scene.SaveAsync(Renamed(first.Stamp))).IsSignInEnabled, Is.True, "the same stamp still counts");
    }

    [Test]
    public async Task Settings_that_could_not_be_read_again_are_not_stored()
    {
        var serializer = new RevisionSerializer(new PlainProtector());
        _scene.Store.BeforeChange = () => Task.FromResult(serializer.Write(new SettingsRevision
        {
            Settings = new OidcSettings { ClientId = new string('x', 300_000) },
            SavedAt = _scene.Clock.UtcNow,
            SavedBy = "ada",
        }));

        Assert.That(await _scene.CodeOfSaveAsync(RevisionScene.Update(stamp: null)), Is.EqualTo(OidcErrorCodes.SettingsInvalid));
        Assert.That((await Administration.GetAsync(RevisionScene.Key)).Stamp, Is.Null);
    }
}
