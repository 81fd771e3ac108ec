extern alias SettingsApi;

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.Samples.Tests.Hosting;
using Program = SettingsApi::Program;

namespace OidcRelyingParty.Samples.Tests.SettingsApi;

/// <summary>The sample SettingsApi and a system that calls it with an API token.</summary>
internal sealed class UnleashScene(IReadOnlyDictionary<string, string>? settings = null) : IAsyncDisposable
{
    public const string Path = "/api/admin/auth/oidc/settings";
    public const string AdminToken = "*:*.admin-token";

    public SampleHost<Program> Sample { get; } = new(settings);

    /// <summary>The example of the document, for the embedded provider.</summary>
    public JsonObject Document(params (string Name, JsonNode? Value)[] others)
    {
        var document = new JsonObject
        {
            ["enabled"] = true,
            ["discoverUrl"] = Sample.Embedded.Issuer + "/.well-known/openid-configuration",
            ["clientId"] = Sample.Embedded.ClientId,
            ["secret"] = Sample.Embedded.ClientSecret,
            ["autoCreate"] = true,
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

    public async Task<HttpResponseMessage> PostAsync(JsonNode document, string? token = AdminToken, string contentType = "application/json")
    {
        using var client = Sample.CreateClient();
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(document.ToJsonString(), Encoding.UTF8, contentType) };
        request.Headers.TryAddWithoutValidation("Authorization", token);
        return await client.SendAsync(request);
    }

    /// <summary>Posts what must be right.</summary>
    public async Task<JsonNode> StoreAsync(params (string Name, JsonNode? Value)[] others)
    {
        using var response = await PostAsync(Document(others));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.TextAsync());
        return await response.JsonAsync();
    }

    public async Task<JsonNode> ReadAsync()
    {
        using var client = Sample.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", AdminToken);
        using var response = await client.GetAsync(Path);
        return await response.JsonAsync();
    }

    public async Task<HttpResponseMessage> SignInAsync(string userName = "alice")
    {
        using var visitor = Sample.CreateVisitor();
        visitor.UserName = userName;
        return await visitor.OpenAsync("/login/start");
    }

    public ValueTask DisposeAsync() => Sample.DisposeAsync();
}
