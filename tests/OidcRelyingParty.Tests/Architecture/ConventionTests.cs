using System.Reflection;
using System.Text.RegularExpressions;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Tests.Architecture;

[TestFixture]
public partial class ConventionTests
{
    private static IEnumerable<string> Packages => Repository.Packages;

    [Test]
    public void The_core_uses_no_ASP_NET_Core()
    {
        var references = typeof(RelyingParty).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.That(references, Has.None.StartsWith("Microsoft.AspNetCore"));
        Assert.That(Repository.Read("src/OidcRelyingParty/OidcRelyingParty.csproj"), Does.Not.Contain("FrameworkReference"));
    }

    [TestCaseSource(nameof(Packages))]
    public void A_public_class_is_sealed_static_or_abstract(string package)
    {
        var open = Assembly.Load(package).GetExportedTypes().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false });

        Assert.That(open, Is.Empty, "Nobody thought about inheriting from these.");
    }

    [TestCaseSource(nameof(Packages))]
    public void Time_comes_from_a_TimeProvider(string package)
    {
        var faults = Repository.Sources($"src/{package}").SelectMany(file => file.Find(OwnClock()));

        Assert.That(faults, Is.Empty, "A test cannot move these clocks.");
    }

    [TestCaseSource(nameof(Packages))]
    public void A286_A_secret_state_or_nonce_is_compared_in_fixed_time(string package)
    {
        var faults = Repository.Sources($"src/{package}").SelectMany(file => file.Find(EarlyEndingComparison()));

        Assert.That(faults, Is.Empty, "Use CryptographicOperations.FixedTimeEquals, or Secret.Equals.");
    }

    [Test]
    public void A286_Secret_has_no_equality_operator()
    {
        Assert.That(typeof(Secret).GetMethod("op_Equality"), Is.Null);
    }

    [Test]
    public void A_name_of_the_wire_stands_only_in_WireNames()
    {
        // The words of our own configuration, of the claims we add, and of our metrics.
        string[] own = ["Formats/SettingsFormat.cs", "Identities/ClaimsPrincipalFactory.cs", "Wire/ProviderEndpoint.cs"];
        var names = typeof(WireNames).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet();

        var faults = Repository.Sources("src/OidcRelyingParty")
            .Where(file => file.Path != "Wire/WireNames.cs" && !own.Contains(file.Path))
            .SelectMany(file => file.Literals
                .Where(literal => names.Contains(literal.Value) || SnakeCase().IsMatch(literal.Value))
                .Select(literal => $"{file.Path}:{literal.Number}: \"{literal.Value}\""));

        Assert.That(faults, Is.Empty, "Give these a constant in WireNames.");
    }

    [GeneratedRegex(
        @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bTask\.Delay\((?!.*[tT]imeProvider)|\bThread\.Sleep\b|\bStopwatch\b|Environment\.TickCount")]
    private static partial Regex OwnClock();

    // A name that ends in one of these words, on either side of an operator or before Equals. Whether it is null is a fair question.
    [GeneratedRegex(
        @"\b\w*([sS]ecret|[sS]tate|[nN]once|[vV]erifier|Reveal\(\))\s*(==|!=)(?!\s*null\b)"
        + @"|(==|!=)\s*([\w.!]+\.)?\w*([sS]ecret|[sS]tate|[nN]once|[vV]erifier|Reveal\(\))(?![\w.(])"
        + @"|\bstring\.Equals\([^)]*\b\w*([sS]ecret|[sS]tate|[nN]once|[vV]erifier|Reveal\(\))\b"
        + @"|\b\w*(State|Nonce|Verifier|Reveal\(\))\.(Equals|CompareTo|SequenceEqual)\(")]
    private static partial Regex EarlyEndingComparison();

    [GeneratedRegex("^[a-z0-9]+(_[a-z0-9]+)+$")]
    private static partial Regex SnakeCase();
}
