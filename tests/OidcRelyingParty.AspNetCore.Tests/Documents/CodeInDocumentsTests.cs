using System.Text.RegularExpressions;

namespace OidcRelyingParty.AspNetCore.Tests.Documents;

/// <summary>Code in a document is compiled: the comment above it names the file it was taken from.</summary>
[TestFixture]
internal sealed partial class CodeInDocumentsTests
{
    private static IEnumerable<TestCaseData> Blocks() =>
        from document in Repository.Documents
        from block in BlockPattern().Matches(Repository.Read(document))
        select new TestCaseData(block.Groups["source"].Value, block.Groups["code"].Value).SetArgDisplayNames(document, FirstLine(block.Groups["code"].Value));

    [TestCaseSource(nameof(Blocks))]
    public void Every_block_of_code_stands_in_the_file_it_names(string source, string code)
    {
        Assert.That(source, Is.Not.Empty, "Put <!-- path of the compiled file --> above the block.");
        Assert.That(Unindent(Repository.Read(source)), Does.Contain(Unindent(code)));
    }

    private static IEnumerable<TestCaseData> Links() =>
        from document in Repository.Documents
        from link in LinkPattern().Matches(Repository.Read(document))
        select new TestCaseData(Path.Combine(Path.GetDirectoryName(document)!, link.Groups["path"].Value)).SetArgDisplayNames(document, link.Groups["path"].Value);

    [TestCaseSource(nameof(Links))]
    public void Every_link_to_a_file_leads_to_one(string path) =>
        Assert.That(Path.Exists(Path.Combine(Repository.Root, path)), Is.True, path);

    [Test]
    public void The_README_shows_the_whole_of_MinimalHost()
    {
        var blocks = BlockPattern().Matches(Repository.Read("README.md")).Select(block => block.Groups["code"].Value);

        Assert.That(blocks, Does.Contain(Repository.Read("samples/MinimalHost/Program.cs")));
    }

    private static string Unindent(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static string FirstLine(string code) => code.Split('\n')[0];

    [GeneratedRegex(@"\]\((?<path>(?!https?:)[^)#]+)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"(?:<!-- (?<source>\S+) -->\n)?^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BlockPattern();
}
