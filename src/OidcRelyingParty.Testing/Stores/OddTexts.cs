namespace OidcRelyingParty.Testing.Stores;

/// <summary>Texts that are different, character by character, and that a careless store takes for one another or trips over.</summary>
internal static class OddTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "a", "A", "a ", " a", "á", "a\u0301", "ａ", "ａ%", "a%", "a_", "ab", "a\\", "a'", "a''", "a\"", "a;--", "a\u00ad", "a\u200b", "a\u202e", "ı", "I", "i", "İ", "ß", "ss",
        "/", "a/b", "a:b", "a|b", "{\"a\":1}", "*", "[a-z]", "\ud83d\ude00", "\uffff", "\u0416\u6c34\u05d0",
    ];
}
