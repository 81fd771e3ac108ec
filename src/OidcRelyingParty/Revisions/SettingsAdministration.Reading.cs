using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <content>What an administrator sees.</content>
public sealed partial class SettingsAdministration
{
    /// <summary>The settings saved last and what is in force; defaults, switched off, when nothing was ever saved.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">The store fails. Damaged settings are no error here: the view says so, and they can be replaced.</exception>
    public async Task<SettingsView> GetAsync(OidcSettingsKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var now = _timeProvider.GetUtcNow();
        if (await FindHeadAsync(key, cancellationToken).ConfigureAwait(false) is not { } head)
        {
            return new SettingsView { Key = key, Settings = NothingSaved(key) };
        }

        try
        {
            var latest = await FindStoredAsync(key, head.LatestVersion, cancellationToken).ConfigureAwait(false);
            var inForce = head.VersionInForce(now) is { } version && version != head.LatestVersion
                ? (await FindStoredAsync(key, version, cancellationToken).ConfigureAwait(false)).Settings
                : latest.Settings;
            return ViewOf(head, latest, inForce, now);
        }
        catch (OidcException e) when (e.Error.Code == OidcErrorCodes.SettingsDamaged)
        {
            var inForce = await FindRevisionOrNothingAsync(key, head.VersionInForce(now), cancellationToken).ConfigureAwait(false);
            return new SettingsView
            {
                Key = key,
                Stamp = head.Stamp,
                Settings = NothingSaved(key),
                VersionInForce = head.VersionInForce(now),
                IsSignInEnabled = inForce?.Settings.Enabled == true,
                ConfirmBy = WaitOf(head, now),
                Problem = e.Error,
            };
        }
    }

    /// <summary>Who did what, the newest first.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="max">The most entries to answer. Default: 50; from 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">The store fails.</exception>
    public async Task<IReadOnlyList<SettingsHistoryEntry>> ListHistoryAsync(OidcSettingsKey key, int max = 50, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return await AskAsync(() => _store.ListHistoryAsync(key, max, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The providers of a tenant that have settings.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">The store fails.</exception>
    public async Task<IReadOnlyList<OidcSettingsKey>> ListProvidersAsync(string tenant, CancellationToken cancellationToken = default) =>
        [.. (await AskAsync(() => _store.ListProvidersAsync(tenant, cancellationToken), cancellationToken).ConfigureAwait(false)).Select(head => head.Key)];

    /// <summary>The fields in which two revisions differ. Secrets are compared, and not shown.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="before">The one revision; null for the defaults.</param>
    /// <param name="after">The other.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">One of them is not known or damaged, or the store fails.</exception>
    public async Task<IReadOnlyList<SettingsDifference>> CompareAsync(OidcSettingsKey key, string? before, string after, CancellationToken cancellationToken = default) =>
        RevisionComparison.Compare(
            before is null ? null : (await FindRevisionAsync(key, before, cancellationToken).ConfigureAwait(false)).Settings,
            (await FindRevisionAsync(key, after, cancellationToken).ConfigureAwait(false)).Settings);

    private async Task<SettingsRevision> FindRevisionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) =>
        await AskAsync(() => _store.FindRevisionAsync(key, version, cancellationToken), cancellationToken).ConfigureAwait(false)
            ?? throw new OidcException(OidcErrorCodes.SettingsRevisionUnknown, $"There is no such revision of the settings of {key}.");

    // One that the head names, and that must be there.
    private async Task<SettingsRevision> FindStoredAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) =>
        await AskAsync(() => _store.FindRevisionAsync(key, version, cancellationToken), cancellationToken).ConfigureAwait(false)
            ?? throw new OidcException(OidcErrorCodes.SettingsDamaged, $"Revision {version} of the settings of {key} is not stored any more.");

    private static DateTimeOffset? WaitOf(SettingsHead head, DateTimeOffset now) => head.IsUndone(now) ? null : head.ConfirmBy;

    private static OidcSettings NothingSaved(OidcSettingsKey key) => new() { Key = key, ClientId = "", Enabled = false };

    private static SettingsView ViewOf(SettingsHead head, SettingsRevision latest, OidcSettings inForce, DateTimeOffset now)
    {
        var settings = latest.Settings;
        var versionInForce = head.VersionInForce(now);
        return new SettingsView
        {
            Key = head.Key,
            Stamp = head.Stamp,
            Settings = settings with { ClientSecret = null, ClientKey = null, DecryptionKeys = [] },
            ClientSecret = new SecretStatus(
                IsSet: settings.ClientSecret is not null || (settings.SecretsUnreadable && latest.SecretSetAt is not null),
                IsReadable: !settings.SecretsUnreadable,
                SetAt: latest.SecretSetAt,
                Fingerprint: settings.ClientSecret is { } secret && latest.FingerprintKey is { } key ? SecretFingerprint.Of(secret, key) : null),
            HasClientKey = settings.ClientKey is not null,
            State = versionInForce == settings.Version ? RevisionState.Active
                : latest.ActivatedAt is not null ? RevisionState.Former
                : latest.TestedAt is not null ? RevisionState.Tested
                : RevisionState.Draft,
            SavedAt = latest.SavedAt,
            SavedBy = latest.SavedBy,
            VersionInForce = versionInForce,
            IsSignInEnabled = versionInForce is not null && inForce.Enabled,
            ConfirmBy = WaitOf(head, now),
            Problem = settings.SecretsUnreadable
                ? OidcError.Create(OidcErrorCodes.SettingsSecretUnreadable, $"The stored secrets of {head.Key} cannot be decrypted.")
                : null,
        };
    }
}
