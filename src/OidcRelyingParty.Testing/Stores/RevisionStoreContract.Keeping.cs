using OidcRelyingParty.Formats;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Testing.Stores;

public sealed partial class RevisionStoreContract
{
    private async Task Of_settings_that_were_never_saved_there_is_nothing()
    {
        var (store, key) = (create(), NewKey());

        Expect.That(await HeadAsync(store, key).ConfigureAwait(false) is null, "null for the head of unknown settings");
        Expect.That(await RevisionAsync(store, key, "1").ConfigureAwait(false) is null, "null for an unknown revision");
        Expect.That((await HistoryAsync(store, key).ConfigureAwait(false)).Count == 0, "no history of unknown settings");
        Expect.That((await store.ListProvidersAsync(key.Tenant, CancellationToken.None).ConfigureAwait(false)).Count == 0, "no providers of an unknown tenant");
        Expect.That(!await FindsAsync(store, key, $"https://{key.Tenant}.example").ConfigureAwait(false), "no settings for an unknown issuer");
    }

    private async Task A_head_comes_back_as_it_was()
    {
        var (store, key) = (create(), NewKey());
        var first = Change(NewSettings(key, "v-1"), expected: null, "s-1");
        var (longVersion, longStamp) = (new string('v', 64), new string('s', 64));
        var second = Change(NewSettings(key, longVersion), "s-1", longStamp);
        second = second with { Head = second.Head with { ConfirmBy = Now.AddTicks(1), FallbackVersion = "v-1" } };
        var draft = second.Head with { Stamp = "s-3", ActiveVersion = null, ConfirmBy = null, FallbackVersion = null };

        await StoreAsync(store, first).ConfigureAwait(false);
        Expect.Same(first.Head, await HeadAsync(store, key).ConfigureAwait(false));
        await StoreAsync(store, second).ConfigureAwait(false);
        Expect.Same(second.Head, await HeadAsync(store, key).ConfigureAwait(false));
        await StoreAsync(store, new SettingsChange { Head = draft, ExpectedStamp = longStamp, Entry = NewEntry("v-1") }).ConfigureAwait(false);
        Expect.Same(draft, await HeadAsync(store, key).ConfigureAwait(false));
    }

    private async Task A_revision_comes_back_as_it_was()
    {
        var (store, key) = (create(), NewKey());
        var revision = FullSettings.Revision(key, "v-1", Now);

        await StoreAsync(store, Change(revision.Settings, expected: null, "s-1") with { Revision = revision }).ConfigureAwait(false);

        Same(revision, await RevisionAsync(store, key, "v-1").ConfigureAwait(false));
    }

    private async Task A_revision_without_secrets_has_none()
    {
        var (store, key) = (create(), NewKey());
        var revision = NewRevision(NewSettings(key, "v-1"));

        await StoreAsync(store, Change(revision.Settings, expected: null, "s-1")).ConfigureAwait(false);

        Same(revision, await RevisionAsync(store, key, "v-1").ConfigureAwait(false));
    }

    private async Task Texts_come_back_character_by_character()
    {
        var (store, key) = (create(), NewKey());
        var stamp = (string?)null;
        foreach (var text in OddTexts.All.Append(new string('水', 10_000)))
        {
            var settings = NewSettings(key, Guid.NewGuid().ToString("N")) with { ClientId = $"|{text}|", ClientSecret = new Secret(text), TrustedAudiences = [text] };
            var entry = NewEntry(settings.Version) with { By = text, Override = text };
            var revision = NewRevision(settings) with { SavedBy = text, TestedBy = text };

            await StoreAsync(store, Change(settings, stamp, settings.Version) with { Revision = revision, Entry = entry }).ConfigureAwait(false);

            stamp = settings.Version;
            Same(revision, await RevisionAsync(store, key, settings.Version).ConfigureAwait(false));
            Same(entry, (await HistoryAsync(store, key, max: 1).ConfigureAwait(false)).Single());
        }
    }

    private async Task A_revision_is_replaced_by_one_of_its_version()
    {
        var (store, key) = (create(), NewKey());
        var change = Change(NewSettings(key, "v-1"), expected: null, "s-1");
        var tested = NewRevision(change.Revision!.Settings) with { TestedAt = Now.AddMinutes(1), TestedBy = "grace", ProvenAt = Now.AddMinutes(1) };
        await StoreAsync(store, change).ConfigureAwait(false);

        await StoreAsync(store, change with { Head = change.Head with { Stamp = "s-2" }, ExpectedStamp = "s-1", Revision = tested }).ConfigureAwait(false);

        Same(tested, await RevisionAsync(store, key, "v-1").ConfigureAwait(false));
    }

    private async Task Revisions_stay_when_others_come()
    {
        var (store, key) = (create(), NewKey());
        var first = Change(NewSettings(key, "v-1") with { ClientSecret = new Secret("one") }, expected: null, "s-1");
        var second = Change(NewSettings(key, "v-2") with { ClientSecret = new Secret("two") }, "s-1", "s-2");

        await StoreAsync(store, first).ConfigureAwait(false);
        await StoreAsync(store, second).ConfigureAwait(false);

        Same(first.Revision!, await RevisionAsync(store, key, "v-1").ConfigureAwait(false)); // made with a revision, like the next
        Same(second.Revision!, await RevisionAsync(store, key, "v-2").ConfigureAwait(false));
        Expect.That(await RevisionAsync(store, key, "v-3").ConfigureAwait(false) is null, "null for a version that was never saved");
    }

    private static void Same(SettingsRevision expected, SettingsRevision? found)
    {
        if (found is null)
        {
            throw new StoreContractException("Expected the revision to be found.");
        }

        Expect.That(found with { Settings = expected.Settings, FingerprintKey = null } == expected with { FingerprintKey = null }, "what is known of the revision to come back as it was");
        Expect.That((found.Settings.Key, found.Settings.Version, found.Settings.SecretsUnreadable) == (expected.Settings.Key, expected.Settings.Version, false), "its key and version to come back");
        var (wanted, document) = (Document(expected.Settings), Document(found.Settings));
        Expect.That(wanted == document, $"the settings {wanted}; found {document}");
        Expect.That(Secrets(expected).SequenceEqual(Secrets(found)), "the secrets to come back, character by character");
    }

    private static string Document(OidcSettings settings) => SettingsFormat.Default.WriteJson(settings).ToJsonString();

    private static string?[] Secrets(SettingsRevision revision) =>
    [
        revision.FingerprintKey?.Reveal(), revision.Settings.ClientSecret?.Reveal(), revision.Settings.ClientKey?.Pem.Reveal(), revision.Settings.ClientKey?.KeyId,
        .. revision.Settings.DecryptionKeys.SelectMany(key => new[] { key.Pem.Reveal(), key.KeyId }),
    ];
}
