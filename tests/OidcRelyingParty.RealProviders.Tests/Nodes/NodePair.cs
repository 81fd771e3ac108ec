using System.Net;
using OidcRelyingParty.RealProviders.Tests.Processes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>Two nodes with one PostgreSQL and one key ring behind one port, and a provider where alice signs in without being asked.</summary>
internal sealed class NodePair : IAsyncDisposable
{
    private const string DatabaseName = "quickstart";

    private readonly ScratchDirectory _keyRing = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    public required PostgreSqlServer Database { get; init; }

    public required TestProvider Provider { get; init; }

    public Node One { get; private set; } = null!; // set before anybody has the pair

    public Node Other { get; private set; } = null!; // likewise

    public AlternatingPort Port { get; private set; } = null!; // likewise

    public IReadOnlyList<Node> Both => [One, Other];

    public IEnumerable<ProviderRequest> Refreshes => Provider.Requests.Where(request => request.Form["grant_type"] == "refresh_token");

    public static async Task<NodePair> StartAsync()
    {
        var pair = new NodePair
        {
            Database = await PostgreSqlServer.StartAsync(),
            Provider = await TestProvider.StartAsync(new TestProviderOptions { AutoSignIn = "alice" }),
        };
        (pair.One, pair.Other) = (pair.CreateNode(), pair.CreateNode());
        pair.Port = await AlternatingPort.StartAsync(pair.One.Root, pair.Other.Root);
        pair.Provider.Clients[0].RedirectUris.Add(new Uri(pair.Port.Root, "signin-oidc").AbsoluteUri);
        await pair.StartNodesAsync();
        return pair;
    }

    /// <summary>Starts the nodes that do not run; the first one makes tables and keys.</summary>
    public async Task StartNodesAsync()
    {
        await One.StartAsync();
        await Other.StartAsync();
    }

    public Node NodeAt(Uri? root) => Both.Single(node => node.Root == root);

    public Node Besides(Node node) => node == One ? Other : One;

    /// <summary>From now on access tokens are good for a second.</summary>
    public void IssueShortTokens() => Provider.Behaviour.TokenResponse = response => response["expires_in"] = 1;

    /// <summary>From now on access tokens are good for five minutes.</summary>
    public void IssueLongTokens() => Provider.Behaviour.TokenResponse = null;

    /// <summary>Posts a logout token for one session at the provider, as the provider does; null when the connection broke.</summary>
    public Task<HttpStatusCode?> LogOutAsync(Uri root, string providerSessionId) => PostLogoutTokenAsync(root, CreateLogoutToken(providerSessionId));

    public string CreateLogoutToken(string providerSessionId) => Provider.CreateLogoutToken(Provider.Clients[0].ClientId, subject: null, providerSessionId);

    public async Task<HttpStatusCode?> PostLogoutTokenAsync(Uri root, string token)
    {
        using var form = new FormUrlEncodedContent([new("logout_token", token)]);
        try
        {
            using var answer = await _client.PostAsync(new Uri(root, "backchannel-logout"), form);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Lets the time pass for which other nodes wait for one that renews a session, and has died.</summary>
    public Task EndLeasesAsync() => Database.ExecuteAsync(DatabaseName, """UPDATE "OidcSessions" SET "RenewingUntil" = 1 WHERE "RenewingUntil" IS NOT NULL""");

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await Port.DisposeAsync();
        await Provider.DisposeAsync();
        await Database.DisposeAsync();
        _client.Dispose();
        _keyRing.Dispose();
    }

    private Node CreateNode()
    {
        var root = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        return new Node(root, new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = root.GetLeftPart(UriPartial.Authority),
            ["Database__Postgres"] = Database.ConnectionString(DatabaseName),
            ["DataProtection__Directory"] = _keyRing.Path,
            ["Oidc__Issuer"] = Provider.Issuer,
            ["Oidc__ClientId"] = Provider.Clients[0].ClientId,
            ["Oidc__ClientSecret"] = Provider.Clients[0].ClientSecret,
            ["DOTNET_EnableDiagnostics"] = "0", // its sockets would stay behind when the process is killed
            ["Logging__LogLevel__OidcRelyingParty"] = "Trace", // whatever the library can say, it says it here
        });
    }
}
