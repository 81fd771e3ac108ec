using System.Text.RegularExpressions;

namespace OidcRelyingParty.Tests.Architecture;

[TestFixture]
public partial class ErrorCodeTests
{
    private static IEnumerable<string> Names => typeof(OidcErrorCodes).GetFields().Select(constant => constant.Name);

    [TestCaseSource(nameof(Names))]
    public void A_code_has_one_row_in_the_documentation_that_says_what_the_catalogue_says(string name)
    {
        var code = CodeOf(name);
        var entry = OidcErrorCatalog.Get(code);

        var rows = Repository.ReadLines("docs/errors.md").Where(line => line.StartsWith($"| `{code}` |", StringComparison.Ordinal)).ToArray();

        Assert.That(rows, Has.Length.EqualTo(1));
        var cells = rows[0].Trim('|', ' ').Split(" | ");
        Assert.That(cells, Has.Length.EqualTo(5), "code, kind, meaning, likely cause, remedy");
        Assert.That(new[] { cells[1], cells[2], cells[4] }, Is.EqualTo(new[] { entry.Kind.ToString(), entry.Meaning, entry.Remedy }));
    }

    [Test]
    public void A_code_in_the_documentation_exists()
    {
        var documented = Repository.ReadLines("docs/errors.md")
            .Select(line => CodeCell().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value);

        Assert.That(documented, Is.EquivalentTo(Names.Select(CodeOf)));
    }

    [Test]
    public void A_code_is_raised_somewhere()
    {
        var raised = Uses("src", except: ["OidcRelyingParty/OidcErrorCodes.cs", "OidcRelyingParty/OidcErrorCatalog.cs"]);

        Assert.That(Names.Except(raised), Is.Empty, "Nothing raises these.");
    }

    [Test]
    public void A_code_is_asserted_by_a_test()
    {
        var asserted = Uses("tests", except: "OidcRelyingParty.Tests/Architecture/ErrorCodeTests.cs");

        Assert.That(Names.Except(asserted), Is.Empty, "No test asserts these.");
    }

    private static HashSet<string> Uses(string folder, params string[] except) => Repository.Sources(folder)
        .Where(file => !except.Contains(file.Path))
        .SelectMany(file => file.Lines)
        .SelectMany(line => Use().Matches(line.Code).Select(match => match.Groups[1].Value))
        .ToHashSet();

    private static string CodeOf(string name) => (string)typeof(OidcErrorCodes).GetField(name)!.GetRawConstantValue()!;

    [GeneratedRegex(@"^\| `([a-z_.]+)` \|")]
    private static partial Regex CodeCell();

    [GeneratedRegex(@"\bOidcErrorCodes\.(\w+)")]
    private static partial Regex Use();
}
