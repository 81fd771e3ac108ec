namespace OidcRelyingParty.Wire;

/// <summary>Makes text from outside fit for a log line or a message: one line, bounded, nothing that steers a terminal.</summary>
internal static class Printable
{
    private const int MaxLength = 200;

    /// <summary>The text with every character but printable ASCII, letters and digits replaced, and cut to 200 characters with the sign that it was cut.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var length = Math.Min(text.Length, MaxLength);
        var cut = string.Create(length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var c = source[i];
                span[i] = c is >= ' ' and <= '~' || char.IsLetterOrDigit(c) ? c : '?';
            }
        });
        return length < text.Length ? cut[..^1] + "…" : cut;
    }
}
