using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OidcRelyingParty.Accounts;

/// <summary>Texts of claims as an account may keep them: bounded, on one line, and looking like what they are.</summary>
internal static class AccountText
{
    public const int MaxLength = 256;

    /// <summary>The text of a claim that identifies somebody; null when it has none that can be used. A whole number counts as text.</summary>
    public static string? Find(JsonElement claim) => TextOf(claim) is { Length: <= MaxLength } text && FindFault(text) is null ? text : null;

    /// <summary>What is wrong with a claim that identifies somebody, without its value; null when nothing is.</summary>
    public static string? FindFault(JsonElement claim) => TextOf(claim) is { } text ? FindFault(text) : $"is no text but {claim.ValueKind}";

    /// <summary>A name to show: what cannot be shown is left out, and the rest cut. Null when nothing is left.</summary>
    public static string? Show(JsonElement claim)
    {
        var shown = new StringBuilder();
        foreach (var rune in (claim.ValueKind == JsonValueKind.String ? claim.GetString()! : "").EnumerateRunes())
        {
            if (shown.Length + rune.Utf16SequenceLength > MaxLength)
            {
                break;
            }

            shown.Append(IsVisible(rune) ? rune.ToString() : "");
        }

        return shown.ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    private static string? TextOf(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.String => claim.GetString(),
        JsonValueKind.Number when claim.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? FindFault(string text) =>
        text.Length == 0 ? "is empty"
        : text.Length > MaxLength ? $"is longer than {MaxLength} characters"
        : text != text.Trim() ? "begins or ends with a space"
        : !text.EnumerateRunes().All(IsVisible) ? "has characters that cannot be seen"
        : null;

    // Invisible characters, and those that turn the direction of writing, make one name look like another.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
