using OidcRelyingParty.RealProviders.Tests.Browsing;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

internal sealed class OwnProviderUser : IProviderUser
{
    public Task<bool> IsAskedForPasswordAsync(Browser browser, Page page) => Task.FromResult(page.Has("#username"));

    public async Task<Page> SignInAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        var page = await browser.GetAsync(authorizationUrl);
        return await browser.SubmitAsync(page.Form().With("username", user).With("password", password).With("action", "sign-in"));
    }

    public Task<Page> EnterWrongPasswordAsync(Browser browser, Uri authorizationUrl, string user) => SignInAsync(browser, authorizationUrl, user, "wrong");

    public async Task<Page> DenyConsentAsync(Browser browser, Uri authorizationUrl, string user, string password) =>
        await browser.SubmitAsync((await browser.GetAsync(authorizationUrl)).Form().With("action", "cancel"));

    /// <summary>With an ID token as a hint it asks nothing.</summary>
    public Task<Page> SignOutAsync(Browser browser, Page endSession) => Task.FromResult(endSession);
}
