using System.Collections.Frozen;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>Compares revisions field by field.</summary>
internal static class RevisionComparison
{
    // Of all others the provider notices nothing.
    private static readonly FrozenSet<string> ProviderFields = new[]
    {
        SettingsField.Enabled, SettingsField.Issuer, SettingsField.DiscoveryUrl, SettingsField.BackchannelBaseUrl, SettingsField.ClientId, SettingsField.ClientSecret,
        SettingsField.ClientAuthentication, SettingsField.ClientAssertionAudience, SettingsField.Scopes, SettingsField.RedirectUri, SettingsField.ResponseMode,
        SettingsField.IdTokenSigningAlgorithms, SettingsField.AllowedIssuerTenants, SettingsField.Prompt, SettingsField.MaxAge, SettingsField.AcrValues, SettingsField.UiLocales,
        SettingsField.Resources, SettingsField.ExtraParameters, SettingsField.UserInfo, SettingsField.RoleClaims, SettingsField.SingleSignOut,
    }.Select(field => field.Name).Append(nameof(OidcSettings.ClientKey)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether what the provider said of the one revision holds for the other: nothing differs that it could notice. Of what cannot be read nobody knows.</summary>
    public static bool IsSameToProvider(OidcSettings one, OidcSettings other) =>
        !one.SecretsUnreadable && !other.SecretsUnreadable && !Compare(one, other).Any(difference => ProviderFields.Contains(difference.Field));

    /// <summary>The fields that differ; against the defaults when there is nothing before.</summary>
    public static IReadOnlyList<SettingsDifference> Compare(OidcSettings? before, OidcSettings after)
    {
        before ??= new OidcSettings { ClientId = "", Key = after.Key };
        var differences = SettingsField.All
            .Select(field => new SettingsDifference(field.Name, field.Show(before)?.ToJsonString(), field.Show(after)?.ToJsonString()))
            .Where(difference => difference.Before != difference.After)
            .ToList();
        AddSecret(differences, nameof(OidcSettings.ClientSecret), before.ClientSecret, after.ClientSecret);
        AddSecret(differences, nameof(OidcSettings.ClientKey), before.ClientKey?.Pem, after.ClientKey?.Pem);
        return differences;
    }

    private static void AddSecret(List<SettingsDifference> differences, string field, Secret? before, Secret? after)
    {
        if (!Equals(before, after))
        {
            differences.Add(new SettingsDifference(field, Before: null, After: null));
        }
    }
}
