using System.Text.Json;
using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Formats;

/// <content>Settings in JSON.</content>
public sealed partial class SettingsFormat
{
    /// <summary>The longest document that is read, in bytes.</summary>
    public const int MaxDocumentLength = 256 * 1024;

    // Of a document that is no settings at all, the first few tell as much as ten thousand.
    private const int MaxUnknown = 50;

    /// <summary>Reads a JSON document: one object, no member twice, and none that the format does not know.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="stored">The settings that are stored, of which the fields remain that this format has not; null when there are none.</param>
    /// <param name="key">Whose settings they are.</param>
    /// <param name="ignored">Members that may be there and say nothing, such as what a reading answers beside the settings.</param>
    /// <exception cref="OidcException">It is no such document.</exception>
    public SettingsReading ReadJson(ReadOnlyMemory<byte> utf8, OidcSettings? stored, OidcSettingsKey key, params IReadOnlyList<string> ignored)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(ignored);
        return ReadJson(utf8, stored, key, stored?.ClientSecret is not null, ignored);
    }

    /// <summary>The same where the stored settings come without their secrets.</summary>
    internal SettingsReading ReadJson(ReadOnlyMemory<byte> utf8, OidcSettings? stored, OidcSettingsKey key, bool hasSecret, IReadOnlyList<string> ignored)
    {
        if (utf8.Length > MaxDocumentLength || !StrictJson.TryParseObject(utf8.Span, out var document))
        {
            throw new OidcException(OidcErrorCodes.SettingsDocument, "The settings are not one JSON object without repeated members.");
        }

        var values = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        var unknown = new List<SettingsFinding>();
        Collect(document, "", values, unknown, ignored);
        SwitchOffUnlessSaid(values);
        var reading = Read(values.GetValueOrDefault, stored, key, hasSecret);
        return reading with { Findings = [.. unknown, .. reading.Findings] };
    }

    /// <summary>Writes settings as JSON. Secrets have no place in it.</summary>
    /// <param name="settings">The settings.</param>
    public JsonObject WriteJson(OidcSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var document = new JsonObject();
        foreach (var entry in _entries.Where(entry => !entry.Field.IsSecret))
        {
            var levels = entry.Name.Split(':');
            var owner = levels[..^1].Aggregate(document, static (parent, level) => (JsonObject)(parent[level] ??= new JsonObject()));
            owner[levels[^1]] = entry.Field.Show(settings);
        }

        return document;
    }

    // Nobody switches sign-in on by leaving something out, except where naming a provider is the switch.
    private void SwitchOffUnlessSaid(Dictionary<string, FieldValue> values)
    {
        if (!IsOffWithoutIssuer
            && Array.Find(_entries, entry => entry.Field == SettingsField.Enabled) is { } entry
            && values.GetValueOrDefault(entry.Name) is null or { IsEmpty: true })
        {
            values[entry.Name] = FieldValue.OfText(bool.FalseString);
        }
    }

    private void Collect(JsonElement json, string prefix, Dictionary<string, FieldValue> values, List<SettingsFinding> unknown, IReadOnlyList<string> ignored)
    {
        foreach (var member in json.EnumerateObject())
        {
            var name = prefix + member.Name;
            // A colon stands for a level; in a member's own name it would be a second way to write the same.
            if (!member.Name.Contains(':', StringComparison.Ordinal) && Array.Exists(_entries, entry => entry.Name == name))
            {
                values[name] = FieldValue.Of(member.Value);
            }
            else if (member.Value.ValueKind == JsonValueKind.Object && Array.Exists(_entries, entry => entry.Name.StartsWith(name + ':', StringComparison.Ordinal)))
            {
                Collect(member.Value, name + ':', values, unknown, []);
            }
            else if (!ignored.Contains(name) && unknown.Count < MaxUnknown)
            {
                var shown = Printable.Of(name);
                unknown.Add(new SettingsFinding(shown, OidcError.Create(
                    OidcErrorCodes.SettingsMemberUnknown, $"{shown}: there is no such setting.", "Leave it out, or correct its name; names are case-sensitive.")));
            }
        }
    }
}
