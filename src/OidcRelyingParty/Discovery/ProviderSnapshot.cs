using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Discovery;

/// <summary>Metadata and keys of a provider at one moment; swapped whole, never changed.</summary>
/// <param name="Address">Where they were read.</param>
/// <param name="Metadata">The metadata.</param>
/// <param name="Keys">The signing keys.</param>
/// <param name="RefreshAt">From when a newer snapshot is looked for.</param>
/// <param name="UnusableAt">Until when this one serves while no newer can be had.</param>
internal sealed record ProviderSnapshot(
    ProviderAddress Address, ProviderMetadata Metadata, KeySet Keys, DateTimeOffset RefreshAt, DateTimeOffset UnusableAt);
