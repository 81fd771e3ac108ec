using OidcRelyingParty.RealProviders.Tests.Browsing;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

internal sealed class KeycloakUser : IProviderUser
{
    private const string ConsentButton = "[name=accept]";

    public Task<bool> IsAskedForPasswordAsync(Browser browser, Page page) =>
        Task.FromResult(page.Has("#username") && page.Has("#password"));

    public async Task<Page> SignInAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        var page = await EnterPasswordAsync(browser, authorizationUrl, user, password);
        return page.Has(ConsentButton) ? await browser.SubmitAsync(page.Form().With("accept", "Yes")) : page;
    }

    public Task<Page> EnterWrongPasswordAsync(Browser browser, Uri authorizationUrl, string user) =>
        EnterPasswordAsync(browser, authorizationUrl, user, "wrong");

    public async Task<Page> DenyConsentAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        var page = await EnterPasswordAsync(browser, authorizationUrl, user, password);
        return await browser.SubmitAsync(page.Form().With("cancel", "No"));
    }

    /// <summary>With an ID token as a hint Keycloak asks nothing.</summary>
    public async Task<Page> SignOutAsync(Browser browser, Page endSession) => endSession.Has("[name=confirmLogout]")
        ? await browser.SubmitAsync(endSession.Form().With("confirmLogout", "Logout"))
        : endSession;

    private static async Task<Page> EnterPasswordAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        var page = await browser.GetAsync(authorizationUrl);
        return await browser.SubmitAsync(page.Form("#kc-form-login").With("username", user).With("password", password));
    }
}
