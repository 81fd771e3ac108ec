using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

/// <summary>A store whose database does not answer.</summary>
internal sealed class FaultyRevisionStore : ISettingsRevisionStore
{
    public const string Detail = "Host=db;Password=hunter2";

    public ValueTask<SettingsHead?> FindHeadAsync(OidcSettingsKey key, CancellationToken cancellationToken) => throw new IOException(Detail);

    public ValueTask<SettingsRevision?> FindRevisionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) => throw new IOException(Detail);

    public ValueTask<bool> TryApplyAsync(SettingsChange change, CancellationToken cancellationToken) => throw new IOException(Detail);

    public ValueTask<IReadOnlyList<SettingsHistoryEntry>> ListHistoryAsync(OidcSettingsKey key, int max, CancellationToken cancellationToken) => throw new IOException(Detail);

    public ValueTask<IReadOnlyList<SettingsHead>> ListProvidersAsync(string tenant, CancellationToken cancellationToken) => throw new IOException(Detail);

    public ValueTask<IReadOnlyList<OidcSettingsKey>> FindKeysByIssuerAsync(string issuer, CancellationToken cancellationToken) => throw new IOException(Detail);
}
