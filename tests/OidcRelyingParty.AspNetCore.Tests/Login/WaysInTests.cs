namespace OidcRelyingParty.AspNetCore.Tests.Login;

/// <summary>Every combination of the switches with every state of provider and store, over HTTP: in each row somebody gets in.</summary>
public sealed class WaysInTests
{
    private static readonly bool[] Both = [true, false];

    private LoginHost _host = null!; // started before the first row
    private int _row;

    public enum Provider
    {
        Healthy,
        Dead,
        RefusesTheClient,
    }

    public enum Store
    {
        Healthy,
        Throws,
        Damaged,
        Gone,
    }

    private static IEnumerable<TestCaseData> Rows() =>
        from isEnabled in Both
        from isOnly in Both
        from isAutomatic in Both
        from isProven in Both
        from provider in Enum.GetValues<Provider>()
        from store in Enum.GetValues<Store>()
        select new TestCaseData(isEnabled, isOnly, isAutomatic, isProven, provider, store).SetArgDisplayNames(
            isEnabled ? "enabled" : "disabled", isOnly ? "single sign-on only" : "both", isAutomatic ? "automatic" : "by hand", isProven ? "proven" : "unproven", $"provider {provider}", $"store {store}");

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await LoginHost.StartAsync(login: options => (options.AttemptsPerAccount, options.AttemptsPerAddress) = (1_000, 100_000));

    [OneTimeTearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [TestCaseSource(nameof(Rows))]
    public async Task M10_W9_Somebody_gets_in(bool isEnabled, bool isOnly, bool isAutomatic, bool isProven, Provider provider, Store store)
    {
        Arrange(isEnabled, isOnly, isAutomatic, isProven, provider, store);
        // That a client which was proven is refused now, a sign-in that fails makes known; one that was not is probed before.
        var isHidden = store == Store.Healthy && isEnabled && isOnly && (provider == Provider.Healthy || (provider == Provider.RefusesTheClient && isProven));

        var breakGlass = await EntersAsync("root", "/login?backup=1");
        var local = await EntersAsync("carol", "/login?showLoginPage=true");
        var backup = await EntersAsync("carol", "/login?backup=1");
        var singleSignOn = provider != Provider.Dead && await EntersWithProviderAsync();
        var localInTheEnd = await EntersAsync("carol", "/login?showLoginPage=true");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(breakGlass, Is.True, "the break-glass account always");
            Assert.That(local, Is.Not.EqualTo(isHidden), "others unless the form is hidden for a good reason");
            Assert.That(backup, Is.EqualTo(local), "the policy holds for the backup page too");
            Assert.That(singleSignOn, Is.EqualTo(store == Store.Healthy && isEnabled && provider == Provider.Healthy));
            Assert.That(singleSignOn || localInTheEnd, Is.True, "a way in for everybody");
        }
    }

    private void Arrange(bool isEnabled, bool isOnly, bool isAutomatic, bool isProven, Provider provider, Store store)
    {
        var fitting = _host.Host.FittingSettings();
        _host.Store.Put(fitting with
        {
            Version = $"row-{_row++}",
            Enabled = isEnabled,
            SingleSignOnOnly = isOnly,
            AutoSignIn = isAutomatic,
            ProvenAt = isProven ? _host.Host.Clock.GetUtcNow() : null,
            ClientSecret = provider == Provider.RefusesTheClient ? new Secret("not the one that is registered there") : fitting.ClientSecret,
        });
        _host.Host.Provider.Behaviour.Respond = provider == Provider.Dead ? _ => throw new HttpRequestException("No route to host.") : null;
        _host.Store.IsEmpty = store == Store.Gone;
        _host.Store.Failure = store switch
        {
            Store.Throws => new InvalidOperationException("The database is on fire."),
            Store.Damaged => new OidcException(OidcErrorCodes.SettingsDamaged, "The row cannot be read."),
            _ => null,
        };
    }

    private async Task<bool> EntersAsync(string userName, string path)
    {
        using var browser = _host.Host.CreateBrowser();
        var page = await browser.GetAsync(path);
        if (await LoginHost.HasFormAsync(page))
        {
            await LoginHost.SubmitAsync(browser, page, userName);
        }

        return await browser.MeAsync() is not null;
    }

    private async Task<bool> EntersWithProviderAsync()
    {
        using var browser = _host.Host.CreateBrowser();
        await browser.FollowAsync(await browser.GetAsync("/login/start"));
        return await browser.MeAsync() is not null;
    }
}
