using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>Where some of what was sent cannot be read, the rest is judged too, so that all that is wrong is said at once.</summary>
internal sealed class ReadingCheck(OidcSettingsValidator validator)
{
    private static readonly string[] Secrets = [nameof(OidcSettings.ClientSecret), nameof(OidcSettings.ClientKey)];
    private static readonly string[] Addresses = [nameof(OidcSettings.Issuer), nameof(OidcSettings.MetadataAddress), SettingsField.DiscoveryUrl.Name];

    public SettingsReading Complete(SettingsReading reading) =>
        reading.Findings.Count == 0 ? reading : reading with { Findings = [.. reading.Findings, .. FindMore(reading)] };

    // Not where the rest of the truth is missing: the stored secret, or an address of which half was unreadable.
    private IEnumerable<SettingsFinding> FindMore(SettingsReading reading)
    {
        var known = reading.Findings.Select(finding => finding.Field).Concat(Secrets).ToHashSet(StringComparer.Ordinal);
        if (known.Overlaps(Addresses))
        {
            known.UnionWith(Addresses);
        }

        return validator.Validate(reading.Settings).Where(finding => !known.Contains(finding.Field));
    }
}
