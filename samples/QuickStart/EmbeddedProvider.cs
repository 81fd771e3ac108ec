using Microsoft.Extensions.Configuration.Memory;
using OidcRelyingParty.Testing;

namespace QuickStart;

/// <summary>The provider of the testing package on loopback, so that one command shows a whole sign-in (alice, bob).</summary>
internal sealed class EmbeddedProvider : IAsyncDisposable
{
    private readonly TestProvider _provider;

    private EmbeddedProvider(TestProvider provider) => _provider = provider;

    /// <summary>Starts it when the configuration names no provider, and puts it into the configuration.</summary>
    public static async Task<EmbeddedProvider?> StartUnlessConfiguredAsync(WebApplicationBuilder builder)
    {
        AddDefaults(builder);
        var oidc = builder.Configuration.GetSection("Oidc");
        if (!string.IsNullOrWhiteSpace(oidc["Issuer"]) || !string.IsNullOrWhiteSpace(oidc["DiscoveryUrl"]))
        {
            return null;
        }

        var provider = await TestProvider.StartAsync(port: builder.Configuration.GetValue("EmbeddedProvider:Port", 0));
        var client = provider.Clients[0];
        client.RedirectUris.Add("http://127.0.0.1:5002/callback"); // samples/ConsoleLogin
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Oidc:Issuer"] = provider.Issuer,
            ["Oidc:ClientId"] = client.ClientId,
            ["Oidc:ClientSecret"] = client.ClientSecret,
        });
        return new EmbeddedProvider(provider);
    }

    /// <summary>Registers the redirect URIs of this application at the provider, once it listens.</summary>
    public void FollowAddressesOf(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var port in app.Urls.Select(url => new Uri(url.Replace("[::]", "localhost", StringComparison.Ordinal)).Port).Distinct())
        {
            foreach (var origin in new[] { $"http://127.0.0.1:{port}", $"http://localhost:{port}" })
            {
                _provider.Clients[0].RedirectUris.Add($"{origin}/signin-oidc");
                _provider.Clients[0].PostLogoutRedirectUris.Add($"{origin}/signout-callback-oidc");
            }
        }
    });

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    // Lowest of all sources, so that appsettings.json and the environment win. A sample runs on loopback, where plain http is fine.
    private static void AddDefaults(WebApplicationBuilder builder) => builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
    {
        InitialData = new Dictionary<string, string?>
        {
            ["Oidc:AllowInsecureHttpOnLoopback"] = "true",
            ["Oidc:Roles:Claims"] = "roles groups realm_access.roles resource_access.quickstart.roles",
            ["Oidc:Roles:Unmapped"] = "is_role",
            ["Urls"] = "http://127.0.0.1:5000",
            // The framework's request log writes addresses with their query, and the one of a callback holds a code.
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        },
    });
}
