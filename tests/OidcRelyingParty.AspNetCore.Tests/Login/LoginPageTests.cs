using System.Net;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

/// <summary>What a visitor who has to sign in gets to see.</summary>
public sealed class LoginPageTests
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
        host.Store.Put(host.Host.FittingSettings() with { Key = new OidcSettingsKey("default", "third"), Enabled = false });
        host.Store.Put(host.Host.FittingSettings() with { Key = new OidcSettingsKey("other", "fourth") });

        var html = await (await host.Browser.GetAsync("/login?returnUrl=/page")).Content.ReadAsStringAsync();

        Assert.That(html, Does.Contain("/login/start?provider=default&amp;returnUrl=%2Fpage").And.Contain("/login/start?provider=second&amp;returnUrl=%2Fpage"));
        Assert.That(html, Does.Not.Contain("third").And.Not.Contain("fourth").And.Not.Contain("<b>"));
        Assert.That(html, Does.Contain("&lt;b&gt;second"));
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

    [TestCase("/page")]
    [TestCase("/login?returnUrl=/page")]
    public async Task P11_An_anonymous_visit_starts_the_sign_in_at_once(string path)
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { AutoSignIn = true });

        var response = await host.Browser.GetAsync(path);
        var end = await host.Browser.FollowAsync(response);

        Assert.That(response.Headers.Location!.OriginalString, Does.StartWith("https://op.example.test/"));
        Assert.That(end.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/page"));
    }

    [TestCase("/page?showLoginPage=true")]
    [TestCase("/page?a=b&showLoginPage=true")]
    [TestCase("/?showLoginPage=true")]
    [TestCase("/login?showLoginPage=true")]
    [TestCase("/login?returnUrl=%2Fpage%3FshowLoginPage%3Dtrue")]
    [TestCase("/page?backup=1")]
    public async Task P11_Any_address_can_ask_for_the_login_page_instead(string path)
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { AutoSignIn = true });

        var page = await host.Browser.FollowAsync(await host.Browser.GetAsync(path));

        Assert.That(page.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/login"));
        Assert.That(await LoginHost.HasFormAsync(page), Is.True);
        Assert.That(host.Host.Provider.CountOf(ProviderEndpoint.Authorization), Is.Zero);
    }

    [TestCase("/page?showLoginPage=false")]
    [TestCase("/page?x=showLoginPage=true")]
    public async Task P11_What_only_looks_like_it_changes_nothing(string path)
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { AutoSignIn = true });

        var response = await host.Browser.GetAsync(path);

        Assert.That(response.Headers.Location!.OriginalString, Does.StartWith("https://op.example.test/"));
    }

    [Test]
    public async Task P11_A_call_is_told_to_sign_in_and_not_redirected()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { AutoSignIn = true });

        using var response = await host.Browser.FetchJsonAsync("/api/data");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(response.Headers.Location, Is.Null);
    }

    [Test]
    public async Task P11_An_automatic_sign_in_that_fails_ends_on_a_page_with_other_ways_and_does_not_go_round()
    {
        await using var host = await LoginHost.StartAsync(
            settings => settings with { AutoSignIn = true },
            configure: options => options.Provider += provider => provider.Behaviour.AuthorizationResponse = answer =>
            {
                answer.Remove("code");
                answer["error"] = "access_denied";
            });

        var response = await host.Browser.SignInAsync(startPath: "/page");
        var html = await response.Content.ReadAsStringAsync();
        var page = await host.Browser.GetAsync("/login?showLoginPage=true&returnUrl=%2Fpage");

        await host.Host.AssertRefusedAsync(response, OidcErrorCodes.AccessDenied);
        Assert.That(html, Does.Contain("href=\"/login?showLoginPage=true&amp;returnUrl=%2Fpage\">Other ways to sign in"));
        Assert.That(await LoginHost.HasFormAsync(page), Is.True);
    }

    [Test]
    public async Task P12_Who_is_signed_in_at_the_provider_lands_on_the_page_first_asked_for_without_a_prompt()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { AutoSignIn = true });
        await host.Browser.SignInAsync();
        host.Browser.AppCookies.ToList().ForEach(cookie => cookie.Expired = true);

        var response = await host.Browser.GetAsync("/page?x=1");
        for (var step = 0; step < 4 && response.Headers.Location is { } next; step++)
        {
            response = await host.Browser.GetAsync(new Uri(response.RequestMessage!.RequestUri!, next).AbsoluteUri);
        }

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.RequestMessage!.RequestUri!.PathAndQuery, Is.EqualTo("/page?x=1"));
    }

    [Test]
    public async Task W9_The_backup_page_and_a_break_glass_user_ask_neither_settings_nor_provider()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { AutoSignIn = true, SingleSignOnOnly = true });
        host.Host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("No route to host.");

        var response = await host.SignInLocallyAsync("root", path: "/login?backup=1&returnUrl=/page");

        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/page"));
        Assert.That((await host.Browser.MeAsync())!.Sub, Is.EqualTo("local-root"));
        Assert.That(host.Store.Questions, Is.Zero);
        Assert.That(host.Host.Provider.Requests, Is.Empty);
        Assert.That(host.Host.Logs.Ours.Single(line => line.EventId == 10082).Level, Is.EqualTo(LogLevel.Warning));
    }

    [Test]
    public async Task M10_The_form_shows_itself_with_the_reason_when_single_sign_on_cannot_be_the_only_way_in()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true });

        var unproven = await (await host.Browser.GetAsync("/login")).Content.ReadAsStringAsync();
        await host.ProveAsync();
        var proven = await host.Browser.GetAsync("/login");
        host.Store.Failure = new InvalidOperationException("The database is on fire.");
        var broken = await (await host.Browser.GetAsync("/login")).Content.ReadAsStringAsync();

        Assert.That(unproven, Does.Contain("name=\"password\"").And.Contain(OidcErrorCodes.SettingsNotProven));
        Assert.That(await LoginHost.HasFormAsync(proven), Is.False);
        Assert.That(broken, Does.Contain("name=\"password\"").And.Contain(OidcErrorCodes.SettingsStoreFailed).And.Not.Contain("fire"));
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

    private static async Task<string> ButtonAsync(HttpResponseMessage page)
    {
        var html = await page.Content.ReadAsStringAsync();
        var start = html.IndexOf("href=\"/login/start", StringComparison.Ordinal) + "href=\"".Length;
        return WebUtility.HtmlDecode(html[start..html.IndexOf('"', start)]);
    }
}
