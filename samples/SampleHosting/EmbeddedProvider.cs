using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OidcRelyingParty.Testing;

namespace SampleHosting;

/// <summary>
/// The provider of the testing package on loopback, beside the sample, so that one command shows everything: users alice (groups admin, staff), bob (staff) and
/// carol, each with the password <c>NAME-password</c>. <c>EmbeddedProvider:Enabled=false</c> leaves it out, for a run against a real one.
/// </summary>
public sealed class EmbeddedProvider : IHostedService, IAsyncDisposable
{
    private readonly int _port;
    private readonly string[] _callbackPaths;
    private readonly TcpListener? _reserved;
    private TestProvider? _provider;

    // A free port is held until the provider listens there: others, and every connection this machine makes, would be given it in between.
    private EmbeddedProvider(int port, string[] callbackPaths)
    {
        if (port == 0)
        {
            _reserved = new TcpListener(IPAddress.Loopback, 0);
            _reserved.Start();
            port = ((IPEndPoint)_reserved.LocalEndpoint).Port;
        }

        (_port, _callbackPaths) = (port, callbackPaths);
    }

    /// <summary>The provider itself, whose users and clients may be changed; there once the sample has started.</summary>
    public TestProvider Provider => _provider ?? throw new InvalidOperationException("The sample has not started yet.");

    /// <summary>What an administrator enters as the issuer.</summary>
    public string Issuer => $"http://127.0.0.1:{_port}";

    /// <summary>What an administrator enters as the client id.</summary>
    public string ClientId { get; } = "quickstart";

    /// <summary>What an administrator enters as the client secret.</summary>
    public string ClientSecret { get; } = "embedded-provider-secret-0123456789-0123456789";

    /// <summary>Whether the ID token carries the user's claims, not only UserInfo. Default: false.</summary>
    public bool ClaimsInIdToken { get; set; }

    /// <summary>Has it start and stop with the sample, on <c>EmbeddedProvider:Port</c>; null when the configuration says that none is wanted.</summary>
    /// <param name="builder">The sample.</param>
    /// <param name="port">The port unless configured; 0 for a free one.</param>
    /// <param name="callbackPaths">The paths of the sample that are registered as redirect URIs.</param>
    public static EmbeddedProvider? Add(WebApplicationBuilder builder, int port, params string[] callbackPaths)
    {
        if (!builder.Configuration.GetValue("EmbeddedProvider:Enabled", defaultValue: true))
        {
            return null;
        }

        var embedded = new EmbeddedProvider(builder.Configuration.GetValue("EmbeddedProvider:Port", port), callbackPaths);
        builder.Services.AddSingleton(embedded);
        builder.Services.AddHostedService(services => services.GetRequiredService<EmbeddedProvider>());
        return embedded;
    }

    /// <summary>Registers the paths of an origin under which browsers reach the sample.</summary>
    /// <param name="origin">Such as <c>http://127.0.0.1:5011</c>.</param>
    public void Register(string origin)
    {
        foreach (var path in _callbackPaths)
        {
            Provider.Clients[0].RedirectUris.Add(origin + path);
        }

        Provider.Clients[0].PostLogoutRedirectUris.Add(origin + "/signout-callback-oidc");
    }

    /// <summary>Registers the addresses of the sample once it listens, and of another node that <c>EmbeddedProvider:OtherNode</c> names.</summary>
    /// <param name="app">The sample.</param>
    public void FollowAddressesOf(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var port in app.Urls.Select(url => new Uri(url.Replace("[::]", "localhost", StringComparison.Ordinal)).Port).Distinct())
        {
            Register($"http://127.0.0.1:{port}");
            Register($"http://localhost:{port}");
        }

        if (app.Configuration["EmbeddedProvider:OtherNode"] is { Length: > 0 } otherNode)
        {
            Register(otherNode);
        }
    });

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _reserved?.Dispose();
        _provider = await TestProvider.StartAsync(port: _port, cancellationToken: cancellationToken);
        _provider.Clients[0].ClientSecret = ClientSecret;
        _provider.Clients[0].ClaimsInIdToken = ClaimsInIdToken;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _reserved?.Dispose();
        return _provider?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
