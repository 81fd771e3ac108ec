using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Revisions;

/// <summary>A store in memory that counts, and fails or waits where the test wants it to.</summary>
internal sealed class ScriptedRevisionStore : ISettingsRevisionStore
{
    private readonly InMemoryRevisionStore _store = new();
    private int _headReads;
    private int _revisionReads;
    private int _lists;

    /// <summary>Runs before every read, with the key.</summary>
    public Func<OidcSettingsKey, Task>? BeforeRead { get; set; }

    /// <summary>Runs after a head was read and before it is answered.</summary>
    public Func<Task>? AfterHead { get; set; }

    /// <summary>Runs before every change.</summary>
    public Func<Task>? BeforeChange { get; set; }

    /// <summary>Whether a change finds what it expects; if not, somebody else is always quicker.</summary>
    public bool TakesChanges { get; set; } = true;

    /// <summary>Puts another revision in the place of the one read.</summary>
    public Func<SettingsRevision?, SettingsRevision?> OnRevision { get; set; } = revision => revision;

    public int HeadReads => _headReads;

    public int RevisionReads => _revisionReads;

    public int Lists => _lists;

    public async ValueTask<SettingsHead?> FindHeadAsync(OidcSettingsKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _headReads);
        await (BeforeRead?.Invoke(key) ?? Task.CompletedTask);
        var head = await _store.FindHeadAsync(key, cancellationToken);
        await (AfterHead?.Invoke() ?? Task.CompletedTask);
        return head;
    }

    public async ValueTask<SettingsRevision?> FindRevisionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _revisionReads);
        await (BeforeRead?.Invoke(key) ?? Task.CompletedTask);
        return OnRevision(await _store.FindRevisionAsync(key, version, cancellationToken));
    }

    public async ValueTask<bool> TryApplyAsync(SettingsChange change, CancellationToken cancellationToken)
    {
        await (BeforeChange?.Invoke() ?? Task.CompletedTask);
        return TakesChanges && await _store.TryApplyAsync(change, cancellationToken);
    }

    public ValueTask<IReadOnlyList<SettingsHistoryEntry>> ListHistoryAsync(OidcSettingsKey key, int max, CancellationToken cancellationToken) => _store.ListHistoryAsync(key, max, cancellationToken);

    public ValueTask<IReadOnlyList<SettingsHead>> ListProvidersAsync(string tenant, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lists);
        return _store.ListProvidersAsync(tenant, cancellationToken);
    }

    public ValueTask<IReadOnlyList<OidcSettingsKey>> FindKeysByIssuerAsync(string issuer, CancellationToken cancellationToken) => _store.FindKeysByIssuerAsync(issuer, cancellationToken);
}
