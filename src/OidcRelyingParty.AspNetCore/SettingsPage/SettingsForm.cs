using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>The fields as a form has them: texts by name, which is the field's own.</summary>
internal sealed class SettingsForm(IReadOnlyList<SettingsField> fields)
{
    private const string Ticked = "true";

    private readonly SettingsFormat _format = new([.. fields.Select(field => new FormatEntry(field.Name, field))]);

    /// <summary>What somebody typed.</summary>
    public SettingsReading Read(IFormCollection form, OidcSettings stored, bool hasSecret)
    {
        FieldValue Find(string name)
        {
            var (field, text) = (fields.First(field => field.Name == name), form[name].ToString().ReplaceLineEndings("\n"));
            // What nobody touched stays as it is stored: not every value can be written as a text, such as a role with a space, or the empty list that lets nobody in.
            if (form.ContainsKey(name) && field.Show(stored) is { } kept && Text(kept) == text)
            {
                return FieldValue.Of(JsonSerializer.SerializeToElement(kept));
            }

            return field.Kind switch
            {
                // A box that is not ticked is not sent.
                SettingsFieldKind.Flag => FieldValue.OfText(IsTicked(text) ? Ticked : "false"),
                SettingsFieldKind.Pairs => FieldValue.OfPairs(Pairs(text)),
                _ => FieldValue.OfText(text),
            };
        }

        return _format.Read(Find, stored, stored.Key, hasSecret);
    }

    /// <summary>The texts that show settings.</summary>
    public Dictionary<string, string> Show(OidcSettings settings) =>
        fields.Where(field => !field.IsSecret).ToDictionary(field => field.Name, field => Text(field.Show(settings)), StringComparer.Ordinal);

    /// <summary>The texts that somebody typed, to show them again; of a secret nothing.</summary>
    public Dictionary<string, string> Show(IFormCollection form) =>
        fields.Where(field => !field.IsSecret).ToDictionary(field => field.Name, field => form[field.Name].ToString(), StringComparer.Ordinal);

    public static bool IsTicked(string text) => text == Ticked;

    /// <summary>What stands in a field that holds this value.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join(' ', list.Select(item => item!.GetValue<string>())), // a list holds texts
        JsonObject pairs => string.Join('\n', pairs.SelectMany(Lines)),
        _ => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
    };

    private static IEnumerable<string> Lines(KeyValuePair<string, JsonNode?> pair) => pair.Value switch
    {
        JsonArray list => list.Select(item => $"{pair.Key} = {item!.GetValue<string>()}"), // a list holds texts
        _ => [$"{pair.Key} = {pair.Value!.GetValue<string>()}"], // else it is a text
    };

    // The last sign of equality, so that a name may hold one: a group called CN=staff,OU=example.
    private static KeyValuePair<string, string>[] Pairs(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => (Line: line, Sign: line.LastIndexOf('=')))
            .Select(pair => pair.Sign < 0 ? KeyValuePair.Create(pair.Line, "") : KeyValuePair.Create(pair.Line[..pair.Sign].Trim(), pair.Line[(pair.Sign + 1)..].Trim())),
    ];
}
