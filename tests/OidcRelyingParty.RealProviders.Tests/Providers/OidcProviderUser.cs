using OidcRelyingParty.RealProviders.Tests.Browsing;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

internal sealed class OidcProviderUser : IProviderUser
{
    public Task<bool> IsAskedForPasswordAsync(Browser browser, Page page) =>
        Task.FromResult(page.Has("#login") && page.Has("#password"));

    public async Task<Page> SignInAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        var page = await browser.GetAsync(authorizationUrl);
        return await browser.SubmitAsync(page.Form().With("login", user).With("password", password));
    }

    public Task<Page> EnterWrongPasswordAsync(Browser browser, Uri authorizationUrl, string user) =>
        SignInAsync(browser, authorizationUrl, user, "wrong");

    public async Task<Page> DenyConsentAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        var page = await browser.GetAsync(authorizationUrl);
        return await browser.SubmitAsync(page.Form().With("abort", "yes"));
    }

    public Task<Page> SignOutAsync(Browser browser, Page endSession) =>
        browser.SubmitAsync(endSession.Form().With("logout", "yes"));
}
