using System.Globalization;
using System.Text;

namespace OidcRelyingParty.Settings;

/// <summary>Domains of e-mail addresses, as DNS compares them: A-labels in small letters. Two texts are one domain when these are equal.</summary>
internal static class EmailDomain
{
    private const int MaxLength = 253;
    private const int MaxLabelLength = 63;
    private const string IdnPrefix = "xn--";
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The domain that a text names; null when it is not exactly one whole domain of two labels or more.</summary>
    public static string? Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var labels = Array.ConvertAll(text.Split('.'), ToAscii);
        return labels.Length > 1
            && Array.TrueForAll(labels, label => label is not null)
            && !labels[^1]!.All(char.IsAsciiDigit) // not null: the line above; an IP address is no domain
            && string.Join('.', labels) is { Length: <= MaxLength } domain ? domain : null;
    }

    /// <summary>The domain of an address with exactly one <c>@</c>; null when there is none.</summary>
    public static string? OfAddress(string address) => address.Split('@') is [{ Length: > 0 }, var domain] ? Parse(domain) : null;

    private static string? ToAscii(string label)
    {
        if (Ascii.IsValid(label))
        {
            return AsLabel(label.ToLowerInvariant());
        }

        try
        {
            // What maps to plain ASCII, such as full-width letters or a Kelvin sign, only looks like another domain.
            return Idn.GetAscii(label.ToLowerInvariant()) is var ascii && ascii.StartsWith(IdnPrefix, StringComparison.Ordinal) ? AsLabel(ascii) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? AsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-'
            ? label
            : null;
}
