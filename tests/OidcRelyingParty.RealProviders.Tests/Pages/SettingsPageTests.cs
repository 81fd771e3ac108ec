using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Nodes;
using OidcRelyingParty.RealProviders.Tests.Processes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.RealProviders.Tests.Pages;

/// <summary>The settings page, the login page and the page of a trial in a real browser: wide and narrow, light and dark, checked with axe-core.</summary>
public sealed class SettingsPageTests
{
    private const string PagePath = "admin/identity/oidc";

    private readonly ScratchDirectory _directory = new();
    private Node _node = null!; // set before the first test
    private TestProvider _provider = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Chromium.Require();
        var root = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        _provider = await TestProvider.StartAsync();
        _provider.Clients[0].RedirectUris.Add(new Uri(root, "signin-oidc").AbsoluteUri);
        _node = new Node(
            root,
            new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = root.GetLeftPart(UriPartial.Authority),
                ["Database__Sqlite"] = $"Data Source={_directory.File("page.db")}",
                ["DataProtection__Directory"] = _directory.File("keys"),
                ["EmbeddedProvider__Enabled"] = "false",
            },
            "AdminSettingsPage");
        await _node.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
            await _provider.DisposeAsync();
        }

        _directory.Dispose();
    }

    [Test]
    public async Task M8_The_pages_have_no_accessibility_violation([Values("light", "dark")] string colours, [Values(1280, 360)] int width)
    {
        var page = new Uri(_node.Root, PagePath);
        var client = _provider.Clients[0];
        var visit = await new Chromium().Look(colours, width)
            .Open(new Uri(_node.Root, "login?backup=1&returnUrl=/" + PagePath)).CheckAccessibility("login")
            .Fill("[name=username]", "root").Fill("[name=password]", "root-password").Click("form button").WaitFor(page)
            .Unfold().CheckAccessibility("before anything else")
            .Fill("#field-Issuer", "nonsense").Fill("#field-ClientId", "").Click("button[value=save]").WaitForElement("#faults").Unfold().CheckAccessibility("with faults")
            .Fill("#field-Issuer", _provider.Issuer).Fill("#field-ClientId", client.ClientId).Fill("#field-ClientSecret", client.ClientSecret!) // the first client has one
            .Click("button[value=check]").WaitForElement("#findings").CheckAccessibility("with findings")
            .Unfold().Fill("#field-Roles-Claims", "roles").Tick("#field-Provisioning-CreateAccounts").Tick("#field-Enabled").Fill("#field-ClientSecret", client.ClientSecret!) // likewise
            .Click("button[value=draft]").WaitForElement("button[value=test]").CheckAccessibility("with a draft")
            .Click("button[value=test]").WaitFor(new Uri(_provider.Issuer))
            .Fill("#username", "alice").Fill("#password", "alice-password").Click("button[value=sign-in]").WaitForElement("[data-trial=passed]").CheckAccessibility("trial")
            .Click("nav a").WaitForElement("#history").CheckAccessibility("with a tested draft")
            .Open(new Uri(page, "?preset=entra-common")).CheckAccessibility("with a preset")
            .RunAsync();

        Assert.That(visit.Violations, Is.Empty);
    }
}
