using System.Net;
using System.Net.Http.Json;
using System.Web;
using OidcRelyingParty.RealProviders.Tests.Browsing;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>Glewlwyd's pages are scripts: this sends what they send.</summary>
internal sealed class GlewlwydUser : IProviderUser
{
    /// <summary>There is one page for everything; its script asks for a password if this answers that nobody is signed in.</summary>
    public async Task<bool> IsAskedForPasswordAsync(Browser browser, Page page) =>
        page.Url.AbsolutePath == "/login.html"
        && (await browser.GetAsync(new Uri(page.Url, "/api/profile_list/"))).Status == HttpStatusCode.Unauthorized;

    public async Task<Page> SignInAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        var page = await EnterPasswordAsync(browser, authorizationUrl, user, password);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        return await ContinueAsync(browser, authorizationUrl);
    }

    public async Task<Page> EnterWrongPasswordAsync(Browser browser, Uri authorizationUrl, string user)
    {
        var page = await EnterPasswordAsync(browser, authorizationUrl, user, "wrong");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        return await ContinueAsync(browser, authorizationUrl);
    }

    /// <summary>There is no button that denies: a user who does not want to continue stays on Glewlwyd's page.</summary>
    public async Task<Page> DenyConsentAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        await EnterPasswordAsync(browser, authorizationUrl, user, password);
        return await browser.GetAsync(authorizationUrl);
    }

    public async Task<Page> SignOutAsync(Browser browser, Page endSession)
    {
        var parameters = HttpUtility.ParseQueryString(endSession.Url.Query);
        var session = new Uri(endSession.Url, $"/api/{parameters["plugin"]}/session/{parameters["sid"]}/");
        await browser.SendAsync(new HttpRequestMessage(HttpMethod.Delete, session));
        await browser.SendAsync(new HttpRequestMessage(HttpMethod.Delete, new Uri(endSession.Url, "/api/auth/")));
        return await browser.GetAsync(new Uri(parameters["callback_url"]!)); // absent only if the post-logout URI is not registered
    }

    private static async Task<Page> EnterPasswordAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        await browser.GetAsync(authorizationUrl);
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(authorizationUrl, "/api/auth"))
        {
            Content = JsonContent.Create(new { username = user, password }),
        });
    }

    private static Task<Page> ContinueAsync(Browser browser, Uri authorizationUrl) =>
        browser.GetAsync(new Uri(authorizationUrl.AbsoluteUri + "&g_continue"));
}
