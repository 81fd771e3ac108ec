using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

/// <summary>Reads answers of the endpoints for settings, and states what holds for every refusal.</summary>
internal static class ApiAnswers
{
    public static async Task<JsonNode?> JsonAsync(this HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync());

    /// <summary>The fields with their codes, in their order.</summary>
    public static async Task<IEnumerable<string>> FindingsAsync(this HttpResponseMessage response) =>
        (await response.JsonAsync())!["findings"]!.AsArray().Select(finding => $"{finding!["field"]} {finding["code"]}");

    /// <summary>Asserts status and code, that the settings are as they were, and that nothing secret was said.</summary>
    public static async Task AssertRefusedAsync(this SettingsApiHost api, HttpResponseMessage response, int status, string code, string tag = SettingsApiHost.Nothing)
    {
        var body = await response.Content.ReadAsStringAsync();
        var found = await response.ErrorCodeAsync();
        using var after = await api.GetAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(status), body);
            Assert.That(found, Is.EqualTo(code), body);
            Assert.That(response.Headers.Location, Is.Null, "no redirect");
            Assert.That(response.Headers.CacheControl?.NoStore, Is.True, "no-store");
            Assert.That(after.Headers.ETag?.Tag, Is.EqualTo(tag), "nothing has changed");
            Assert.That(body + string.Join('\n', api.Host.Logs.Lines), Does.Not.Contain(SettingsApiHost.Canary));
        }
    }
}
