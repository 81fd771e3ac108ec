using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>A row of the table of heads.</summary>
internal sealed class HeadEntity
{
    public required string Tenant { get; init; }

    public required string Provider { get; init; }

    public required string Stamp { get; init; }

    public required string LatestVersion { get; init; }

    public required string? ActiveVersion { get; init; }

    public required DateTimeOffset? ConfirmBy { get; init; }

    public required string? FallbackVersion { get; init; }

    public static HeadEntity Of(SettingsHead head) => new()
    {
        Tenant = head.Key.Tenant,
        Provider = head.Key.Provider,
        Stamp = head.Stamp,
        LatestVersion = head.LatestVersion,
        ActiveVersion = head.ActiveVersion,
        ConfirmBy = head.ConfirmBy,
        FallbackVersion = head.FallbackVersion,
    };

    public SettingsHead ToHead() => new()
    {
        Key = new OidcSettingsKey(Tenant, Provider),
        Stamp = Stamp,
        LatestVersion = LatestVersion,
        ActiveVersion = ActiveVersion,
        ConfirmBy = ConfirmBy,
        FallbackVersion = FallbackVersion,
    };
}
