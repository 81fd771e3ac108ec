using System.Collections.Concurrent;

namespace OidcRelyingParty.Settings;

/// <summary>Settings kept in this process: for programs that have them in code, and for tests.</summary>
public sealed class InMemorySettingsStore : IOidcSettingsStore
{
    private const int MaxRevisions = 16;

    private readonly ConcurrentDictionary<OidcSettingsKey, OidcSettings[]> _revisions = new();

    /// <summary>Puts settings in force; the ones before stay known for sign-ins that have begun.</summary>
    /// <param name="settings">The settings. A revision with the same key and version is replaced.</param>
    public void Put(OidcSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _revisions.AddOrUpdate(
            settings.Key,
            static (_, added) => [added],
            static (_, before, added) => [added, .. before.Where(revision => revision.Version != added.Version).Take(MaxRevisions - 1)],
            settings);
    }

    /// <inheritdoc/>
    public ValueTask<OidcSettings?> FindAsync(OidcSettingsKey key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_revisions.TryGetValue(key, out var revisions) ? revisions[0] : null);

    /// <inheritdoc/>
    public ValueTask<OidcSettings?> FindVersionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_revisions.TryGetValue(key, out var revisions) ? Array.Find(revisions, revision => revision.Version == version) : null);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OidcSettings>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<OidcSettings>>([.. _revisions.Values.Select(revisions => revisions[0]).Where(settings => settings.MayBeIssuedBy(issuer))]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OidcSettings>> FindByTenantAsync(string tenant, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<OidcSettings>>([.. _revisions.Where(pair => pair.Key.Tenant == tenant).Select(pair => pair.Value[0])]);
}
