using System.Text.Json;
using System.Text.Json.Nodes;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>What the endpoints answer. No secret is in what they are given, so none can be in it.</summary>
internal sealed class SettingsJson(OidcSettingsApiOptions options, FieldNames names)
{
    /// <summary>The settings under the names of the host's format, and the status beside them.</summary>
    public JsonObject Settings(SettingsView view, Uri? redirectUri, IEnumerable<SettingsFinding> findings)
    {
        var document = options.Format.WriteJson(view.Settings);
        if (options.StatusMember is { } status)
        {
            document[status] = Status(view, redirectUri, findings);
        }

        return document;
    }

    public JsonArray Findings(IEnumerable<SettingsFinding> findings) => new([.. findings.Select(names.Rename).Select(FindingJson.Of)]);

    public JsonObject HistoryEntry(SettingsHistoryEntry entry) => new()
    {
        ["at"] = entry.At,
        ["by"] = entry.By,
        ["action"] = NameOf(entry.Action),
        ["version"] = entry.Version,
        ["changedFields"] = new JsonArray([.. entry.ChangedFields.Select(names.Of).Distinct(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]),
        ["override"] = entry.Override,
    };

    /// <summary>The fields that differ; of a secret only that it does. Two of them may be one in the format: then it is the one that the format shows.</summary>
    public JsonArray Differences(IEnumerable<SettingsDifference> differences) => new([.. differences
        .GroupBy(difference => names.Of(difference.Field), StringComparer.Ordinal)
        .Select(same => Difference(same.Key, same.FirstOrDefault(one => names.Has(one.Field)) ?? same.First()))]);

    private static JsonObject Difference(string name, SettingsDifference difference) => new()
    {
        ["field"] = name,
        ["before"] = Parse(difference.Before),
        ["after"] = Parse(difference.After),
        ["isSecret"] = difference is { Before: null, After: null },
    };

    private JsonObject Status(SettingsView view, Uri? redirectUri, IEnumerable<SettingsFinding> findings) => new()
    {
        ["enabled"] = view.IsSignInEnabled,
        ["state"] = view.State is { } state ? NameOf(state) : null,
        ["redirectUri"] = redirectUri?.OriginalString,
        ["clientSecret"] = new JsonObject
        {
            ["isSet"] = view.ClientSecret.IsSet,
            ["isReadable"] = view.ClientSecret.IsReadable,
            ["setAt"] = view.ClientSecret.SetAt,
            ["fingerprint"] = view.ClientSecret.Fingerprint,
        },
        ["hasClientKey"] = view.HasClientKey,
        ["version"] = view.State is null ? null : view.Settings.Version,
        ["versionInForce"] = view.VersionInForce,
        ["savedAt"] = view.SavedAt,
        ["savedBy"] = view.SavedBy,
        ["confirmBy"] = view.ConfirmBy,
        ["problem"] = view.Problem is { } problem ? FindingJson.Of(problem) : null,
        ["findings"] = Findings(findings),
    };

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);
}
