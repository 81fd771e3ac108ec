using System.Text.Json;
using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Formats;

/// <content>How each kind of field is read and shown.</content>
public sealed partial class SettingsField
{
    private const string ListOfTexts = "a list of texts";

    // What a field that is not there means: the defaults of the settings themselves.
    private static readonly OidcSettings Defaults = new() { ClientId = "" };

    private static SettingsField OfText(string name, Func<OidcSettings, string?> get, Func<OidcSettings, string?, OidcSettings> set) => new(
        name, SettingsFieldKind.Text, "a text", settings => get(settings) is { Length: > 0 } text ? JsonValue.Create(text) : null,
        (settings, value) => value.Text is { } text ? set(settings, text) : null,
        settings => set(settings, get(Defaults)));

    private static SettingsField OfUrl(string name, Func<OidcSettings, Uri?> get, Func<OidcSettings, Uri?, OidcSettings> set) => new(
        name, SettingsFieldKind.Url, "an absolute https URL", settings => get(settings) is { } url ? JsonValue.Create(url.OriginalString) : null,
        (settings, value) => ParseUrl(value.Text) is { } url ? set(settings, url) : null,
        settings => set(settings, null));

    private static SettingsField OfFlag(string name, Func<OidcSettings, bool> get, Func<OidcSettings, bool, OidcSettings> set) => new(
        name, SettingsFieldKind.Flag, "true or false", settings => JsonValue.Create(get(settings)),
        (settings, value) => value.Flag is { } flag ? set(settings, flag) : null,
        settings => set(settings, get(Defaults)));

    private static SettingsField OfSeconds(string name, Func<OidcSettings, TimeSpan?> get, Func<OidcSettings, TimeSpan?, OidcSettings> set) => new(
        name, SettingsFieldKind.Seconds, "a whole number of seconds", settings => get(settings) is { } time ? JsonValue.Create((long)time.TotalSeconds) : null,
        (settings, value) => value.Number is >= 0 and <= int.MaxValue ? set(settings, TimeSpan.FromSeconds(value.Number.Value)) : null,
        settings => set(settings, get(Defaults)));

    private static SettingsField OfChoice<T>(string name, Func<OidcSettings, T?> get, Func<OidcSettings, T?, OidcSettings> set)
        where T : struct, Enum
    {
        var choices = Enum.GetValues<T>().ToDictionary(WrittenName, StringComparer.OrdinalIgnoreCase);
        return new(
            name, SettingsFieldKind.Choice, $"one of {string.Join(", ", choices.Keys)}", settings => get(settings) is { } chosen ? JsonValue.Create(WrittenName(chosen)) : null,
            (settings, value) => value.Text is { } text && choices.TryGetValue(text, out var chosen) ? set(settings, chosen) : null,
            settings => set(settings, get(Defaults)))
        {
            Choices = [.. choices.Keys],
        };
    }

    private static SettingsField OfList(string name, Func<OidcSettings, IReadOnlyList<string>?> get, Func<OidcSettings, IReadOnlyList<string>?, OidcSettings?> set, string expected = ListOfTexts, params char[] separators) => new(
        name, SettingsFieldKind.List, expected, settings => get(settings) is { } list ? new JsonArray([.. list.Select(text => JsonValue.Create(text))]) : null,
        (settings, value) => Words(value, separators.Length == 0 ? [' '] : separators) is { } words ? set(settings, words) : null,
        settings => set(settings, get(Defaults))!); // the default can be set

    private static SettingsField OfPairs(
        string name, Func<OidcSettings, IEnumerable<KeyValuePair<string, string>>> get, Func<OidcSettings, IReadOnlyList<KeyValuePair<string, string>>, OidcSettings?> set) => new(
        name, SettingsFieldKind.Pairs, "names with texts", settings => Object(get(settings)),
        (settings, value) => value.Pairs is { } pairs ? set(settings, pairs) : null,
        settings => set(settings, [])!); // none can be set

    // A name with several values is one member with a list.
    private static JsonObject Object(IEnumerable<KeyValuePair<string, string>> pairs) => new(pairs.GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)(group.Count() == 1 ? JsonValue.Create(group.First()) : new JsonArray([.. group.Select(text => JsonValue.Create(text))])))));

    private static SettingsField OfSecret(string name) => new(
        name, SettingsFieldKind.Secret, "a text", _ => null, (settings, value) => value.Text is null ? null : settings, settings => settings);

    // The scheme is checked on the text: "//host" would be read as a file URL.
    private static Uri? ParseUrl(string? text) =>
        text?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true && Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;

    private static IReadOnlyList<string>? Words(FieldValue value, char[] separators) =>
        value.Text?.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? value.List;

    private static string WrittenName<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString());
}
