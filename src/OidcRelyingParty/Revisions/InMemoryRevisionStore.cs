using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>Revisions in this process: for tests, and for programs that need no more.</summary>
public sealed class InMemoryRevisionStore : ISettingsRevisionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<OidcSettingsKey, Shelf> _shelves = [];

    /// <inheritdoc/>
    public ValueTask<SettingsHead?> FindHeadAsync(OidcSettingsKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_shelves.GetValueOrDefault(key)?.Head);
        }
    }

    /// <inheritdoc/>
    public ValueTask<SettingsRevision?> FindRevisionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_shelves.GetValueOrDefault(key)?.Revisions.GetValueOrDefault(version));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryApplyAsync(SettingsChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_lock)
        {
            var shelf = _shelves.GetValueOrDefault(change.Head.Key);
            if (shelf?.Head.Stamp != change.ExpectedStamp)
            {
                return ValueTask.FromResult(false);
            }

            shelf ??= new Shelf(change.Head);
            shelf.Head = change.Head;
            shelf.History.Add(change.Entry);
            if (change.Revision is { } revision)
            {
                shelf.Revisions[revision.Settings.Version] = revision;
            }

            _shelves[change.Head.Key] = shelf;
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SettingsHistoryEntry>> ListHistoryAsync(OidcSettingsKey key, int max, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<SettingsHistoryEntry>>([.. Enumerable.Reverse(_shelves.GetValueOrDefault(key)?.History ?? []).Take(max)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SettingsHead>> ListProvidersAsync(string tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<SettingsHead>>(
                [.. _shelves.Values.Select(shelf => shelf.Head).Where(head => head.Key.Tenant == tenant).OrderBy(head => head.Key.Provider, StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OidcSettingsKey>> FindKeysByIssuerAsync(string issuer, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<OidcSettingsKey>>([.. _shelves.Values.Where(shelf => shelf.MayBeIssuedBy(issuer)).Select(shelf => shelf.Head.Key)]);
        }
    }

    private sealed class Shelf(SettingsHead head)
    {
        public SettingsHead Head { get; set; } = head;

        public Dictionary<string, SettingsRevision> Revisions { get; } = new(StringComparer.Ordinal);

        public List<SettingsHistoryEntry> History { get; } = [];

        public bool MayBeIssuedBy(string issuer) => new[] { Head.ActiveVersion, Head.FallbackVersion }
            .Any(version => version is not null && Revisions[version].Settings.MayBeIssuedBy(issuer));
    }
}
