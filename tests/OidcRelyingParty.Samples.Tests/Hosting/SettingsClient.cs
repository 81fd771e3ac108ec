using System.Net;
using System.Text.Json.Nodes;

namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>The settings API of a sample, as its administrator's browser uses it.</summary>
internal sealed class SettingsClient(Visitor administrator, string path)
{
    public Visitor Administrator => administrator;

    public Task<HttpResponseMessage> GetAsync(string suffix = "") => administrator.FetchAsync(HttpMethod.Get, path + suffix);

    public async Task<JsonNode> ReadAsync() => await (await GetAsync()).JsonAsync();

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string suffix = "", JsonNode? document = null)
    {
        using var read = await GetAsync();
        return await administrator.FetchAsync(method, path + suffix, document is null ? null : Answers.Json(document), ("If-Match", read.Headers.ETag!.Tag)); // every answer has one
    }

    /// <summary>Saves what must be right.</summary>
    public async Task StoreAsync(JsonNode document)
    {
        using var response = await SendAsync(HttpMethod.Put, "", document);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.TextAsync());
    }
}
