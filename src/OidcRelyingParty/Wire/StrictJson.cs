using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace OidcRelyingParty.Wire;

/// <summary>
/// Reads a JSON object so that every other reader of the same bytes must see the same thing
/// (<see href="https://www.rfc-editor.org/rfc/rfc8725#section-2.6">RFC 8725, 2.6</see>,
/// <see href="https://www.rfc-editor.org/rfc/rfc8259#section-4">RFC 8259, 4</see>).
/// </summary>
internal static class StrictJson
{
    /// <summary>The deepest nesting that is read; the outermost object counts.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private static readonly JsonDocumentOptions OptionsWithDuplicates = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = true };

    /// <summary>Reads exactly one object: UTF-8 without a byte order mark, no member twice, nothing after it but whitespace.</summary>
    public static bool TryParseObject(ReadOnlySpan<byte> utf8, out JsonElement value) => TryParse(utf8, Options, out value);

    /// <summary>
    /// The same, except that members may repeat. Only for a document whose parts are read again with
    /// <see cref="TryParseObject"/>, so that one bad part does not spoil its neighbours.
    /// </summary>
    public static bool TryParseObjectAllowingDuplicates(ReadOnlySpan<byte> utf8, out JsonElement value) =>
        TryParse(utf8, OptionsWithDuplicates, out value);

    /// <summary>Reads a member that, when there at all, must be a string. Absent is <see langword="null"/>.</summary>
    public static bool TryGetString(JsonElement json, ReadOnlySpan<byte> name, out string? value)
    {
        value = null;
        if (!json.TryGetProperty(name, out var member))
        {
            return true;
        }

        if (member.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        value = member.GetString();
        return true;
    }

    private static bool TryParse(ReadOnlySpan<byte> utf8, JsonDocumentOptions options, out JsonElement value)
    {
        value = default;

        // The parser defers both checks until a string is read, where they would surface as exceptions.
        if (!Utf8.IsValid(utf8) || HasLoneSurrogateEscape(utf8))
        {
            return false;
        }

        try
        {
            value = JsonElement.Parse(utf8, options);
        }
        catch (JsonException)
        {
            return false;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        value = default;
        return false;
    }

    // Runs before the parser, on bytes that may not be JSON: there the answer does not matter, because the parser refuses them
    // anyway. In JSON a backslash occurs only inside a string and always takes the next byte with it.
    private static bool HasLoneSurrogateEscape(ReadOnlySpan<byte> utf8)
    {
        for (int start; (start = utf8.IndexOf((byte)'\\')) >= 0;)
        {
            utf8 = utf8[start..];
            if (!TryReadUnicodeEscape(utf8, out var unit))
            {
                utf8 = utf8[Math.Min(2, utf8.Length)..];
                continue;
            }

            utf8 = utf8[6..];
            if (char.IsLowSurrogate(unit))
            {
                return true;
            }

            if (char.IsHighSurrogate(unit))
            {
                if (!TryReadUnicodeEscape(utf8, out var low) || !char.IsLowSurrogate(low))
                {
                    return true;
                }

                utf8 = utf8[6..];
            }
        }

        return false;
    }

    private static bool TryReadUnicodeEscape(ReadOnlySpan<byte> utf8, out char unit)
    {
        unit = default;
        if (utf8.Length < 6 || !utf8.StartsWith("\\u"u8)
            || !ushort.TryParse(utf8[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
