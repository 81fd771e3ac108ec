using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>Compares revisions field by field.</summary>
internal static class RevisionComparison
{
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
