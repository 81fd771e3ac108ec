using System.Net;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed class BearerTokenTests
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

    [TestCase(-1, true)]
    [TestCase(0, false)]
    public async Task A_token_lives_an_hour_from_the_sign_in(int secondsBeyond, bool accepted)
    {
        await using var host = await FrontEndHost.StartAsync();
        using var spa = new Spa(host);
        var code = await spa.GetCodeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var (token, expiresIn) = await TokenOfAsync(await spa.ExchangeAsync(code));
        host.Clock.Advance(TimeSpan.FromSeconds(3570 + secondsBeyond));

        Assert.That(expiresIn, Is.EqualTo(3570));
        Assert.That(await spa.MeAsync(token) is not null, Is.EqualTo(accepted));
    }

    [TestCase(600, null, false, ExpectedResult = 600, TestName = "A_token_lives_as_long_as_the_host_says")]
    [TestCase(3600, null, true, ExpectedResult = 1800, TestName = "A_token_ends_with_the_providers_where_the_settings_say_so")]
    [TestCase(3600, 900, true, ExpectedResult = 900, TestName = "A_token_ends_with_the_session_that_the_settings_allow")]
    [TestCase(3600, 7200, false, ExpectedResult = 3600, TestName = "Settings_do_not_lengthen_what_the_host_says")]
    public async Task<long> The_shortest_lifetime_counts(int hostSeconds, int? sessionSeconds, bool endsWithAccessToken)
    {
        await using var host = await FrontEndHost.StartAsync(options =>
        {
            options.ProviderOptions.AccessTokenLifetime = TimeSpan.FromSeconds(1800);
            options.Services = FrontEndHost.With(frontEnd => frontEnd.TokenLifetime = TimeSpan.FromSeconds(hostSeconds));
            options.Settings = settings => FrontEndHost.Settings(settings) with
            {
                SessionLifetime = sessionSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                SessionEndsWithAccessToken = endsWithAccessToken,
            };
        });
        using var spa = new Spa(host);

        return (await TokenOfAsync(await spa.ExchangeAsync(await spa.GetCodeAsync()))).ExpiresIn;
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
        await using var host = await FrontEndHost.StartAsync(options => options.Services = services =>
            services.AddSingleton<ISessionStore>(provider => new FaultySessionStore(provider.GetRequiredService<TimeProvider>())));
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

    private static async Task<(string Token, long ExpiresIn)> TokenOfAsync(HttpResponseMessage response)
    {
        var answer = await Spa.ReadAsync(response);
        return (answer.GetProperty("access_token").GetString()!, answer.GetProperty("expires_in").GetInt64()); // the contract
    }
}
