using System.Reflection;

namespace OidcRelyingParty.Tests.Architecture;

[TestFixture]
public class PublicApiTests
{
    private const string Update = "UPDATE_PUBLIC_API";

    private static IEnumerable<string> Packages => Repository.Packages;

    /// <summary>A change here is a change to read twice. To accept it, run this test with the environment variable set and commit the files.</summary>
    [TestCaseSource(nameof(Packages))]
    public void A_package_promises_what_its_file_says(string package)
    {
        var path = $"tests/PublicApi/{package}.txt";
        var actual = PublicSurface.Describe(Assembly.Load(package)).ToArray();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(Repository.At(path), string.Join('\n', actual) + "\n");
        }

        var promised = File.Exists(Repository.At(path)) ? Repository.ReadLines(path) : [];

        string[] changes = [.. promised.Except(actual).Select(line => "- " + line), .. actual.Except(promised).Select(line => "+ " + line)];
        if (changes.Length > 0)
        {
            Assert.Fail($"""
                The public surface is not the one in {path}:
                {string.Join('\n', changes)}
                A line with "-" breaks hosts that use it. To accept the change: {Update}=1 dotnet test --filter {nameof(A_package_promises_what_its_file_says)}
                """);
        }
    }
}
