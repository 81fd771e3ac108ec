using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace OidcRelyingParty.Tests.Architecture;

[TestFixture]
public class PackageTests
{
    private DirectoryInfo _folder = null!;

    private static IEnumerable<string> FriendsOfTheCore => Repository.Packages.Intersect(References("OidcRelyingParty", "InternalsVisibleTo"));

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("packages");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [TestCaseSource(nameof(FriendsOfTheCore))]
    public async Task A_package_that_uses_what_is_internal_in_the_core_asks_for_the_core_of_its_own_version(string package)
    {
        await PackAsync(package, _folder.FullName);

        using var archive = await ZipFile.OpenReadAsync(_folder.GetFiles("*.nupkg").Single().FullName);
        var metadata = XDocument.Load(archive.GetEntry($"{package}.nuspec")!.Open()).Descendants().ToArray();
        var version = metadata.Single(element => element.Name.LocalName == "version").Value;
        var core = metadata.Single(element => element.Name.LocalName == "dependency" && element.Attribute("id")!.Value == "OidcRelyingParty");
        Assert.That(core.Attribute("version")!.Value, Is.EqualTo($"[{version}]"));
    }

    private static IEnumerable<string> References(string package, string kind) =>
        XDocument.Parse(Repository.Read($"src/{package}/{package}.csproj")).Descendants(kind).Select(reference => reference.Attribute("Include")!.Value);

    private static async Task PackAsync(string package, string folder)
    {
        var configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        using var pack = Process.Start("dotnet", ["pack", Repository.At($"src/{package}"), "--no-build", "-c", configuration, "-o", folder]);
        await pack.WaitForExitAsync();
        Assert.That(pack.ExitCode, Is.Zero);
    }
}
