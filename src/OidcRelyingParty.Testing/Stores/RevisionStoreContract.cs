using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Testing.Stores;

/// <summary>What an <see cref="ISettingsRevisionStore"/> must do. A store of a host's own is right when all <see cref="Checks"/> pass.</summary>
/// <param name="create">Makes a store. It may hold settings already; the checks use tenants and issuers of their own.</param>
public sealed partial class RevisionStoreContract(Func<ISettingsRevisionStore> create)
{
    private const int Parallel = 50;
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>One check for each sentence of the contract.</summary>
    public IReadOnlyList<StoreCheck> Checks =>
    [
        new(Of_settings_that_were_never_saved_there_is_nothing),
        new(A_head_comes_back_as_it_was),
        new(A_revision_comes_back_as_it_was),
        new(A_revision_without_secrets_has_none),
        new(Texts_come_back_character_by_character),
        new(A_revision_is_replaced_by_one_of_its_version),
        new(Revisions_stay_when_others_come),
        new(A_change_from_an_old_stamp_stores_nothing),
        new(A_first_change_to_settings_that_are_there_stores_nothing),
        new(A_change_of_settings_that_are_not_there_stores_nothing),
        new(Of_parallel_first_changes_one_wins),
        new(Of_parallel_changes_from_one_stamp_one_wins),
        new(The_history_is_listed_the_newest_first),
        new(The_providers_of_a_tenant_are_listed_by_their_names),
        new(Tenants_do_not_see_each_other),
        new(Settings_are_found_by_the_issuer_of_what_is_in_force),
        new(Settings_are_found_by_the_issuer_to_return_to),
        new(Settings_with_a_discovery_URL_alone_are_found_by_either_issuer),
        new(A_canceled_call_ends_or_is_canceled),
    ];

    private static OidcSettingsKey NewKey() => new(Guid.NewGuid().ToString("N"));

    private static OidcSettings NewSettings(OidcSettingsKey key, string version) => new() { Key = key, Version = version, ClientId = "app", Issuer = IssuerUrl.Parse($"https://{key.Tenant}.example") };

    private static SettingsRevision NewRevision(OidcSettings settings) => new() { Settings = settings, SavedAt = Now, SavedBy = "ada" };

    /// <summary>A change that puts a revision in force.</summary>
    private static SettingsChange Change(OidcSettings settings, string? expected, string stamp) => new()
    {
        Head = new SettingsHead { Key = settings.Key, Stamp = stamp, LatestVersion = settings.Version, ActiveVersion = settings.Version },
        ExpectedStamp = expected,
        Revision = NewRevision(settings),
        Entry = NewEntry(settings.Version),
    };

    private static SettingsHistoryEntry NewEntry(string version) => new() { At = Now, By = "ada", Action = SettingsAction.Activated, Version = version };

    private static Task<bool> ApplyAsync(ISettingsRevisionStore store, SettingsChange change) => store.TryApplyAsync(change, CancellationToken.None).AsTask();

    private static async Task StoreAsync(ISettingsRevisionStore store, SettingsChange change) =>
        Expect.That(await ApplyAsync(store, change).ConfigureAwait(false), "true for a change from the stamp that is stored");

    private static Task<SettingsHead?> HeadAsync(ISettingsRevisionStore store, OidcSettingsKey key) => store.FindHeadAsync(key, CancellationToken.None).AsTask();

    private static Task<SettingsRevision?> RevisionAsync(ISettingsRevisionStore store, OidcSettingsKey key, string version) =>
        store.FindRevisionAsync(key, version, CancellationToken.None).AsTask();

    private static Task<IReadOnlyList<SettingsHistoryEntry>> HistoryAsync(ISettingsRevisionStore store, OidcSettingsKey key, int max = 100) =>
        store.ListHistoryAsync(key, max, CancellationToken.None).AsTask();

    private static async Task<bool> FindsAsync(ISettingsRevisionStore store, OidcSettingsKey key, string issuer) =>
        (await store.FindKeysByIssuerAsync(issuer, CancellationToken.None).ConfigureAwait(false)).Contains(key);
}
