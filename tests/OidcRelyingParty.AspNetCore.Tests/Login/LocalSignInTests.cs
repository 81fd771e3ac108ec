using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

/// <summary>The application's own form: whom it lets in, and what of the rest it tells.</summary>
public sealed partial class LocalSignInTests
{
    [Test]
    public async Task M10_A_user_with_a_password_signs_in_beside_the_provider()
    {
        await using var host = await LoginHost.StartAsync();

        var response = await host.SignInLocallyAsync("carol", path: "/login?returnUrl=/page");
        var me = await host.Browser.MeAsync();

        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/page"));
        Assert.That(me!.Sub, Is.EqualTo("local-carol"));
        Assert.That(me.Roles, Is.EqualTo(new[] { "admin" }));
        Assert.That(me.Claims.Where(claim => claim.Key is "iss" or "oidc_provider" or "oidc_tenant" or "is_sso" or "name").Select(claim => $"{claim.Key}={claim.Value.Single()}"),
            Is.EquivalentTo(new[] { "iss=" + OidcDefaults.LocalIssuer, "oidc_provider=local", "oidc_tenant=default", "is_sso=false", "name=Carol" }));
        Assert.That((await host.Browser.GetAsync("/admin")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_session_is_in_the_same_store_and_is_ended_like_any_other()
    {
        await using var host = await LoginHost.StartAsync();
        await host.SignInLocallyAsync("carol");
        var user = SessionSelector.OfUser(new("default", "local"), OidcDefaults.LocalIssuer, "local-carol");
        var listed = await host.Host.Services.GetRequiredService<ISessionStore>().ListAsync(user, CancellationToken.None);

        await host.Host.Services.GetRequiredService<OidcSessions>().EndAsync(user);

        Assert.That(listed, Has.Count.EqualTo(1));
        Assert.That(await host.Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task Signing_out_goes_nowhere_near_the_provider()
    {
        await using var host = await LoginHost.StartAsync();
        await host.SignInLocallyAsync("carol");
        var questions = host.Store.Questions;

        var request = new HttpRequestMessage(HttpMethod.Post, "/logout") { Headers = { { "Origin", TestHost.Origin }, { "Accept", "text/html" } } };
        var response = await host.Browser.FetchAsync(request);

        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/"));
        Assert.That(await host.Browser.MeAsync(), Is.Null);
        Assert.That(host.Host.Provider.Requests, Is.Empty);
        Assert.That(host.Store.Questions, Is.EqualTo(questions));
        Assert.That(host.Host.Logs.Ours.Where(line => line.Level >= LogLevel.Warning), Is.Empty);
    }

    [Test]
    public async Task A206_A_sign_in_begins_a_new_session_whatever_the_browser_came_with()
    {
        await using var host = await LoginHost.StartAsync();
        await host.Browser.FollowAsync(await host.Browser.GetAsync("/login/start"));
        var old = host.Browser.SessionCookie();

        await host.SignInLocallyAsync("carol");

        Assert.That((await host.Browser.MeAsync())!.Sub, Is.EqualTo("local-carol"));
        Assert.That(host.Browser.SessionCookie().Value, Is.Not.EqualTo(old.Value));
        Assert.That(await host.Host.IsSignedInWithAsync(old), Is.False);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("undefined")]
    [TestCase("alice-password")]
    public async Task A217_A_user_made_by_single_sign_on_has_no_password(string password)
    {
        await using var host = await LoginHost.StartAsync();

        var response = await host.SignInLocallyAsync("alice", password);

        await host.Host.AssertRefusedAsync(response, OidcErrorCodes.LocalRefused);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task The_user_name_need_not_be_typed_again_after_a_wrong_password_and_the_password_is_not_given_back()
    {
        await using var host = await LoginHost.StartAsync();

        var page = await (await host.SignInLocallyAsync("<carol>", "a-wrong-password")).Content.ReadAsStringAsync();

        Assert.That(page, Does.Contain("value=\"&lt;carol&gt;\"").And.Not.Contain("a-wrong-password"));
    }

    [Test]
    public async Task A217_A_password_of_ten_megabytes_is_refused_before_anybody_looks_at_it()
    {
        await using var host = await LoginHost.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/login")
        {
            Headers = { { "Origin", TestHost.Origin }, { "Accept", "text/html" } },
            Content = new FormUrlEncodedContent([new("username", "carol"), new("password", new string('x', 10 * 1024 * 1024))]),
        };

        var response = await host.Browser.FetchAsync(request);

        await host.Host.AssertRefusedAsync(response, OidcErrorCodes.LocalRefused);
        Assert.That(host.Accounts.Checks, Is.Zero);
    }

    [TestCase("username=carol&username=root&password=correct+horse+battery")]
    [TestCase("username=carol&password=correct+horse+battery&password=x")]
    [TestCase("password=correct+horse+battery")]
    [TestCase("username=carol")]
    public async Task A217_A_form_that_can_be_read_two_ways_or_none_is_refused(string form)
    {
        await using var host = await LoginHost.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/login")
        {
            Headers = { { "Origin", TestHost.Origin }, { "Accept", "text/html" } },
            Content = new StringContent(form, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };

        var response = await host.Browser.FetchAsync(request);

        await host.Host.AssertRefusedAsync(response, OidcErrorCodes.LocalRefused);
        Assert.That(host.Accounts.Checks, Is.Zero);
    }

    [Test]
    public async Task A218_A_form_from_before_single_sign_on_became_the_only_way_in_is_refused_like_a_wrong_password()
    {
        await using var host = await LoginHost.StartAsync();
        var cached = await host.Browser.GetAsync("/login");
        host.Store.Put(host.Host.FittingSettings() with { SingleSignOnOnly = true, Version = "2" });
        await host.ProveAsync();

        var right = await LoginHost.SubmitAsync(host.Browser, cached, "carol");
        var wrong = await LoginHost.SubmitAsync(host.Browser, cached, "carol", "guess");

        await host.Host.AssertRefusedAsync(right, OidcErrorCodes.LocalRefused);
        Assert.That(Told(await right.Content.ReadAsStringAsync()), Is.EqualTo(Told(await wrong.Content.ReadAsStringAsync())));
    }

    [Test]
    public async Task A218_Only_a_break_glass_user_enters_while_single_sign_on_is_the_only_way_in_and_it_is_logged()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true });
        await host.ProveAsync();

        var carol = await host.SignInLocallyAsync("carol", path: "/login?backup=1");
        var refused = await host.Browser.MeAsync();
        await host.SignInLocallyAsync("root", path: "/login?backup=1");

        Assert.That(await carol.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.LocalRefused));
        Assert.That(refused, Is.Null);
        Assert.That((await host.Browser.MeAsync())!.Sub, Is.EqualTo("local-root"));
        Assert.That(host.Host.Logs.Ours.Count(line => line is { EventId: 10082, Level: LogLevel.Warning } && line.Message.Contains("local-root", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    // What a visitor can tell two answers apart by: everything but the token of the form and the nonce.
    private static string Told(string html) => RandomPattern().Replace(html, "");

    [System.Text.RegularExpressions.GeneratedRegex("nonce=\"[^\"]*\"|name=\"__RequestVerificationToken\" value=\"[^\"]*\"")]
    private static partial System.Text.RegularExpressions.Regex RandomPattern();
}
