using System.Net;
using System.Text.Json;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.Logout;

/// <summary>What a provider does at the back-channel logout address, without cookies or anything else that a browser has.</summary>
internal static class LogoutTokens
{
    public static async Task<HttpResponseMessage> PostLogoutTokenAsync(this TestHost host, string token, CancellationToken cancellationToken = default)
    {
        using var client = host.CreateClient();
        return await client.PostAsync("/backchannel-logout", new FormUrlEncodedContent([new("logout_token", token)]), cancellationToken);
    }

    /// <summary>The provider's id of the session that the browser has here.</summary>
    public static async Task<string> ProviderSessionIdAsync(this HostBrowser browser) => (await browser.MeAsync())!.Claims["sid"].Single();

    /// <summary>A token as the provider sends it to this application, altered.</summary>
    public static string LogoutToken(this TestHost host, string? subject, string? sessionId, Action<System.Text.Json.Nodes.JsonObject>? alter = null) =>
        host.Provider.CreateLogoutToken(host.Client.ClientId, subject, sessionId, alter);

    /// <summary>Asserts the answer to a token that was good.</summary>
    public static void AssertAccepted(this HttpResponseMessage response)
    {
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        AssertNeverKept(response);
    }

    /// <summary>Asserts that a token was refused without a word about the reason, which is in the log alone, and that the user is still signed in.</summary>
    public static async Task AssertLogoutRefusedAsync(this TestHost host, HttpResponseMessage response, string code, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        var body = await response.Content.ReadAsStringAsync();
        var line = host.Logs.Ours.Last(line => line.EventId == 10009).ToString();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(status));
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
            Assert.That(JsonDocument.Parse(body).RootElement.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "error" }), "no detail");
            Assert.That(line, Does.Contain(code));
            Assert.That(host.Logs.Lines.Where(line => line.Exception is not null && line.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)), Is.Empty);
            Assert.That(await host.Browser.MeAsync(), Is.Not.Null, "no session ends");
            AssertNeverKept(response);
        }
    }

    private static void AssertNeverKept(HttpResponseMessage response)
    {
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
    }
}
