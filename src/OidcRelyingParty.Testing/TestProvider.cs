using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using OidcRelyingParty.Testing.Endpoints;
using OidcRelyingParty.Testing.Hosting;
using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing;

/// <summary>
/// An OpenID provider that lives in the test process: strict by default, and able to misbehave in every step. It knows the users
/// alice, bob and carol (password: the name and <c>-password</c>) and the client <c>quickstart</c>.
/// </summary>
public sealed class TestProvider : IAsyncDisposable
{
    private readonly ProviderState _state = new();
    private readonly ConcurrentQueue<ProviderRequest> _requests = [];
    private readonly Dictionary<ProviderEndpoint, IEndpoint> _endpoints;
    private readonly LogoutTokenIssuer _logoutTokens;
    private readonly BackchannelLogout _backchannelLogout;
    private readonly LoopbackServer? _server;
    private readonly string _issuer;

    /// <summary>Creates a provider in memory: nothing listens, <see cref="CreateHandler"/> reaches it.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    public TestProvider(TestProviderOptions? options = null)
        : this(options ?? new(), "https://op.example.test", null)
    {
    }

    private TestProvider(TestProviderOptions options, string origin, LoopbackServer? server)
    {
        Options = options;
        _server = server;
        _issuer = options.Issuer ?? origin + options.IssuerPath;
        Keys = options.Keys ?? new();
        Behaviour = new(Keys);

        var cookies = new ProviderCookies(this, _state);
        var flow = new AuthorizationFlow(this, _state, cookies);
        var clients = new ClientAuthenticator(this, new ClientAssertionVerifier(this, _state));
        _logoutTokens = new(this);
        _backchannelLogout = new(this, _logoutTokens);
        var endSession = new EndSessionEndpoint(this, _state, cookies);
        _endpoints = new()
        {
            [ProviderEndpoint.Discovery] = new DiscoveryEndpoint(this),
            [ProviderEndpoint.KeySet] = new KeySetEndpoint(this),
            [ProviderEndpoint.Authorization] = new AuthorizationEndpoint(this, flow),
            [ProviderEndpoint.Login] = new LoginEndpoint(this, _state, cookies, flow),
            [ProviderEndpoint.Consent] = new ConsentEndpoint(_state, cookies, flow),
            [ProviderEndpoint.Token] = new TokenEndpoint(this, _state, clients, new IdTokenIssuer(this, _state)),
            [ProviderEndpoint.UserInfo] = new UserInfoEndpoint(this, _state),
            [ProviderEndpoint.Revocation] = new RevocationEndpoint(_state, clients),
            [ProviderEndpoint.EndSession] = endSession,
            [ProviderEndpoint.EndSessionConfirmation] = endSession,
        };
    }

    /// <summary>The issuer, exactly as tokens carry it.</summary>
    public string Issuer => Behaviour.TrailingSlashIssuer && !_issuer.EndsWith('/') ? _issuer + "/" : _issuer;

    /// <summary>The address of the provider metadata.</summary>
    public string MetadataAddress => AddressOf(ProviderEndpoint.Discovery);

    /// <summary>Who can sign in. May be changed at any time.</summary>
    public IList<TestUser> Users { get; } = new CopyOnWriteList<TestUser>(TestUser.CreateDefaults());

    /// <summary>The registered relying parties. May be changed at any time; the first one is <c>quickstart</c>, without redirect URIs.</summary>
    public IList<TestClient> Clients { get; } = new CopyOnWriteList<TestClient>([TestClient.CreateDefault()]);

    /// <summary>The signing keys.</summary>
    public TestSigningKeys Keys { get; }

    /// <summary>How the provider misbehaves.</summary>
    public ProviderBehaviour Behaviour { get; }

    /// <summary>Everything received, in order.</summary>
    public IReadOnlyList<ProviderRequest> Requests => [.. _requests];

    /// <summary>
    /// How logout tokens reach the clients. Default null: a provider in memory sends none, one on loopback uses the network.
    /// </summary>
    public HttpMessageHandler? ClientNetwork { get; set; }

    /// <summary>The logout tokens sent, and what the clients answered, in order.</summary>
    public IReadOnlyList<LogoutDelivery> LogoutDeliveries => _backchannelLogout.Deliveries;

    internal TestProviderOptions Options { get; }

    internal DateTimeOffset Now => Options.TimeProvider.GetUtcNow();

    /// <summary>Starts a provider on <c>http://127.0.0.1</c>.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<TestProvider> StartAsync(TestProviderOptions? options = null, int port = 0, CancellationToken cancellationToken = default)
    {
        var server = await LoopbackServer.StartAsync(port, cancellationToken);
        var provider = new TestProvider(options ?? new(), server.Origin, server);
        provider.ClientNetwork = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        server.Attach(provider);
        return provider;
    }

    /// <summary>The address of an endpoint.</summary>
    /// <param name="endpoint">Which one.</param>
    public string AddressOf(ProviderEndpoint endpoint) => _issuer.TrimEnd('/') + ProviderPaths.Of(endpoint);

    /// <summary>Creates a handler for an <see cref="HttpClient"/> that reaches the provider in memory. It follows no redirects and keeps no cookies.</summary>
    /// <remarks>It throws <see cref="InvalidOperationException"/> for a host that is not the provider's.</remarks>
    public HttpMessageHandler CreateHandler() => new InMemoryHandler(this);

    /// <summary>How often an endpoint was asked.</summary>
    /// <param name="endpoint">Which one.</param>
    public int CountOf(ProviderEndpoint endpoint) => _requests.Count(request => request.Endpoint == endpoint);

    /// <summary>Forgets the requests received.</summary>
    public void ClearRequests() => _requests.Clear();

    /// <summary>Answers a request; every front ends here.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the waiting for <see cref="ProviderBehaviour.Respond"/>.</param>
    public async Task<ProviderResponse> HandleAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Endpoint = ProviderPaths.Find(new Uri(_issuer).AbsolutePath.TrimEnd('/'), request.Uri.AbsolutePath);
        request.ReceivedAt = Now;
        if (Options.RecordRequests)
        {
            _requests.Enqueue(request);
        }

        if (Behaviour.Respond is { } respond && await respond(request).WaitAsync(cancellationToken) is { } instead)
        {
            return instead;
        }

        if (!_endpoints.TryGetValue(request.Endpoint, out var endpoint))
        {
            return new ProviderResponse(404);
        }

        if (!ProviderPaths.Allows(request.Endpoint, request.Method))
        {
            return new ProviderResponse(405);
        }

        // The clients hear of it while the browser waits, as with the conformance suite.
        var response = endpoint.Handle(request);
        await _backchannelLogout.SendAsync(response.EndedSessions, cancellationToken);
        return response;
    }

    /// <summary>Finds a client.</summary>
    /// <param name="clientId">Its identifier.</param>
    public TestClient? FindClient(string? clientId) => Clients.FirstOrDefault(client => client.ClientId == clientId);

    /// <summary>Begins an ID token that is perfect for a client, to break one thing in it.</summary>
    /// <param name="clientId">The client it is for.</param>
    /// <param name="nonce">The nonce of the authorization request, or null.</param>
    public IdTokenBuilder CreateIdToken(string clientId, string? nonce) =>
        new(Issuer, clientId, nonce, (FindClient(clientId) is { } client ? Algorithms.FindKey(Keys, client) : null) ?? Keys["RS256"], Options.TimeProvider);

    /// <summary>Ends every session of a user and revokes the tokens issued in it.</summary>
    /// <param name="subject">The user's subject.</param>
    /// <returns>What was ended. Logout tokens are not sent: see <see cref="EndSessionsAsync"/>.</returns>
    public IReadOnlyList<EndedSession> EndSessions(string subject) =>
        [.. _state.EndSessions(session => session.Subject == subject).Select(session => session.ToEnded())];

    /// <summary>Ends every session of a user, revokes the tokens issued in it, and sends logout tokens to the clients that take them.</summary>
    /// <param name="subject">The user's subject.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <returns>What the clients answered.</returns>
    public Task<IReadOnlyList<LogoutDelivery>> EndSessionsAsync(string subject, CancellationToken cancellationToken = default) =>
        _backchannelLogout.SendAsync(EndSessions(subject), cancellationToken);

    /// <summary>Makes a logout token: OpenID Connect Back-Channel Logout 1.0 section 2.4.</summary>
    /// <param name="clientId">The client it is for.</param>
    /// <param name="subject">The <c>sub</c> claim, or null.</param>
    /// <param name="sessionId">The <c>sid</c> claim, or null.</param>
    /// <param name="alter">Changes the claims before they are signed.</param>
    public string CreateLogoutToken(string clientId, string? subject, string? sessionId = null, Action<JsonObject>? alter = null) =>
        _logoutTokens.Create(
            FindClient(clientId) ?? throw new ArgumentException($"There is no client '{clientId}'.", nameof(clientId)), subject, sessionId, alter);

    /// <summary>Stops listening, if the provider listens.</summary>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal TestUser? FindUser(string subject) => Users.FirstOrDefault(user => user.Subject == subject);
}
