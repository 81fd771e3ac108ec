using System.Text.Json;
using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>Findings and errors in an answer.</summary>
internal static class FindingJson
{
    public static JsonNode Of(SettingsFinding finding)
    {
        var json = Of(finding.Error);
        json.Insert(0, "field", finding.Field);
        json.Insert(1, "severity", JsonNamingPolicy.CamelCase.ConvertName(finding.Severity.ToString()));
        return json;
    }

    public static JsonObject Of(OidcError error) => new() { ["code"] = error.Code, ["message"] = error.Message, ["remedy"] = error.Remedy };
}
