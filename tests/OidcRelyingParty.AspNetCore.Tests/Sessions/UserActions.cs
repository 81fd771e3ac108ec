using System.Net;
using System.Net.Http.Json;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>What a signed-in user does on the pages of <see cref="SessionPages"/>.</summary>
internal static class UserActions
{
    /// <summary>Presses the sign-out button and goes where it leads, to a page that asks for something.</summary>
    public static async Task<HttpResponseMessage> SignOutAsync(this HostBrowser browser)
    {
        var response = await browser.PostFromPageAsync("/logout");
        while (response.Headers.Location is { } location)
        {
            response = await browser.GetAsync(new Uri(response.RequestMessage!.RequestUri!, location).AbsoluteUri);
        }

        return response;
    }

    /// <summary>Submits a form of one of the application's own pages; nothing is followed.</summary>
    public static async Task<HttpResponseMessage> PostFromPageAsync(this HostBrowser browser, string path)
    {
        var response = await browser.FetchAsync(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Headers = { { "Accept", "text/html" }, { "Sec-Fetch-Site", "same-origin" }, { "Sec-Fetch-Mode", "navigate" } },
            Content = new FormUrlEncodedContent([]),
        });
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            browser.Cookies.SetCookies(response.RequestMessage!.RequestUri!, cookie);
        }

        return response;
    }

    /// <summary>The access token, or the code of the error that the application got in its place.</summary>
    public static async Task<string> TokenAsync(this HostBrowser browser)
    {
        using var response = await browser.FetchJsonAsync("/token");
        return await response.Content.ReadAsStringAsync();
    }

    public static async Task<IReadOnlyList<OidcSessionInfo>> SessionsAsync(this HostBrowser browser)
    {
        using var response = await browser.FetchJsonAsync("/sessions");
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OidcSessionInfo[]>())!;
    }

    /// <summary>Whether a browser that sends this cookie is signed in.</summary>
    public static async Task<bool> IsSignedInWithAsync(this TestHost host, Cookie cookie)
    {
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me") { Headers = { { "Cookie", $"{cookie.Name}={cookie.Value}" }, { "Accept", "application/json" } } };
        using var response = await client.SendAsync(request);
        return response.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>The cookie that names the session.</summary>
    public static Cookie SessionCookie(this HostBrowser browser) => browser.AppCookies.Single(cookie => cookie.Name == "__Host-oidc.session");

    /// <summary>Loses what the provider knows this browser by, as when the user signs out there or clears its cookies.</summary>
    public static void ForgetProvider(this HostBrowser browser, TestHost host)
    {
        foreach (var cookie in browser.Cookies.GetCookies(new Uri(host.Provider.Issuer)).ToArray())
        {
            cookie.Expired = true;
        }
    }
}
