using System.Net;
using System.Text.Json;
using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.QuickStart;

/// <summary>Somebody who visits QuickStart with a browser, and the provider when QuickStart sends them there.</summary>
internal sealed class Visitor(Provider provider) : IDisposable
{
    private readonly Browser _browser = new();

    public IReadOnlyCollection<string> SeenSecrets => _browser.SeenSecrets;

    public async Task<Page> SignInAsync(string user) =>
        await provider.User.SignInAsync(_browser, await BeginSignInAsync(), user, provider.PasswordOf(user));

    public async Task<Page> EnterWrongPasswordAsync(string user) =>
        await provider.User.EnterWrongPasswordAsync(_browser, await BeginSignInAsync(), user);

    public async Task<Page> DenyConsentAsync(string user) =>
        await provider.User.DenyConsentAsync(_browser, await BeginSignInAsync(), user, provider.PasswordOf(user));

    /// <summary>Submits the sign-out form of QuickStart's page, and does what the provider then asks.</summary>
    public async Task<Page> SignOutAsync()
    {
        var page = await _browser.GetAsync(Address("/"));
        return await provider.User.SignOutAsync(_browser, await _browser.SubmitAsync(page.Form("form[action$='/logout']")));
    }

    /// <summary>Whether a new sign-in stops at the provider's question for a password.</summary>
    public async Task<bool> IsAskedForPasswordAsync() =>
        await provider.User.IsAskedForPasswordAsync(_browser, await _browser.GetAsync(await BeginSignInAsync()));

    public async Task<HttpStatusCode> OpenAsync(string path) => (await _browser.GetAsync(Address(path))).Status;

    public async Task<Me> ReadMeAsync()
    {
        var page = await _browser.GetAsync(Address("/me"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.ToString());
        return JsonSerializer.Deserialize<Me>(page.Body, JsonSerializerOptions.Web)!; // not the text "null"
    }

    public void Dispose() => _browser.Dispose();

    private Uri Address(string path) => new(provider.RelyingParty.Root, path);

    private async Task<Uri> BeginSignInAsync()
    {
        var page = await _browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, Address("/login?returnUrl=/me")));
        Assert.That(page.Location, Is.Not.Null, page.ToString());
        return page.Location!; // just asserted
    }
}
