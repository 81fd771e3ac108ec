using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.Tests.Architecture;

[TestFixture]
public class EventIdTests
{
    // Packages whose events have one range, whatever the folder.
    private static readonly Dictionary<string, int> PackageThousands = new()
    {
        ["OidcRelyingParty.AspNetCore"] = 10,
        ["OidcRelyingParty.EntityFrameworkCore"] = 11,
    };

    // Which thousands a folder's events have. Files at the root of the core are the flow itself and log for any step.
    private static readonly Dictionary<string, int> Thousands = new()
    {
        ["Settings"] = 1,
        ["Formats"] = 1,
        ["Revisions"] = 1,
        ["Access"] = 1,
        ["Probing"] = 1,
        ["Discovery"] = 2,
        ["Authorization"] = 3,
        ["Tokens"] = 4,
        ["IdTokens"] = 5,
        ["UserInfo"] = 6,
        ["Identities"] = 6,
        ["Roles"] = 7,
        ["Accounts"] = 8,
        ["Logout"] = 9,
    };

    private static IEnumerable<(string Package, MethodInfo Method, int Id)> Events => Repository.Packages
        .SelectMany(package => Assembly.Load(package).GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => (package, method, Attribute: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(found => found.Attribute is not null)
            .Select(found => (found.package, found.method, found.Attribute!.EventId)));

    [Test]
    public void An_event_id_is_used_once()
    {
        var twice = Events.GroupBy(logged => logged.Id).Where(group => group.Count() > 1).Select(group => group.Key);

        Assert.That(Events, Is.Not.Empty);
        Assert.That(twice, Is.Empty);
    }

    [Test]
    public void An_event_id_is_in_the_range_of_the_folder_that_logs_it()
    {
        foreach (var (package, method, id) in Events)
        {
            var ofPackage = PackageThousands.GetValueOrDefault(package);
            var call = new Regex($@"\.{method.Name}\(");
            var callers = Repository.Sources($"src/{package}").Where(file => file.Find(call).Any()).ToArray();

            Assert.That(callers, Is.Not.Empty, $"Nothing logs {method.Name}.");
            Assert.That(
                callers.Where(file => ofPackage > 0 || file.Folder.Length > 0).Select(file => ofPackage > 0 ? ofPackage : Thousands.GetValueOrDefault(file.Folder)),
                Has.All.EqualTo(id / 1000),
                $"{method.Name} has the id {id}.");
        }
    }
}
