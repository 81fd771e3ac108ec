using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

/// <summary>The usual host with settings that an administrator changes over HTTP, and a program of hers that does it with a bearer token.</summary>
internal sealed class SettingsApiHost : IAsyncDisposable
{
    public const string Path = "/api/admin/identity/oidc";

    public const string Policy = "settings";

    /// <summary>The client's secret, which must stand nowhere.</summary>
    public const string Canary = "canary-3f9b1c7e5a2d-0123456789-0123456789";

    /// <summary>The ETag before anything was saved.</summary>
    public const string Nothing = "\"none\"";

    private readonly HttpClient _client;

    private SettingsApiHost(TestHost host) => (Host, _client) = (host, host.CreateClient());

    public TestHost Host { get; }

    public static async Task<SettingsApiHost> StartAsync(
        Action<OidcSettingsApiOptions>? api = null,
        Action<SettingsAdministrationOptions>? administration = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? app = null,
        string path = Path) => new(await TestHost.StartAsync(options =>
        {
            options.Configured = false;
            options.Provider = provider => provider.Clients[0].ClientSecret = Canary;
            options.Services = all =>
            {
                AddAdministration(all, administration);
                services?.Invoke(all);
            };
            options.App = application =>
            {
                app?.Invoke(application);
                application.MapOidcSettingsApi(path, Policy, api);
            };
        }));

    /// <summary>What a host adds: revisions, and a policy for administrators with a session or a token.</summary>
    public static IServiceCollection AddAdministration(IServiceCollection services, Action<SettingsAdministrationOptions>? configure = null)
    {
        services.AddOidcRelyingPartyCore().UseRevisions<InMemoryRevisionStore>(options =>
        {
            // Tests that are about the live provider ask for it.
            options.ProbeBeforeActivation = false;
            configure?.Invoke(options);
        });
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        return services.AddAuthorization(authorization => authorization.AddPolicy(
            Policy, policy => policy.AddAuthenticationSchemes(OidcDefaults.SessionScheme, TokenAuthentication.SchemeName).RequireRole("admin")));
    }

    /// <summary>A document with which people can sign in.</summary>
    public JsonObject Document() => new()
    {
        ["enabled"] = true,
        ["issuer"] = Host.Provider.Issuer,
        ["clientId"] = Host.Client.ClientId,
        ["clientSecret"] = Canary,
        ["roles"] = new JsonObject { ["claims"] = new JsonArray("roles"), ["unmapped"] = "is_role" },
    };

    public Task<HttpResponseMessage> GetAsync(string suffix = "") => SendAsync(HttpMethod.Get, suffix);

    /// <summary>Saves a document over what the ETag names.</summary>
    public Task<HttpResponseMessage> SaveAsync(JsonObject document, string? ifMatch = Nothing, string query = "") => SendAsync(HttpMethod.Put, query, document.ToJsonString(), ifMatch);

    /// <summary>Saves a document, which must succeed; the new ETag.</summary>
    public async Task<string> StoreAsync(JsonObject? document = null, string? ifMatch = Nothing, string query = "")
    {
        using var response = await SaveAsync(document ?? Document(), ifMatch, query);
        Assert.That((int)response.StatusCode, Is.EqualTo(200), await response.Content.ReadAsStringAsync());
        return response.Headers.ETag!.Tag;
    }

    public async Task<JsonNode> ReadAsync(string suffix = "")
    {
        using var response = await GetAsync(suffix);
        return (await response.JsonAsync())!;
    }

    /// <summary>A request of her program.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string suffix, string? json = null, string? ifMatch = null, string? user = "alice", string path = Path)
    {
        var request = Request(method, path + suffix, json, ifMatch);
        request.Headers.Authorization = user is null ? null : new AuthenticationHeaderValue("Bearer", user);
        return SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request);

    public static HttpRequestMessage Request(HttpMethod method, string path, string? json = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return request;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Host.DisposeAsync();
    }
}
