using System.Text.RegularExpressions;

namespace OidcRelyingParty.Tests.Architecture;

/// <summary>One C# file, as far as line-wise reading understands it; our own code is plain enough for that.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The first folder; empty for a file at the root of its project.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>The lines without comments, with their numbers.</summary>
    public IEnumerable<(int Number, string Code)> Lines => Text.Split('\n').Select((line, index) => (index + 1, Comment().Replace(line, "")));

    /// <summary>The short string literals; UTF-8 literals (<c>"kid"u8</c>) are not among them.</summary>
    public IEnumerable<(int Number, string Value)> Literals =>
        Lines.SelectMany(line => Literal().Matches(line.Code).Select(match => (line.Number, match.Groups[1].Value)));

    /// <summary>Where a pattern occurs in the code, as <c>path:line: code</c>.</summary>
    public IEnumerable<string> Find(Regex pattern) =>
        Lines.Where(line => pattern.IsMatch(line.Code)).Select(line => $"{Path}:{line.Number}: {line.Code.Trim()}");

    // A slash pair inside a literal (https://) has a colon before it.
    [GeneratedRegex("(?<!:)//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("""
        "([^"\\]*)"(?!u8)
        """)]
    private static partial Regex Literal();
}
