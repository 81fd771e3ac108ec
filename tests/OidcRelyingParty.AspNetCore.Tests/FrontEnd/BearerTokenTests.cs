using System.Net;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Logout;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed partial class BearerTokenTests
{
    [Test]
    public async Task I8_A_request_with_the_token_carries_user_tenant_single_sign_on_email_name_and_roles()
    {
        await using var host = await FrontEndHost.StartAsync();
        using var spa = new Spa(host);

        var user = await spa.MeAsync(await spa.GetTokenAsync());

        Assert.That(user, Is.SupersetOf(new Dictionary<string, string>
        {
            ["sub"] = "user-alice",
            ["oidc_tenant"] = "acme",
            ["is_sso"] = "true",
            ["email"] = "alice@example.test",
            ["name"] = "Alice Example",
            ["role"] = "admin",
        }));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("x")]
    [TestCase("CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Without_a_token_of_ours_the_API_answers_401(string? token)
    {
        await using var host = await FrontEndHost.StartAsync();
        using var spa = new Spa(host);

        Assert.That(await spa.MeAsync(token), Is.Null);
    }

    private static IEnumerable<SessionSelector> Selectors() => [SessionSelector.All, SessionSelector.OfTenant("acme")];

    [TestCaseSource(nameof(Selectors))]
    public async Task Ending_sessions_on_purpose_ends_tokens_too(SessionSelector selector)
    {
        await using var host = await FrontEndHost.StartAsync();
        using var spa = new Spa(host);
        var token = await spa.GetTokenAsync();

        await host.Services.GetRequiredService<OidcSessions>().EndAsync(selector);

        Assert.That(await spa.MeAsync(token), Is.Null);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_logout_token_of_the_provider_ends_tokens_also_where_cookies_hold_their_sessions(bool isStateless)
    {
        await using var host = await FrontEndHost.StartAsync(options => options.Services += services =>
        {
            if (isStateless)
            {
                new OidcRelyingPartyBuilder(services).UseStatelessSessions();
            }
        });
        using var spa = new Spa(host);
        var token = await spa.GetTokenAsync();

        using var response = await host.PostLogoutTokenAsync(host.LogoutToken("user-alice", null));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await spa.MeAsync(token), Is.Null);
    }

    [Test]
    public async Task A_user_of_the_API_can_end_the_session_of_the_token()
    {
        await using var host = await FrontEndHost.StartAsync();
        using var spa = new Spa(host);
        var token = await spa.GetTokenAsync();

        await spa.SignOutAsync(token);

        Assert.That(await spa.MeAsync(token), Is.Null);
    }

    [Test]
    public async Task The_API_can_act_for_the_user_of_the_token()
    {
        await using var host = await FrontEndHost.StartAsync(options => options.App += app => app
            .MapGet("/api/act", async (HttpContext context, OidcSessions sessions) => new Dictionary<string, string> { ["token"] = await sessions.GetAccessTokenAsync(context) })
            .RequireAuthorization(FrontEndHost.Bearer));
        using var spa = new Spa(host);

        var answer = await spa.MeAsync(await spa.GetTokenAsync(), "/api/act");

        Assert.That(answer!["token"], Is.Not.Empty);
    }

    [Test]
    public async Task A_token_opens_nothing_that_is_for_cookies_and_a_cookie_nothing_that_is_for_tokens()
    {
        await using var host = await FrontEndHost.StartAsync(options =>
        {
            options.Endpoints += endpoints => endpoints.ResolveSettingsKey = _ => FrontEndHost.Acme;
        });
        using var spa = new Spa(host);
        await host.Browser.SignInAsync();
        using var withCookie = await host.Browser.FetchJsonAsync("/api/me");
        using var own = await host.Browser.FetchJsonAsync("/api/data");

        Assert.That((own.StatusCode, withCookie.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
        Assert.That(await spa.MeAsync(await spa.GetTokenAsync(), "/api/data"), Is.Null);
    }

    [Test]
    public async Task While_the_store_of_the_sessions_fails_a_token_opens_nothing()
    {
        await using var host = await StartWithFaultyStoreAsync();
        using var spa = new Spa(host);
        var token = await spa.GetTokenAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        host.Store().Failure = new IOException("The store went away.");
        var meanwhile = await spa.MeAsync(token);
        host.Store().Failure = null;

        Assert.That(meanwhile, Is.Null);
        Assert.That(await spa.MeAsync(token), Is.Not.Null, "and is good again when the store is back");
    }

    [Test]
    public async Task A_host_may_find_the_token_elsewhere_and_the_session_is_asked_all_the_same()
    {
        await using var host = await StartAsync(options => options.Events = new BearerTokenEvents
        {
            OnMessageReceived = received =>
            {
                received.Token = received.Request.Query["token"];
                return Task.CompletedTask;
            },
        });
        using var spa = new Spa(host);
        var token = await spa.GetTokenAsync();

        var before = await spa.MeAsync(token: null, "/api/me?token=" + token);
        await spa.SignOutAsync(token);

        Assert.That(before?["sub"], Is.EqualTo("user-alice"));
        Assert.That(await spa.MeAsync(token: null, "/api/me?token=" + token), Is.Null);
    }

    [Test]
    public async Task Where_the_session_is_not_asked_nobody_is_signed_in()
    {
        await using var host = await StartAsync(options => options.EventsType = typeof(BearerTokenEvents));
        using var spa = new Spa(host);

        Assert.That(await spa.CallAsync(await spa.GetTokenAsync()), Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private static Task<TestHost> StartAsync(Action<BearerTokenOptions> configure) => FrontEndHost.StartAsync(options => options.Services = services => services
        .AddSingleton<BearerTokenEvents>()
        .Configure(OidcDefaults.BearerScheme, configure));

    private static Task<TestHost> StartWithFaultyStoreAsync() => FrontEndHost.StartAsync(options => options.Services = services =>
        services.AddSingleton<ISessionStore>(provider => new FaultySessionStore(provider.GetRequiredService<TimeProvider>())));
}
