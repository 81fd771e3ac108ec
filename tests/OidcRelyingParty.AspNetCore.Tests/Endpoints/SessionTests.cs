using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>The session that a sign-in ends in.</summary>
public sealed class SessionTests
{
    private const string SessionName = "__Host-oidc.session";

    [Test]
    public async Task A206_A_session_known_before_the_sign_in_is_not_the_one_after()
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync("bob");
        var before = SessionCookie(host.Browser);
        host.Provider.EndSessions("user-bob");

        await host.Browser.SignInAsync("alice", "/login");

        Assert.That(SessionCookie(host.Browser), Is.Not.EqualTo(before));
        Assert.That((await host.Browser.MeAsync())?.Sub, Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task A206_A_session_kept_on_the_server_gets_a_new_key_at_the_sign_in()
    {
        var store = new TicketStore();
        await using var host = await TestHost.StartAsync(options => options.Services = services =>
            services.Configure<CookieAuthenticationOptions>(OidcDefaults.SessionScheme, cookie => cookie.SessionStore = store));
        using var attacker = host.CreateBrowser();
        await attacker.SignInAsync("bob");
        var planted = SessionCookie(attacker);
        host.Browser.Cookies.Add(new Uri(TestHost.Origin), new Cookie(SessionName, planted) { Secure = true });

        await host.Browser.SignInAsync("alice", "/login");

        Assert.That((await host.Browser.MeAsync())?.Sub, Is.EqualTo("user-alice"));
        Assert.That((await attacker.MeAsync())?.Sub, Is.Not.EqualTo("user-alice"), "who planted the session is not alice now");
    }

    [Test]
    public async Task A207_The_session_cookie_is_bound_to_the_host()
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();

        var response = await host.Browser.CallBackAsync(answer);

        var cookies = response.Headers.GetValues("Set-Cookie").ToArray();
        Assert.That(cookies.Single(cookie => cookie.StartsWith(SessionName, StringComparison.Ordinal)), Does.EndWith("; path=/; secure; samesite=lax; httponly"));
        Assert.That(cookies, Has.None.Contains("domain=").IgnoreCase);
    }

    [TestCase("/login")]
    [TestCase("/page")]
    [TestCase("/signin-oidc?state=x&code=x")]
    [TestCase("/signin-oidc")]
    [TestCase("/signout-callback-oidc")]
    public async Task A211_No_answer_of_ours_is_kept_by_a_cache(string path)
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Browser.GetAsync(path);

        Assert.That(response.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"));
        Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
    }

    [Test]
    public async Task A211_Nor_are_those_that_set_or_end_the_session()
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();

        var signedIn = await host.Browser.CallBackAsync(answer);
        var signedOut = await host.Browser.FetchAsync(new HttpRequestMessage(HttpMethod.Post, "/logout") { Headers = { { "Origin", TestHost.Origin } } });

        Assert.That(signedIn.Headers.Contains("Set-Cookie") && signedOut.Headers.Contains("Set-Cookie"));
        Assert.That(signedIn.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"));
        Assert.That(signedOut.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"));
    }

    [Test]
    public async Task A212_Use_does_not_make_a_session_longer()
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync();
        for (var hour = 1; hour < 8; hour++)
        {
            host.Clock.Advance(TimeSpan.FromHours(1));
            Assert.That(await host.Browser.MeAsync(), Is.Not.Null, $"after {hour} hours");
        }

        host.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        Assert.That(await host.Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task A214_A_sign_in_that_fails_leaves_the_session_as_it_was()
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync("bob");
        var before = SessionCookie(host.Browser);
        host.Provider.Behaviour.IdTokenClaims = claims => claims["aud"] = "another";

        var response = await host.Browser.SignInAsync(startPath: "/login");

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.IdTokenAudience));
        Assert.That(SessionCookie(host.Browser), Is.EqualTo(before));
        Assert.That((await host.Browser.MeAsync())?.Sub, Is.EqualTo("user-bob"));
    }

    [Test]
    public async Task A221_The_session_holds_roles_and_chosen_claims_and_no_token()
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Settings = settings => settings with { Roles = settings.Roles with { Claims = ["groups"] } };
            options.Provider = provider => provider.Clients[0].ClaimsInIdToken = true;
        });

        await host.Browser.SignInAsync("bob");
        var session = await host.Browser.MeAsync();

        Assert.That(session!.Roles, Is.EqualTo(new[] { "staff" }));
        Assert.That(session.Claims.Keys, Is.SubsetOf(new[]
        {
            "sub", "iss", "oidc_tenant", "oidc_provider", "is_sso", "name", "given_name", "family_name", "preferred_username", "email", "email_verified", "sid", "role",
        }));
    }

    [Test]
    public async Task A221_A_user_of_two_hundred_groups_has_a_small_session()
    {
        await using var host = await TestHost.StartAsync();

        await host.Browser.SignInAsync("carol");

        var size = host.Browser.AppCookies.Sum(cookie => cookie.Name.Length + 1 + cookie.Value.Length);
        await TestContext.Out.WriteLineAsync($"session: {size} bytes");
        Assert.That(size, Is.LessThan(1500));
    }

    private static string SessionCookie(HostBrowser browser) => browser.AppCookies.Single(cookie => cookie.Name == SessionName).Value;

    private sealed class TicketStore : ITicketStore
    {
        private readonly Dictionary<string, AuthenticationTicket> _tickets = [];

        public Task<string> StoreAsync(AuthenticationTicket ticket)
        {
            var key = Guid.NewGuid().ToString("N");
            _tickets[key] = ticket;
            return Task.FromResult(key);
        }

        public Task RenewAsync(string key, AuthenticationTicket ticket)
        {
            _tickets[key] = ticket;
            return Task.CompletedTask;
        }

        public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(_tickets.GetValueOrDefault(key));

        public Task RemoveAsync(string key)
        {
            _tickets.Remove(key);
            return Task.CompletedTask;
        }
    }
}
