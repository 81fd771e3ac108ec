using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

public sealed partial class LoginPageTests
{
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
}
