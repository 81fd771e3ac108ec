using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>The cookies of sign-ins under way: small, few, and bound to this host.</summary>
public sealed class PendingSignInCookiesTests
{
    [Test]
    public async Task A207_The_cookie_is_bound_to_the_host_and_to_its_pages()
    {
        await using var host = await TestHost.StartAsync();

        var cookie = SetCookie(await host.Browser.GetAsync("/page"));

        Assert.That(cookie, Does.StartWith("__Host-oidc."));
        Assert.That(cookie, Does.EndWith("; max-age=600; path=/; secure; samesite=lax; httponly"));
    }

    [Test]
    public async Task A207_Only_for_a_form_may_another_site_bring_the_cookie()
    {
        await using var host = await TestHost.StartAsync(options =>
            options.Settings = settings => settings with { ResponseMode = AuthorizationResponseMode.FormPost });

        var cookie = SetCookie(await host.Browser.GetAsync("/page"));

        Assert.That(cookie, Does.EndWith("; max-age=600; path=/; secure; samesite=none; httponly"));
        Assert.That((await host.Browser.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A207_Behind_a_proxy_that_ends_tls_the_cookies_are_the_same()
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.App = app => app.Use((context, next) =>
            {
                context.Request.Scheme = "http"; // what a server behind such a proxy sees
                return next();
            });
            options.Settings = settings => settings with { ResponseMode = AuthorizationResponseMode.FormPost };
        });

        var begun = SetCookie(await host.Browser.GetAsync("/page"));
        var end = await host.Browser.SignInAsync();

        Assert.That(begun, Does.StartWith("__Host-oidc.").And.Contain("; secure; samesite=none;"));
        Assert.That(end.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(host.Browser.Cookies.GetCookies(new Uri(TestHost.Origin + "/logout")).All(cookie => cookie is { Secure: true, HttpOnly: true }));
    }

    [Test]
    public async Task A208_Two_hundred_unfinished_sign_ins_leave_five_cookies_and_the_next_one_works()
    {
        await using var host = await TestHost.StartAsync();
        for (var i = 0; i < 200; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await host.Browser.GetAsync("/page?number=" + i);
        }

        var size = host.Browser.Cookies.GetCookieHeader(new Uri(TestHost.Origin)).Length;
        var response = await host.Browser.SignInAsync(startPath: "/page");

        Assert.That(size, Is.LessThan(4 * 1024));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(host.Browser.PendingCookies().Count(), Is.EqualTo(4), "of five, one was finished");
    }

    [Test]
    public async Task A208_Long_return_urls_do_not_add_up_either()
    {
        await using var host = await TestHost.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            await host.Browser.GetAsync("/login?returnUrl=/" + new string('a', 1500));
        }

        Assert.That(host.Browser.Cookies.GetCookieHeader(new Uri(TestHost.Origin)), Has.Length.LessThan(4 * 1024));
        Assert.That((await host.Browser.SignInAsync(startPath: "/page")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A208_The_oldest_goes_and_the_youngest_stay()
    {
        await using var host = await TestHost.StartAsync();
        var names = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            names.Add(SetCookie(await host.Browser.GetAsync("/page")).Split('=')[0]);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(host.Browser.PendingCookies(), Is.EquivalentTo(names[2..]));
    }

    [Test]
    public async Task A208_Cookies_of_the_session_are_not_counted_and_never_dropped()
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync();
        host.Browser.Cookies.Add(new Uri(TestHost.Origin), new Cookie("__Host-oidc.sessionC1", "chunk") { Secure = true });
        for (var i = 0; i < 6; i++)
        {
            await host.Browser.GetAsync("/login");
        }

        Assert.That(host.Browser.PendingCookies().Count(), Is.EqualTo(5));
        Assert.That(host.Browser.AppCookies.Select(cookie => cookie.Name), Does.Contain("__Host-oidc.session").And.Contain("__Host-oidc.sessionC1"));
    }

    [Test]
    public async Task A_sign_in_with_ordinary_settings_is_small()
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Browser.GetAsync("/page?number=1");

        var cookie = SetCookie(response).Split(';')[0];
        var url = response.Headers.Location!.OriginalString;
        await TestContext.Out.WriteLineAsync($"cookie: {cookie.Length} bytes, authorization URL: {url.Length} characters: {url}");
        Assert.That(cookie, Has.Length.LessThanOrEqualTo(440));
        Assert.That(url, Has.Length.LessThanOrEqualTo(400));
    }

    [TestCase(4_000, 1)]
    [TestCase(100_000, 0)]
    public async Task A024_A_cookie_no_browser_would_keep_is_not_decrypted(int length, int attempts)
    {
        var protection = new CountingProtection();
        await using var host = await TestHost.StartAsync(options => options.Services = services => services.AddSingleton<IDataProtectionProvider>(protection));
        var answer = await host.Browser.CatchCallbackAsync();
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", $"__Host-oidc.{answer["state"]}={new string('C', length)}");

        var response = await client.GetAsync("/signin-oidc?" + answer.ToQueryString());

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateUnknown));
        Assert.That(protection.Attempts, Is.EqualTo(attempts));
    }

    private static string SetCookie(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single(cookie => !cookie.Contains("1970", StringComparison.Ordinal));

    private sealed class CountingProtection : IDataProtector
    {
        private readonly IDataProtector _inner = new EphemeralDataProtectionProvider().CreateProtector("test");

        public int Attempts { get; private set; }

        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => _inner.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            Attempts++;
            return _inner.Unprotect(protectedData);
        }
    }
}
