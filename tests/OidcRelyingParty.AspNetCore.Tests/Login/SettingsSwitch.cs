using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

/// <summary>A store of settings that can fail, lose them, and be watched.</summary>
internal sealed class SettingsSwitch : IOidcSettingsStore
{
    private readonly InMemorySettingsStore _kept = new();

    public int Questions { get; private set; }

    /// <summary>Thrown in place of an answer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether there are no settings any more.</summary>
    public bool IsEmpty { get; set; }

    public void Put(OidcSettings settings) => _kept.Put(settings);

    public ValueTask<OidcSettings?> FindAsync(OidcSettingsKey key, CancellationToken cancellationToken) =>
        AskAsync(() => _kept.FindAsync(key, cancellationToken), null);

    public ValueTask<OidcSettings?> FindVersionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) =>
        AskAsync(() => _kept.FindVersionAsync(key, version, cancellationToken), null);

    public ValueTask<IReadOnlyList<OidcSettings>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken) =>
        AskAsync(() => _kept.FindByIssuerAsync(issuer, cancellationToken), []);

    public ValueTask<IReadOnlyList<OidcSettings>> FindByTenantAsync(string tenant, CancellationToken cancellationToken) =>
        AskAsync(() => _kept.FindByTenantAsync(tenant, cancellationToken), []);

    private ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask, T nothing)
    {
        Questions++;
        return Failure is not null ? throw Failure : IsEmpty ? ValueTask.FromResult(nothing) : ask();
    }
}
