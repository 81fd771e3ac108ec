using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>The endpoints are where the host wants them.</summary>
public sealed class PathTests
{
    [Test]
    public async Task Every_path_can_be_chosen()
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Endpoints = endpoints =>
            {
                endpoints.LoginPath = "/auth/start";
                endpoints.CallbackPath = "/auth/oidc";
                endpoints.LogoutPath = "/auth/end";
                endpoints.SignedOutCallbackPath = "/auth/ended";
                endpoints.DefaultReturnPath = "/public";
            };
            options.Provider = provider =>
            {
                provider.Clients[0].RedirectUris.Add(TestHost.Origin + "/auth/oidc");
                provider.Clients[0].PostLogoutRedirectUris.Add(TestHost.Origin + "/auth/ended");
            };
        });

        var signedIn = await host.Browser.SignInAsync(startPath: "/auth/start");
        var who = await host.Browser.MeAsync();
        var signedOut = await host.Browser.FollowAsync(await host.Browser.FetchAsync(new HttpRequestMessage(HttpMethod.Post, "/auth/end")
        {
            Headers = { { "Origin", TestHost.Origin } },
        }));

        Assert.That(signedIn.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/public"));
        Assert.That(who?.Sub, Is.EqualTo("user-alice"));
        Assert.That(signedOut.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/public"));
        Assert.That((await host.Browser.GetAsync("/signin-oidc")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_path_base_is_part_of_every_address()
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.App = app => app.UsePathBase("/shop").UseRouting().UseAuthentication().UseAuthorization();
            options.Provider = provider => provider.Clients[0].RedirectUris.Add(TestHost.Origin + "/shop/signin-oidc");
        });

        var response = await host.Browser.SignInAsync(startPath: "/shop/page?x=1");
        var home = await host.Browser.SignInAsync(startPath: "/shop/login");
        var loop = await host.Browser.SignInAsync(startPath: "/shop/login?returnUrl=/shop/logout");

        Assert.That(response.RequestMessage!.RequestUri!.AbsoluteUri, Is.EqualTo(TestHost.Origin + "/shop/page?x=1"));
        Assert.That(home.RequestMessage!.RequestUri!.AbsoluteUri, Is.EqualTo(TestHost.Origin + "/shop/"));
        Assert.That(loop.RequestMessage!.RequestUri!.AbsoluteUri, Is.EqualTo(TestHost.Origin + "/shop/"));
    }

    [Test]
    public async Task Each_tenant_can_have_a_redirect_uri_of_its_own()
    {
        await using var host = await TestHost.StartAsync(WithTenantPaths);
        host.SettingsStore.Put(host.FittingSettings() with { Key = new OidcSettingsKey("acme") });

        var response = await host.Browser.SignInAsync(startPath: "/t/acme/login?returnUrl=/page");

        Assert.That(response.RequestMessage!.RequestUri!.AbsoluteUri, Is.EqualTo(TestHost.Origin + "/page"));
        Assert.That((await host.Browser.MeAsync())!.Claims["oidc_tenant"], Is.EqualTo(new[] { "acme" }));
    }

    [TestCase("/t/acme/login")]
    [TestCase("/t/acme/signin?code=x")]
    [TestCase("/T/other/SignIn/")]
    public async Task A196_No_tenants_endpoint_is_a_page_to_return_to(string returnUrl)
    {
        await using var host = await TestHost.StartAsync(WithTenantPaths);
        host.SettingsStore.Put(host.FittingSettings() with { Key = new OidcSettingsKey("acme") });

        var response = await host.Browser.SignInAsync(startPath: "/t/acme/login?returnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.That(response.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/"));
    }

    [Test]
    public async Task A253_An_answer_for_one_tenant_is_refused_at_another()
    {
        await using var host = await TestHost.StartAsync(WithTenantPaths);
        host.SettingsStore.Put(host.FittingSettings() with { Key = new OidcSettingsKey("acme") });
        host.SettingsStore.Put(host.FittingSettings() with { Key = new OidcSettingsKey("other") });
        var redirect = await host.Browser.GetAsync("/t/acme/login");
        var state = System.Web.HttpUtility.ParseQueryString(redirect.Headers.Location!.Query)["state"];

        var response = await host.Browser.GetAsync($"/t/other/signin?code=x&state={state}&iss={host.Provider.Issuer}");

        await host.AssertRefusedAsync(response, OidcErrorCodes.StateUnknown);
        Assert.That(host.TokenRequests(), Is.Zero);
    }

    [TestCase("/t/nobody/login")]
    [TestCase("/t/ACME/login")]
    [TestCase("/t/%D0%B0cme/login")]
    [TestCase("/t/%0d%0aX:1/login")]
    [TestCase("/t/..%2f/login")]
    public async Task A255_An_unknown_tenant_is_not_found_and_nobody_is_asked(string path)
    {
        await using var host = await TestHost.StartAsync(WithTenantPaths);
        host.SettingsStore.Put(host.FittingSettings() with { Key = new OidcSettingsKey("acme") });

        var response = await host.Browser.GetAsync(path);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.TenantUnknown));
        Assert.That(host.Provider.Requests, Is.Empty);
        Assert.That(host.Logs.Ours.Max(line => line.Level), Is.LessThan(Microsoft.Extensions.Logging.LogLevel.Error), "nobody's fault here");
    }

    [TestCase(nameof(OidcEndpointOptions.LoginPath), "login")]
    [TestCase(nameof(OidcEndpointOptions.CallbackPath), "//evil.example")]
    [TestCase(nameof(OidcEndpointOptions.CallbackPath), "/signin?x")]
    [TestCase(nameof(OidcEndpointOptions.LogoutPath), "/t/{tenant}/logout")]
    [TestCase(nameof(OidcEndpointOptions.DefaultReturnPath), "/\\evil.example")]
    [TestCase(nameof(OidcEndpointOptions.PublicOrigin), "https://app.example.test/path")]
    [TestCase(nameof(OidcEndpointOptions.PublicOrigin), "http://app.example.test")]
    public void A_path_that_cannot_work_stops_the_start(string option, string value)
    {
        var services = new ServiceCollection();
        services.AddOidcRelyingParty(endpoints =>
        {
            var property = typeof(OidcEndpointOptions).GetProperty(option)!;
            property.SetValue(endpoints, property.PropertyType == typeof(Uri) ? new Uri(value) : value);
        });
        using var provider = services.BuildServiceProvider();

        Assert.That(
            () => provider.GetRequiredService<IOptions<OidcEndpointOptions>>().Value,
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains(option));
    }

    private static void WithTenantPaths(TestHostOptions options)
    {
        options.Endpoints = endpoints =>
        {
            endpoints.LoginPath = "/t/{tenant}/login";
            endpoints.CallbackPath = "/t/{tenant}/signin";
        };
        options.Provider = provider =>
        {
            provider.Clients[0].RedirectUris.Add(TestHost.Origin + "/t/acme/signin");
            provider.Clients[0].RedirectUris.Add(TestHost.Origin + "/t/other/signin");
        };
    }
}
