using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

/// <summary>A host with a login of its own beside the provider.</summary>
internal sealed class LoginHost : IAsyncDisposable
{
    private LoginHost(TestHost host, HostAccounts accounts, SettingsSwitch store) => (Host, Accounts, Store) = (host, accounts, store);

    public TestHost Host { get; }

    public HostAccounts Accounts { get; }

    public SettingsSwitch Store { get; }

    public HostBrowser Browser => Host.Browser;

    public static async Task<LoginHost> StartAsync(
        Func<OidcSettings, OidcSettings>? settings = null, Action<OidcLoginOptions>? login = null, Action<TestHostOptions>? configure = null)
    {
        var (accounts, store) = (new HostAccounts(), new SettingsSwitch());
        var host = await TestHost.StartAsync(options =>
        {
            options.Provider = provider => provider.Clients[0].IdTokenSigningAlgorithm = "ES256";
            options.Services = services =>
            {
                services.AddOidcRelyingParty().AddLocalSignIn<HostAccounts>(login);
                services.AddSingleton<ILocalSignIn>(accounts);
                services.AddSingleton<IOidcSettingsStore>(store);
            };
            configure?.Invoke(options);
        });
        store.Put(settings?.Invoke(host.FittingSettings()) ?? host.FittingSettings());
        return new LoginHost(host, accounts, store);
    }

    /// <summary>Opens the login page, fills in the form and sends it.</summary>
    public Task<HttpResponseMessage> SignInLocallyAsync(string userName, string password = HostAccounts.Password, string path = "/login") =>
        SignInLocallyAsync(Browser, userName, password, path);

    public static async Task<HttpResponseMessage> SignInLocallyAsync(HostBrowser browser, string userName, string password = HostAccounts.Password, string path = "/login") =>
        await SubmitAsync(browser, await browser.GetAsync(path), userName, password);

    /// <summary>Fills in the form of a login page and sends it.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(HostBrowser browser, HttpResponseMessage page, string userName, string password = HostAccounts.Password)
    {
        var (action, fields) = await TestBrowser.ReadFormAsync(page);
        (fields["username"], fields["password"]) = (userName, password);
        return await browser.PostAsync(action, fields);
    }

    /// <summary>Signs in with the provider once, so that the settings are proven; in a browser of its own.</summary>
    public async Task ProveAsync()
    {
        await Host.Services.GetRequiredService<OidcRelyingParty.Access.SignInWays>().FindAsync("default");
        using var somebody = Host.CreateBrowser();
        await somebody.FollowAsync(await somebody.GetAsync("/login/start"));
        Assert.That(await somebody.MeAsync(), Is.Not.Null);
    }

    public static async Task<bool> HasFormAsync(HttpResponseMessage page) => (await page.Content.ReadAsStringAsync()).Contains("name=\"password\"", StringComparison.Ordinal);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
