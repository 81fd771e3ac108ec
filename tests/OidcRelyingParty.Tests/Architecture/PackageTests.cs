using System.Reflection;
using System.Xml.Linq;

namespace OidcRelyingParty.Tests.Architecture;

[TestFixture]
public class PackageTests
{
    private static IEnumerable<string> Packages => Repository.Packages;

    [TestCaseSource(nameof(Packages))]
    public void A_package_brings_along_no_library_that_it_does_not_use(string package)
    {
        var used = Assembly.Load(package).GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.That(References(package, "PackageReference"), Is.SubsetOf(used));
    }

    private static IEnumerable<string> References(string package, string kind) =>
        XDocument.Parse(Repository.Read($"src/{package}/{package}.csproj")).Descendants(kind).Select(reference => reference.Attribute("Include")!.Value);
}
