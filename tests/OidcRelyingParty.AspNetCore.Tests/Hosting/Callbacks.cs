using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

/// <summary>Catches the provider's answer before the application sees it, so that a test can alter it.</summary>
internal static class Callbacks
{
    /// <summary>Begins a sign-in and does everything the provider asks; the answer that the browser was about to bring to the application.</summary>
    public static async Task<ProviderParameters> CatchCallbackAsync(this HostBrowser browser, string userName = "alice", string startPath = "/")
    {
        var response = await browser.AuthorizeAsync(userName, startPath);
        return await HostBrowser.FindCallbackAsync(response)
            ?? throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>Brings an answer to the application.</summary>
    public static Task<HttpResponseMessage> CallBackAsync(this HostBrowser browser, ProviderParameters response) =>
        browser.GetAsync("/signin-oidc?" + response.ToQueryString());

    /// <summary>Brings an answer whose query is written exactly so.</summary>
    public static Task<HttpResponseMessage> CallBackAsync(this HostBrowser browser, string query) => browser.GetAsync("/signin-oidc" + query);

    /// <summary>How often a code was sent to the token endpoint.</summary>
    public static int TokenRequests(this TestHost host) => host.Provider.CountOf(ProviderEndpoint.Token);

    /// <summary>The cookies of sign-ins under way.</summary>
    public static IEnumerable<string> PendingCookies(this HostBrowser browser) =>
        browser.AppCookies.Select(cookie => cookie.Name).Where(name => name.StartsWith("__Host-oidc.", StringComparison.Ordinal) && name.Length > 30);
}
