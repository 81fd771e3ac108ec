using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

/// <summary>What a visitor who has to sign in gets to see.</summary>
public sealed partial class LoginPageTests
{
    [Test]
    public async Task A_protected_page_leads_to_the_login_page_and_from_there_through_the_provider_and_back()
    {
        await using var host = await LoginHost.StartAsync();

        var login = await host.Browser.GetAsync("/page?x=1");
        var page = await host.Browser.GetAsync(login.Headers.Location!.OriginalString);
        var end = await host.Browser.FollowAsync(await host.Browser.GetAsync(await ButtonAsync(page)));

        Assert.That(login.Headers.Location.OriginalString, Is.EqualTo("/login?returnUrl=%2Fpage%3Fx%3D1"));
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await LoginHost.HasFormAsync(page), Is.True);
        Assert.That(end.RequestMessage!.RequestUri!.PathAndQuery, Is.EqualTo("/page?x=1"));
        Assert.That((await host.Browser.MeAsync())!.Sub, Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task Every_enabled_provider_of_the_tenant_has_a_button_and_text_of_an_administrator_is_encoded()
    {
        await using var host = await LoginHost.StartAsync(login: options => options.ProviderLabel = key => $"<b>{key.Provider}");
        host.Store.Put(host.Host.FittingSettings() with { Key = new OidcSettingsKey("default", "second") });
        host.Store.Put(host.Host.FittingSettings() with { Key = new OidcSettingsKey("default", "a-first") });
        host.Store.Put(host.Host.FittingSettings() with { Key = new OidcSettingsKey("default", "third"), Enabled = false });
        host.Store.Put(host.Host.FittingSettings() with { Key = new OidcSettingsKey("other", "fourth") });

        var html = await (await host.Browser.GetAsync("/login?returnUrl=/page")).Content.ReadAsStringAsync();

        Assert.That(html, Does.Contain("/login/start?provider=default&amp;returnUrl=%2Fpage").And.Contain("/login/start?provider=second&amp;returnUrl=%2Fpage"));
        Assert.That(html, Does.Not.Contain("third").And.Not.Contain("fourth").And.Not.Contain("<b>"));
        Assert.That(html, Does.Match("(?s)&lt;b&gt;a-first.*&lt;b&gt;default.*&lt;b&gt;second"), "always in the same order");
    }

    [Test]
    public async Task The_page_loads_nothing_runs_nothing_and_cannot_be_framed()
    {
        await using var host = await LoginHost.StartAsync();

        var page = await host.Browser.GetAsync("/login");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();

        Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("form-action 'self'").And.Contain("frame-ancestors 'none'").And.Not.Contain("script-src"));
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Not.Contain("<script").And.Not.Contain("src="));
        Assert.That(page.Headers.CacheControl!.NoStore);
        Assert.That(page.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
    }

    [TestCase("/login?returnUrl=//evil.example")]
    [TestCase("/login?returnUrl=https://evil.example")]
    [TestCase("/login?returnUrl=/login/start")]
    [TestCase("/login?returnUrl=%22%3E%3Csvg%3E")]
    public async Task A_return_address_that_leads_elsewhere_is_left_out(string path)
    {
        await using var host = await LoginHost.StartAsync();

        var page = await host.Browser.GetAsync(path);
        var end = await LoginHost.SubmitAsync(host.Browser, page, "carol");

        Assert.That(await page.Content.ReadAsStringAsync(), Does.Not.Contain("evil.example").And.Not.Contain("<svg"));
        Assert.That(end.Headers.Location!.OriginalString, Is.EqualTo("/"));
    }

    [Test]
    public async Task A214_The_login_page_leaves_the_session_that_is_there()
    {
        await using var host = await LoginHost.StartAsync();
        await host.SignInLocallyAsync("carol");

        await host.Browser.GetAsync("/login");
        await host.Browser.GetAsync("/login?backup=1");

        Assert.That((await host.Browser.MeAsync())!.Sub, Is.EqualTo("local-carol"));
    }

    [Test]
    public async Task Tenants_in_the_path_have_a_login_page_each()
    {
        await using var host = await LoginHost.StartAsync(configure: options =>
        {
            options.Endpoints = endpoints => (endpoints.LoginPath, endpoints.CallbackPath) = ("/t/{tenant}/login", "/signin-oidc/{tenant}");
            options.Provider += provider => provider.Clients[0].RedirectUris.Add(TestHost.CallbackUrl + "/acme");
        });
        host.Store.Put(host.Host.FittingSettings() with { Key = new OidcSettingsKey("acme") });
        using var local = host.Host.CreateBrowser();

        var page = await host.Browser.GetAsync("/t/acme/login?returnUrl=/page");
        var end = await host.Browser.FollowAsync(await host.Browser.GetAsync(await ButtonAsync(page, "/t/acme")));
        await LoginHost.SignInLocallyAsync(local, "carol", path: "/t/acme/login");

        Assert.That(end.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/page"));
        Assert.That((await host.Browser.MeAsync())!.Claims["oidc_tenant"], Is.EqualTo(new[] { "acme" }));
        Assert.That((await local.MeAsync())!.Claims["oidc_tenant"], Is.EqualTo(new[] { "acme" }));
    }

    private static async Task<string> ButtonAsync(HttpResponseMessage page, string tenantPath = "")
    {
        var html = await page.Content.ReadAsStringAsync();
        var start = html.IndexOf($"href=\"{tenantPath}/login/start", StringComparison.Ordinal) + "href=\"".Length;
        return WebUtility.HtmlDecode(html[start..html.IndexOf('"', start)]);
    }
}
