using OidcRelyingParty.Formats;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>Reads settings that somebody sends, on top of those that are stored; all that is wrong is found at once.</summary>
internal sealed class SettingsDocument(OidcSettingsApiOptions options, OidcSettingsValidator validator)
{
    private static readonly string[] Secrets = [nameof(OidcSettings.ClientSecret), nameof(OidcSettings.ClientKey)];
    private static readonly string[] Addresses = [nameof(OidcSettings.Issuer), nameof(OidcSettings.MetadataAddress), SettingsField.DiscoveryUrl.Name];

    public SettingsReading Read(ReadOnlyMemory<byte> utf8, SettingsView stored)
    {
        string[] ignored = options.StatusMember is { } status ? [status] : [];
        var reading = options.Format.ReadJson(utf8, stored.State is null ? null : stored.Settings, stored.Key, stored.ClientSecret.IsSet, ignored);
        return reading.Findings.Count == 0 ? reading : reading with { Findings = [.. reading.Findings, .. FindMore(reading)] };
    }

    // What could be read is judged too. Not where the rest of the truth is missing: the stored secret, or an address of which half was unreadable.
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
