extern alias MultiTenantSpa;

using System.Collections.Specialized;
using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Samples.Tests.Hosting;
using Program = MultiTenantSpa::Program;

namespace OidcRelyingParty.Samples.Tests.MultiTenantSpa;

/// <summary>The sample MultiTenantSpa, its administrator, and front ends that sign in through its API.</summary>
internal sealed class TenantScene : IAsyncDisposable
{
    public const string FrontEndUrl = "http://localhost/spa";

    private readonly HttpClient _client;

    private TenantScene(SampleHost<Program> sample, Visitor administrator) => (Sample, Administrator, _client) = (sample, administrator, sample.CreateClient());

    public SampleHost<Program> Sample { get; }

    public Visitor Administrator { get; }

    public static async Task<TenantScene> StartAsync(IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? services = null)
    {
        var sample = new SampleHost<Program>(settings, services);
        var administrator = sample.CreateVisitor();
        await administrator.SignInLocallyAsync();
        return new TenantScene(sample, administrator);
    }

    /// <summary>A tenant's document, in the names of the product.</summary>
    public JsonObject Document(string tenant = "acme", params (string Name, JsonNode? Value)[] others)
    {
        var document = new JsonObject
        {
            ["oidc_issuer"] = Sample.Embedded.Issuer,
            ["oidc_client_id"] = Sample.Embedded.ClientId,
            ["oidc_client_secret"] = Sample.Embedded.ClientSecret,
            ["oidc_redirect_url"] = RedirectUrl(tenant),
            ["frontend_url"] = FrontEndUrl,
        };
        foreach (var (name, value) in others)
        {
            document.Remove(name);
            if (value is not null)
            {
                document[name] = value;
            }
        }

        return document;
    }

    public static string RedirectUrl(string tenant) => $"http://localhost/v1/auth/oidc/callback/{tenant}";

    public static NameValueCollection FragmentOf(Uri address) => HttpUtility.ParseQueryString(address.Fragment[1..]);

    public SettingsClient Tenant(string tenant) => new(Administrator, $"/v1/tenants/{tenant}/oidc");

    public Task StoreAsync(string tenant = "acme", params (string Name, JsonNode? Value)[] others) => Tenant(tenant).StoreAsync(Document(tenant, others));

    /// <summary>A front end's request for an address to send the user's browser to.</summary>
    public Task<HttpResponseMessage> BeginAsync(string tenant = "acme", string? codeChallenge = null)
    {
        var body = new JsonObject { ["tenant_id"] = tenant };
        if (codeChallenge is not null)
        {
            body["code_challenge"] = codeChallenge;
        }

        return PostAsync("/v1/auth/oidc/login", body);
    }

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode json) => _client.PostAsync(path, Answers.Json(json));

    public Task<HttpResponseMessage> GetAsync(string path, string? bearer = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = bearer is null ? null : new("Bearer", bearer);
        return _client.SendAsync(request);
    }

    /// <summary>The provider's answer that a user's browser is about to bring back.</summary>
    public async Task<(Visitor Visitor, Uri Callback)> AuthorizeAsync(string tenant = "acme", string? codeChallenge = null)
    {
        using var begun = await BeginAsync(tenant, codeChallenge);
        Assert.That(begun.StatusCode, Is.EqualTo(HttpStatusCode.OK), await begun.TextAsync());
        var visitor = Sample.CreateVisitor();
        var answer = await visitor.GetAsync((await begun.JsonAsync())["auth_url"]!.GetValue<string>());
        while (answer.Headers.Location is not { } location || !location.OriginalString.StartsWith(RedirectUrl(tenant), StringComparison.Ordinal))
        {
            answer = await visitor.StepAsync(answer) ?? throw new InvalidOperationException(await answer.TextAsync());
        }

        return (visitor, answer.Headers.Location);
    }

    /// <summary>The address of the front end that a finished sign-in leads to, with its fragment.</summary>
    public async Task<Uri> SignInAsync(string tenant = "acme", string? codeChallenge = null)
    {
        var (visitor, callback) = await AuthorizeAsync(tenant, codeChallenge);
        using (visitor)
        {
            using var answer = await visitor.GetAsync(callback.OriginalString);
            return answer.Headers.Location ?? throw new InvalidOperationException(await answer.TextAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        Administrator.Dispose();
        await Sample.DisposeAsync();
    }
}
