using OidcRelyingParty.RealProviders.Tests.Browsing;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

internal sealed class LemonLdapUser : IProviderUser
{
    private const string Confirm = "#confirm";

    public Task<bool> IsAskedForPasswordAsync(Browser browser, Page page) =>
        Task.FromResult(page.Has("[name=user]") && page.Has("[name=password]"));

    public async Task<Page> SignInAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        var page = await EnterPasswordAsync(browser, authorizationUrl, user, password);
        return page.Has(Confirm) ? await browser.SubmitAsync(page.Form()) : page;
    }

    public Task<Page> EnterWrongPasswordAsync(Browser browser, Uri authorizationUrl, string user) =>
        EnterPasswordAsync(browser, authorizationUrl, user, "wrong");

    /// <summary>Its button "refuse" negates the field "confirm" by script.</summary>
    public async Task<Page> DenyConsentAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        var page = await EnterPasswordAsync(browser, authorizationUrl, user, password);
        var form = page.Form();
        return await browser.SubmitAsync(form.With("confirm", "-" + form.Fields["confirm"]));
    }

    /// <summary>Its page submits itself, once the front-channel frames are loaded.</summary>
    public Task<Page> SignOutAsync(Browser browser, Page endSession) => Task.FromResult(endSession);

    private static async Task<Page> EnterPasswordAsync(Browser browser, Uri authorizationUrl, string user, string password)
    {
        var page = await browser.GetAsync(authorizationUrl);
        return await browser.SubmitAsync(page.Form().With("user", user).With("password", password));
    }
}
