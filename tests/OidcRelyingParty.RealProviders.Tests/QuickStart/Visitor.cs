using System.Net;
using System.Text.Json;
using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.QuickStart;

/// <summary>Somebody who visits QuickStart with a browser, and the provider when QuickStart sends them there.</summary>
internal sealed class Visitor(Provider provider, Uri root, Browser browser)
{
    public Browser Browser => browser;

    public Task<Page> SignInAsync(string user) => SignInAsync(user, "/login?returnUrl=/me");

    /// <param name="user">Who signs in.</param>
    /// <param name="start">The path and query of QuickStart that leads to the provider.</param>
    public async Task<Page> SignInAsync(string user, string start) =>
        await provider.User.SignInAsync(browser, await BeginSignInAsync(start), user, provider.PasswordOf(user));

    public async Task<Page> EnterWrongPasswordAsync(string user) =>
        await provider.User.EnterWrongPasswordAsync(browser, await BeginSignInAsync(), user);

    public async Task<Page> DenyConsentAsync(string user) =>
        await provider.User.DenyConsentAsync(browser, await BeginSignInAsync(), user, provider.PasswordOf(user));

    /// <summary>Submits the sign-out form of QuickStart's page, and does what the provider then asks.</summary>
    public async Task<Page> SignOutAsync() =>
        await provider.User.SignOutAsync(browser, await browser.SubmitAsync((await GetAsync("/")).Form("form[action$='/logout']")));

    /// <summary>Submits the sign-out form and stops at QuickStart's answer: the browser does not reach the provider.</summary>
    public async Task<Page> BeginSignOutAsync() => await browser.SendAsync((await GetAsync("/")).Form("form[action$='/logout']"));

    /// <summary>Ends all sessions by the button of QuickStart's page, and does what the provider then asks.</summary>
    public async Task<Page> EndAllSessionsAsync() =>
        await provider.User.SignOutAsync(browser, await browser.SubmitAsync((await GetAsync("/sessions")).Form("form:has(#end-all)")));

    /// <summary>Whether a new sign-in stops at the provider's question for a password.</summary>
    public async Task<bool> IsAskedForPasswordAsync() =>
        await provider.User.IsAskedForPasswordAsync(browser, await browser.GetAsync(await BeginSignInAsync()));

    public async Task<HttpStatusCode> OpenAsync(string path) => (await GetAsync(path)).Status;

    public Task<Page> GetAsync(string path) => browser.GetAsync(Address(path));

    public async Task<Me> ReadMeAsync()
    {
        var page = await GetAsync("/me");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.ToString());
        return JsonSerializer.Deserialize<Me>(page.Body, JsonSerializerOptions.Web)!; // not the text "null"
    }

    /// <summary>Lets QuickStart renew the tokens of the session now.</summary>
    public Task<Page> RenewAsync() => browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, Address("/refresh")));

    public Uri Address(string path) => new(root, path);

    private async Task<Uri> BeginSignInAsync(string start = "/login?returnUrl=/me")
    {
        var page = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, Address(start)));
        Assert.That(page.Location, Is.Not.Null, page.ToString());
        return page.Location!; // just asserted
    }
}
