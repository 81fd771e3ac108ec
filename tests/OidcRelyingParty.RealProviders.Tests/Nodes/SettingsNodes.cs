using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Processes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>Two processes of AdminSettingsPage with one PostgreSQL and one key ring, and a provider where alice signs in without being asked.</summary>
internal sealed class SettingsNodes : IAsyncDisposable
{
    private const string Api = "api/admin/identity/oidc";

    private readonly ScratchDirectory _keyRing = new();

    public required PostgreSqlServer Database { get; init; }

    public required TestProvider Provider { get; init; }

    public Node One { get; private set; } = null!; // set before anybody has the nodes

    public Node Other { get; private set; } = null!; // likewise

    public static async Task<SettingsNodes> StartAsync()
    {
        var nodes = new SettingsNodes
        {
            Database = await PostgreSqlServer.StartAsync(),
            Provider = await TestProvider.StartAsync(new TestProviderOptions { AutoSignIn = "alice" }),
        };
        (nodes.One, nodes.Other) = (nodes.CreateNode(), nodes.CreateNode());
        await nodes.One.StartAsync();
        await nodes.Other.StartAsync();
        return nodes;
    }

    /// <summary>The administrator, signed in at a node with the sample's own login.</summary>
    public static async Task<Browser> SignInAdministratorAsync(Node node)
    {
        var browser = new Browser();
        var form = (await browser.GetAsync(new Uri(node.Root, "login?backup=1"))).Form("form:has([name=password])");
        var page = await browser.SubmitAsync(form.With("username", "root").With("password", "root-password"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.ToString());
        return browser;
    }

    /// <summary>Saves the settings at a node: those of the provider, with a prompt by which they are recognised.</summary>
    public async Task SaveAsync(Node node, Browser administrator, string prompt)
    {
        var document = new JsonObject
        {
            ["enabled"] = true,
            ["issuer"] = Provider.Issuer,
            ["clientId"] = Provider.Clients[0].ClientId,
            ["clientSecret"] = Provider.Clients[0].ClientSecret,
            ["uiLocales"] = prompt,
            ["provisioning"] = new JsonObject { ["createAccounts"] = true },
        };
        var read = await administrator.SendAsync(Request(HttpMethod.Get, node));
        var request = Request(HttpMethod.Put, node);
        request.Headers.TryAddWithoutValidation("If-Match", ETagOf(read));
        request.Content = new StringContent(document.ToJsonString(), Encoding.UTF8, "application/json");
        var saved = await administrator.SendAsync(request);
        Assert.That(saved.Status, Is.EqualTo(HttpStatusCode.OK), saved.ToString());
    }

    /// <summary>The authorization request that a new visitor of a node is sent away with.</summary>
    public static async Task<(Browser Visitor, Uri Request)> BeginSignInAsync(Node node)
    {
        var visitor = new Browser();
        var page = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(node.Root, "login/start")));
        Assert.That(page.Location, Is.Not.Null, page.ToString());
        return (visitor, page.Location!); // just asserted
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await Provider.DisposeAsync();
        await Database.DisposeAsync();
        _keyRing.Dispose();
    }

    private static HttpRequestMessage Request(HttpMethod method, Node node) =>
        new(method, new Uri(node.Root, Api)) { Headers = { { "Accept", "application/json" }, { "Sec-Fetch-Site", "same-origin" } } };

    // The stamp of what was read is in the page's headers.
    private static string ETagOf(Page page) => page.ETag ?? throw new InvalidOperationException(page.ToString());

    private Node CreateNode()
    {
        var root = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        Provider.Clients[0].RedirectUris.Add(new Uri(root, "signin-oidc").AbsoluteUri);
        return new Node(
            root,
            new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = root.GetLeftPart(UriPartial.Authority),
                ["Database__Postgres"] = Database.ConnectionString("settings"),
                ["DataProtection__Directory"] = _keyRing.Path,
                ["EmbeddedProvider__Enabled"] = "false",
                ["DOTNET_EnableDiagnostics"] = "0", // its sockets would stay behind when the process is killed
                ["Logging__LogLevel__OidcRelyingParty"] = "Trace", // whatever the library can say, it says it here
            },
            "AdminSettingsPage");
    }
}
