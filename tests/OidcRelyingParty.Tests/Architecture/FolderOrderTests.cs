using System.Text.RegularExpressions;

namespace OidcRelyingParty.Tests.Architecture;

[TestFixture]
public class FolderOrderTests
{
    // The order of a login. A folder uses only folders before it, and the types at the root; files at the root may use everything.
    private static readonly TestCaseData[] Projects =
    [
        new("OidcRelyingParty", "OidcRelyingParty", new[]
        {
            "Diagnostics", "Wire", "Settings", "Formats", "Providers", "Jose", "Discovery", "Authorization", "Tokens", "IdTokens", "UserInfo",
            "AccessTokens", "Identities", "Roles", "Accounts", "Probing",
            "Sessions", "Logout", "Revisions", "Access",
        }),
        new("OidcRelyingParty.AspNetCore", "OidcRelyingParty", new[] { "Diagnostics", "Secrets", "Sessions", "Endpoints", "FrontEnd", "Login", "Administration", "SettingsPage", "Authentication" }),
        new("OidcRelyingParty.Testing", "OidcRelyingParty.Testing", new[] { "Jose", "Hosting", "Sessions", "Endpoints", "Stores" }),
        new("OidcRelyingParty.EntityFrameworkCore", "OidcRelyingParty", new[] { "Diagnostics", "Authorization", "Sessions", "Revisions", "Accounts" }),
    ];

    [TestCaseSource(nameof(Projects))]
    public void A_folder_uses_only_folders_before_it(string project, string rootNamespace, string[] order)
    {
        var faults = Repository.Sources($"src/{project}")
            .Where(file => file.Folder.Length > 0)
            .SelectMany(file => order.SkipWhile(folder => folder != file.Folder).Skip(1).SelectMany(later => file.Find(UseOf(rootNamespace, later))));

        Assert.That(faults, Is.Empty, "These lines use a folder that comes later.");
    }

    [TestCaseSource(nameof(Projects))]
    public void Every_folder_has_its_place_in_the_order(string project, string rootNamespace, string[] order)
    {
        var folders = Repository.Sources($"src/{project}").Select(file => file.Folder).Where(folder => folder.Length > 0).Distinct();

        Assert.That(folders, Is.EquivalentTo(order), $"The folders of {rootNamespace} and the order above differ.");
    }

    // With a using line, with the full name, or by the name of the folder alone, which the enclosing namespace allows.
    private static Regex UseOf(string rootNamespace, string folder) =>
        new($@"using {Regex.Escape(rootNamespace)}\.{folder}\b|\b{Regex.Escape(rootNamespace)}\.{folder}\.|(?<![\w.]){folder}\.[A-Z]");
}
