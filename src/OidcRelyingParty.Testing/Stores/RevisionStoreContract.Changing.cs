using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Testing.Stores;

public sealed partial class RevisionStoreContract
{
    private async Task A_change_from_an_old_stamp_stores_nothing()
    {
        var (store, key) = (create(), NewKey());
        var first = Change(NewSettings(key, "v-1"), expected: null, "s-1");
        var second = Change(NewSettings(key, "v-2"), "s-1", "s-2");
        await StoreAsync(store, first).ConfigureAwait(false);
        await StoreAsync(store, second).ConfigureAwait(false);

        await RefusesAsync(store, Change(NewSettings(key, "v-3"), "s-1", "s-3"), "a change from an old stamp").ConfigureAwait(false);
        await RefusesAsync(store, Change(NewSettings(key, "v-3"), "", "s-3"), "a change from an empty stamp").ConfigureAwait(false);
        await RefusesAsync(store, Change(NewSettings(key, "v-2") with { ClientId = "other" }, "s-1", "s-3"), "a replacement from an old stamp").ConfigureAwait(false);

        Expect.Same(second.Head, await HeadAsync(store, key).ConfigureAwait(false));
        Same(second.Revision!, await RevisionAsync(store, key, "v-2").ConfigureAwait(false)); // made with a revision
        await HasHistoryAsync(store, key, "v-2", "v-1").ConfigureAwait(false);
    }

    private async Task A_first_change_to_settings_that_are_there_stores_nothing()
    {
        var (store, key) = (create(), NewKey());
        var first = Change(NewSettings(key, "v-1"), expected: null, "s-1");
        await StoreAsync(store, first).ConfigureAwait(false);

        await RefusesAsync(store, Change(NewSettings(key, "v-3"), expected: null, "s-3"), "a first change to settings that are there").ConfigureAwait(false);

        Expect.Same(first.Head, await HeadAsync(store, key).ConfigureAwait(false));
        await HasHistoryAsync(store, key, "v-1").ConfigureAwait(false);
    }

    private async Task A_change_of_settings_that_are_not_there_stores_nothing()
    {
        var (store, key) = (create(), NewKey());

        await RefusesAsync(store, Change(NewSettings(key, "v-3"), "s-1", "s-3"), "a change of settings that are not there").ConfigureAwait(false);

        Expect.That(await HeadAsync(store, key).ConfigureAwait(false) is null, "no head");
        await HasHistoryAsync(store, key).ConfigureAwait(false);
    }

    private async Task Of_parallel_first_changes_one_wins()
    {
        var (store, key) = (create(), NewKey());

        await OneWinsAsync(store, key, expected: null).ConfigureAwait(false);
    }

    private async Task Of_parallel_changes_from_one_stamp_one_wins()
    {
        var (store, key) = (create(), NewKey());
        await StoreAsync(store, Change(NewSettings(key, "v-1"), expected: null, "s-1")).ConfigureAwait(false);

        await OneWinsAsync(store, key, "s-1").ConfigureAwait(false);
    }

    // Whole: what is stored is of one change, and of no two.
    private static async Task OneWinsAsync(ISettingsRevisionStore store, OidcSettingsKey key, string? expected)
    {
        var before = await HistoryAsync(store, key).ConfigureAwait(false);
        SettingsChange ChangeOf(int number) => Change(
            NewSettings(key, $"new-{number}") with { ClientId = $"client-{number}", ClientSecret = new Secret($"secret-{number}") }, expected, $"stamp-{number}");

        var answers = await Expect.AtOnceAsync(Parallel, number => ApplyAsync(store, ChangeOf(number))).ConfigureAwait(false);

        Expect.That(answers.Count(won => won) == 1, $"one of {Parallel} changes to win, not {answers.Count(won => won)}");
        var winner = answers.ToList().IndexOf(true);
        Expect.Same(ChangeOf(winner).Head, await HeadAsync(store, key).ConfigureAwait(false));
        await HasHistoryAsync(store, key, [$"new-{winner}", .. before.Select(entry => entry.Version)]).ConfigureAwait(false);
        for (var number = 0; number < Parallel; number++)
        {
            var found = await RevisionAsync(store, key, $"new-{number}").ConfigureAwait(false);
            Expect.That(found is not null == (number == winner), "the revision of the change that won, and of no other");
            if (found is not null)
            {
                Same(ChangeOf(number).Revision!, found); // made with a revision
            }
        }
    }

    private static async Task RefusesAsync(ISettingsRevisionStore store, SettingsChange change, string what)
    {
        Expect.That(!await ApplyAsync(store, change).ConfigureAwait(false), $"false for {what}");
        Expect.That(await RevisionAsync(store, change.Head.Key, "v-3").ConfigureAwait(false) is null, $"no revision of {what}");
    }
}
