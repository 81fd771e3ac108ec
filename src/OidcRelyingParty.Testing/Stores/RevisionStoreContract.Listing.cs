using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Testing.Stores;

public sealed partial class RevisionStoreContract
{
    private async Task The_history_is_listed_the_newest_first()
    {
        var (store, key) = (create(), NewKey());
        var head = Change(NewSettings(key, "v-0"), expected: null, "s-0").Head;
        var entries = Enum.GetValues<SettingsAction>().Select((action, number) => new SettingsHistoryEntry
        {
            // All at one instant: the order is that in which they were stored.
            At = Now.AddTicks(7),
            By = $"user {number}",
            Action = action,
            Version = $"v-{number}",
            ChangedFields = number == 0 ? [] : ["ClientId", "Roles:Claims"],
            Override = number == 1 ? "the provider is down until Monday" : null,
        }).ToArray();

        for (var number = 0; number < entries.Length; number++)
        {
            await StoreAsync(store, new SettingsChange
            {
                Head = head with { Stamp = $"s-{number}" },
                ExpectedStamp = number == 0 ? null : $"s-{number - 1}",
                Revision = NewRevision(NewSettings(key, "v-0")),
                Entry = entries[number],
            }).ConfigureAwait(false);
        }

        var listed = await HistoryAsync(store, key).ConfigureAwait(false);
        Expect.That(listed.Count == entries.Length, $"{entries.Length} entries, not {listed.Count}");
        foreach (var (expected, found) in entries.Reverse().Zip(listed))
        {
            Same(expected, found);
        }

        var last = await HistoryAsync(store, key, max: 2).ConfigureAwait(false);
        Expect.That(last.Select(entry => entry.Action).SequenceEqual(listed.Take(2).Select(entry => entry.Action)), "no more than the newest two when two are asked for");
    }

    private async Task The_providers_of_a_tenant_are_listed_by_their_names()
    {
        var (store, tenant) = (create(), NewKey().Tenant);
        string[] names = ["b", "a", "a.b", "a-b", "a_b", "ab", "1", new string('z', 64), "default"];
        foreach (var name in names)
        {
            await StoreAsync(store, Change(NewSettings(new OidcSettingsKey(tenant, name), "v-1"), expected: null, $"s-{name[..1]}")).ConfigureAwait(false);
        }

        await StoreAsync(store, Change(NewSettings(NewKey(), "v-1"), expected: null, "s-1")).ConfigureAwait(false);

        var (wanted, found) = (names.Order(StringComparer.Ordinal), await store.ListProvidersAsync(tenant, CancellationToken.None).ConfigureAwait(false));
        Expect.That(found.All(head => head.Key.Tenant == tenant), "heads of this tenant alone");
        Expect.That(wanted.SequenceEqual(found.Select(head => head.Key.Provider)), $"the providers {string.Join(' ', wanted)}; listed {string.Join(' ', found.Select(head => head.Key.Provider))}");
    }

    private async Task Tenants_do_not_see_each_other()
    {
        var store = create();
        var tenant = NewKey().Tenant;
        OidcSettingsKey[] keys = [new(tenant), new(tenant, "other"), new("default", tenant), new(tenant + "-", "other")];

        foreach (var key in keys)
        {
            var settings = NewSettings(key, "v-1") with { ClientId = key.ToString(), ClientSecret = new Secret(key.ToString()) };
            await StoreAsync(store, Change(settings, expected: null, "s-1")).ConfigureAwait(false);
        }

        foreach (var key in keys)
        {
            var found = await RevisionAsync(store, key, "v-1").ConfigureAwait(false);
            Expect.That((found?.Settings.ClientId, found?.Settings.ClientSecret?.Reveal()) == (key.ToString(), key.ToString()), $"{key} to have its own revision");
            Expect.That((await HeadAsync(store, key).ConfigureAwait(false))?.Key == key, $"{key} to have its own head");
            await HasHistoryAsync(store, key, "v-1").ConfigureAwait(false);
        }

        await StoreAsync(store, Change(NewSettings(keys[0], "v-2"), "s-1", "s-2")).ConfigureAwait(false);
        foreach (var key in keys.Skip(1))
        {
            Expect.That((await HeadAsync(store, key).ConfigureAwait(false))?.Stamp == "s-1", $"{key} to stay when another changes");
            Expect.That(await RevisionAsync(store, key, "v-2").ConfigureAwait(false) is null, $"{key} to have no revision of another");
            await HasHistoryAsync(store, key, "v-1").ConfigureAwait(false);
        }
    }

    private static void Same(SettingsHistoryEntry expected, SettingsHistoryEntry found)
    {
        Expect.That(found with { ChangedFields = expected.ChangedFields } == expected, $"the entry {expected}; found {found}");
        Expect.That(found.ChangedFields.SequenceEqual(expected.ChangedFields), "the names of the changed fields");
    }

    private static async Task HasHistoryAsync(ISettingsRevisionStore store, OidcSettingsKey key, params string[] versions)
    {
        var found = await HistoryAsync(store, key).ConfigureAwait(false);
        Expect.That(versions.SequenceEqual(found.Select(entry => entry.Version)), $"a history of {string.Join(' ', versions)}; found {string.Join(' ', found.Select(entry => entry.Version))}");
    }
}
