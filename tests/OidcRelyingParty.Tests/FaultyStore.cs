using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests;

/// <summary>A settings store of a host that answers as the test wants.</summary>
internal sealed class FaultyStore(Func<CancellationToken, OidcSettings, ValueTask<OidcSettings?>> answer) : IOidcSettingsStore
{
    private static readonly OidcSettings Settings = new() { ClientId = "quickstart", Issuer = IssuerUrl.Parse("https://op.example.test") };

    public ValueTask<OidcSettings?> FindAsync(OidcSettingsKey key, CancellationToken cancellationToken) => answer(cancellationToken, Settings);

    public ValueTask<OidcSettings?> FindVersionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) => answer(cancellationToken, Settings);

    public async ValueTask<IReadOnlyList<OidcSettings>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken) =>
        await answer(cancellationToken, Settings) is { } settings ? [settings] : [];

    public async ValueTask<IReadOnlyList<OidcSettings>> FindByTenantAsync(string tenant, CancellationToken cancellationToken) =>
        await answer(cancellationToken, Settings) is { } settings ? [settings] : [];
}
