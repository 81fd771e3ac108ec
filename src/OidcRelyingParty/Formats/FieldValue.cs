using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace OidcRelyingParty.Formats;

/// <summary>
/// A value somebody wrote for a field, in JSON or as text: what it is, before the field says what it means. JSON says of which type a value is, and
/// must use the right one; text (configuration, environment, a form) says nothing, and may hold a number or true and false.
/// </summary>
internal sealed record FieldValue
{
    private FieldValue(string description) => Description = description;

    /// <summary>What it is instead of what was expected, for messages: "a number", and where everything is a text "another text".</summary>
    public string Description { get; }

    /// <summary>Nothing: an empty text, null.</summary>
    public bool IsEmpty { get; private init; }

    /// <summary>A text, without the spaces around it.</summary>
    public string? Text { get; private init; }

    public bool? Flag { get; private init; }

    public long? Number { get; private init; }

    public IReadOnlyList<string>? List { get; private init; }

    /// <summary>Names with their texts, in their order; a name may come several times.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Pairs { get; private init; }

    /// <summary>A value in a JSON document.</summary>
    public static FieldValue Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => Empty("null"),
        JsonValueKind.String => json.GetString()!.Trim() is { Length: > 0 } text ? new("a text") { Text = text } : Empty("an empty text"),
        JsonValueKind.True or JsonValueKind.False => new("true or false") { Flag = json.GetBoolean() },
        JsonValueKind.Number => new("a number") { Number = json.TryGetInt64(out var number) ? number : null },
        JsonValueKind.Array when json.EnumerateArray().All(IsText) => new("a list") { List = [.. json.EnumerateArray().Select(item => item.GetString()!)] },
        JsonValueKind.Array => new("a list that holds other things than texts"),
        _ when json.EnumerateObject().All(member => IsText(member.Value) || IsListOfTexts(member.Value)) => new("an object") { Pairs = [.. json.EnumerateObject().SelectMany(PairsOf)] },
        _ => new("an object that holds other things than texts"),
    };

    /// <summary>A text from a form, a file or the environment: it may stand for a number, or for true or false.</summary>
    public static FieldValue OfText(string? text) => text?.Trim() is not { Length: > 0 } trimmed ? Empty("an empty text") : new("another text")
    {
        Text = trimmed,
        Flag = bool.TryParse(trimmed, out var flag) ? flag : null,
        Number = long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    /// <summary>Names with texts, from a form.</summary>
    public static FieldValue OfPairs(IReadOnlyList<KeyValuePair<string, string>> pairs) => pairs.Count == 0 ? Empty("nothing") : new("a list of names and values") { Pairs = pairs };

    /// <summary>A section of a configuration; null when it holds nothing.</summary>
    public static FieldValue? Of(IConfigurationSection section)
    {
        if (section.Value is { } text)
        {
            return OfText(text);
        }

        // At any depth: a name with colons, such as urn:example:admins, arrives as levels of the configuration.
        var pairs = section.AsEnumerable(makePathsRelative: true)
            .Where(pair => pair.Value is not null)
            .OrderBy(pair => pair.Key, ConfigurationKeyComparer.Instance)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)) // not null: the line above
            .ToArray();
        return pairs.Length == 0 ? null : new("a section") { List = [.. pairs.Select(pair => pair.Value)], Pairs = pairs };
    }

    private static FieldValue Empty(string description) => new(description) { IsEmpty = true };

    private static bool IsText(JsonElement json) => json.ValueKind == JsonValueKind.String;

    private static bool IsListOfTexts(JsonElement json) => json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(IsText);

    private static IEnumerable<KeyValuePair<string, string>> PairsOf(JsonProperty member) => IsText(member.Value)
        ? [KeyValuePair.Create(member.Name, member.Value.GetString()!)]
        : member.Value.EnumerateArray().Select(item => KeyValuePair.Create(member.Name, item.GetString()!));
}
