namespace OidcRelyingParty.Tests.Architecture;

[TestFixture]
public class SampleTests
{
    [TestCase("samples/MinimalHost/Program.cs", 12)]
    [TestCase("samples/QuickStart/Program.cs", 60)]
    public void A_host_stays_short(string path, int maxLines)
    {
        Assert.That(Repository.ReadLines(path), Has.Length.LessThanOrEqualTo(maxLines));
    }

    [TestCase("samples/MinimalHost/Program.cs")]
    [TestCase("samples/QuickStart/Program.cs")]
    public void A_host_needs_one_namespace_of_ours(string path)
    {
        var ours = Repository.ReadLines(path).Where(line => line.StartsWith("using OidcRelyingParty", StringComparison.Ordinal));

        Assert.That(ours, Is.EqualTo(new[] { "using OidcRelyingParty;" }));
    }

    [Test]
    public void The_README_shows_the_minimal_host_as_it_is()
    {
        var host = Repository.Read("samples/MinimalHost/Program.cs").TrimEnd();

        Assert.That(Repository.Read("README.md"), Does.Contain($"```csharp\n{host}\n```"));
    }
}
