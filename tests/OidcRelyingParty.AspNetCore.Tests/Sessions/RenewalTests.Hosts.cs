using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using RichardSzalay.MockHttp;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>What a host makes of it.</summary>
public sealed partial class RenewalTests
{
    [Test]
    public async Task A_client_of_an_api_sends_the_users_token_and_renews_it()
    {
        using var api = new MockHttpMessageHandler();
        api.When("https://api.example.test/").Respond(request => new StringContent($"{request.Headers.Authorization}"));
        await using var host = await SessionHost.StartAsync(options =>
        {
            options.Services += services => services.AddHttpClient("api").AddUserAccessToken().ConfigurePrimaryHttpMessageHandler(() => api);
            options.App += app => app.MapGet("/api-call", (IHttpClientFactory clients) => clients.CreateClient("api").GetStringAsync(new Uri("https://api.example.test/")));
        });
        await host.Browser.SignInAsync();
        var first = await CallAsync(host);

        host.Clock.Advance(SessionHost.UntilRenewal);
        var second = await CallAsync(host);

        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(second, Is.EqualTo("Bearer " + await host.Browser.TokenAsync()));
    }

    [Test]
    public async Task Where_sessions_are_not_renewed_by_themselves_asking_for_the_token_does()
    {
        await using var host = await SessionHost.StartAsync(sessions: options => options.RenewAutomatically = false);
        await host.Browser.SignInAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        host.Provider.ClearRequests();

        Assert.That(await host.Browser.MeAsync(), Is.Not.Null);
        Assert.That(host.Provider.Requests, Is.Empty);
        Assert.That(await host.Browser.TokenAsync(), Has.Length.EqualTo(32));
        Assert.That(host.Provider.Requests.Count(request => request.Form["grant_type"] == "refresh_token"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_sliding_session_keeps_the_tokens_and_roles_that_another_request_renewed()
    {
        var reached = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        await using var host = await SessionHost.StartAsync(options =>
        {
            options.Services += services => services.Configure<CookieAuthenticationOptions>(OidcDefaults.SessionScheme, cookie => cookie.SlidingExpiration = true);
            options.App += app => app.MapGet("/slow", async () =>
            {
                reached.SetResult();
                await finish.Task;
            });
        });
        await host.Browser.SignInAsync();
        host.Clock.Advance(TimeSpan.FromHours(5));
        var slow = host.Browser.FetchJsonAsync("/slow");
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        host.Provider.Users[0].Claims["roles"] = new JsonArray();
        using var renewed = await host.Browser.PostFromPageAsync("/renew");
        var token = await host.Browser.TokenAsync();

        finish.SetResult();
        using var answer = await slow;

        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.True, "the session slides");
        Assert.That((await host.RecordAsync()).ExpiresAt, Is.EqualTo(host.Clock.UtcNow.AddHours(8)));
        Assert.That(await host.Browser.TokenAsync(), Is.EqualTo(token));
        Assert.That((await host.Browser.MeAsync())!.Roles, Is.Empty);
    }

    private static async Task<string> CallAsync(TestHost host)
    {
        using var response = await host.Browser.FetchJsonAsync("/api-call");
        return await response.Content.ReadAsStringAsync();
    }
}
