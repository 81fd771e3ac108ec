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
    private readonly string[] _callbackPaths;

    private EmbeddedProvider(TestProvider provider, string[] callbackPaths) => (Provider, _callbackPaths) = (provider, callbackPaths);

    /// <summary>The provider itself, whose users and clients may be changed.</summary>
    public TestProvider Provider { get; }

    /// <summary>What an administrator enters as the issuer.</summary>
    public string Issuer => Provider.Issuer;

    /// <summary>What an administrator enters as the client id.</summary>
    public string ClientId => Provider.Clients[0].ClientId;

    /// <summary>What an administrator enters as the client secret.</summary>
    public string ClientSecret => Provider.Clients[0].ClientSecret!; // the client of the testing package has one

    /// <summary>Starts it on <c>EmbeddedProvider:Port</c>; null when the configuration says that none is wanted.</summary>
    /// <param name="builder">The sample; it stops the provider with itself.</param>
    /// <param name="port">The port unless configured; 0 for a free one.</param>
    /// <param name="callbackPaths">The paths of the sample that are registered as redirect URIs.</param>
    public static async Task<EmbeddedProvider?> StartAsync(WebApplicationBuilder builder, int port, params string[] callbackPaths)
    {
        if (!builder.Configuration.GetValue("EmbeddedProvider:Enabled", defaultValue: true))
        {
            return null;
        }

        var embedded = new EmbeddedProvider(await TestProvider.StartAsync(port: builder.Configuration.GetValue("EmbeddedProvider:Port", port)), callbackPaths);
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

    /// <summary>Registers the addresses of the sample once it listens.</summary>
    /// <param name="app">The sample.</param>
    public void FollowAddressesOf(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var port in app.Urls.Select(url => new Uri(url.Replace("[::]", "localhost", StringComparison.Ordinal)).Port).Distinct())
        {
            Register($"http://127.0.0.1:{port}");
            Register($"http://localhost:{port}");
        }
    });

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    async Task IHostedService.StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Provider.DisposeAsync();
}
