using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.Authentication;

/// <summary>Registering it beside what a host has already.</summary>
public sealed class RegistrationTests
{
    [Test]
    public async Task Registering_twice_is_harmless()
    {
        await using var host = await TestHost.StartAsync(options => options.Services = services => services.AddOidcRelyingParty().Services.AddOidcRelyingParty());

        var response = await host.Browser.SignInAsync(startPath: "/page");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(host.Services.GetServices<RelyingParty>().Count(), Is.EqualTo(1));
        Assert.That(host.Provider.CountOf(OidcRelyingParty.Testing.ProviderEndpoint.Token), Is.EqualTo(1));
    }

    [Test]
    public async Task Registering_a_section_twice_keeps_each_claim_once()
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Oidc:SessionClaims:0", "department"), new("Oidc:PublicOrigin", TestHost.Origin)])
            .Build().GetSection("Oidc");
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Services = services => services.Configure<OidcRelyingPartyOptions>(section).Configure<OidcRelyingPartyOptions>(section);
            options.Provider = provider => provider.Users.Single(user => user.UserName == "alice").Claims["department"] = "sales";
        });

        await host.Browser.SignInAsync();

        Assert.That((await host.Browser.MeAsync())!.Claims["department"], Is.EqualTo(new[] { "sales" }));
    }

    [Test]
    public async Task The_hosts_own_default_scheme_stays()
    {
        await using var host = await TestHost.StartAsync(options => options.Services = services => services.AddAuthentication("Local").AddCookie("Local"));

        var page = await host.Browser.GetAsync("/page");
        var schemes = host.Services.GetRequiredService<IOptions<AuthenticationOptions>>().Value;

        Assert.That(page.Headers.Location!.AbsolutePath, Is.EqualTo("/Account/Login"), "the host's scheme is challenged");
        Assert.That(
            new[] { schemes.DefaultAuthenticateScheme, schemes.DefaultSignInScheme, schemes.DefaultChallengeScheme, schemes.DefaultForbidScheme, schemes.DefaultSignOutScheme },
            Is.All.EqualTo("Local"));
    }

    [Test]
    public async Task A_host_may_keep_one_of_its_defaults()
    {
        await using var host = await TestHost.StartAsync(options => options.Services = services =>
            services.AddAuthentication(authentication => authentication.DefaultChallengeScheme = "Local").AddCookie("Local"));

        var page = await host.Browser.GetAsync("/page");
        await host.Browser.SignInAsync(startPath: "/login");

        Assert.That(page.Headers.Location!.AbsolutePath, Is.EqualTo("/Account/Login"));
        Assert.That((await host.Browser.MeAsync())?.Sub, Is.EqualTo("user-alice"), "the session is still read");
    }

    [Test]
    public async Task A_host_with_its_own_scheme_challenges_ours_by_name()
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Services = services => services.AddAuthentication("Local").AddCookie("Local");
            options.App = app => app.MapGet("/enter", () => Results.Challenge(new OidcChallengeProperties { RedirectUri = "/public" }, [OidcDefaults.AuthenticationScheme]));
        });

        var response = await host.Browser.SignInAsync(startPath: "/enter");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/public"));
        Assert.That(host.Browser.HasSession);
    }

    [Test]
    public async Task The_session_cookie_can_be_configured_like_any_other()
    {
        await using var host = await TestHost.StartAsync(options => options.Services = services =>
            services.Configure<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(
                OidcDefaults.SessionScheme, cookie => cookie.Cookie.Name = "__Host-mine"));

        await host.Browser.SignInAsync();

        Assert.That(host.Browser.AppCookies.Select(cookie => cookie.Name), Is.EqualTo(new[] { "__Host-mine" }));
    }

    [Test]
    public async Task Without_settings_a_page_says_what_is_missing_and_public_pages_work()
    {
        await using var host = await TestHost.StartAsync(options => options.Configured = false);

        var page = await host.Browser.GetAsync("/page");

        await host.AssertRefusedAsync(page, OidcErrorCodes.SettingsMissing);
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((await host.Browser.GetAsync("/public")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
