using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

public sealed partial class LocalSignInTests
{
    [Test]
    public async Task A219_Who_exists_is_not_told()
    {
        await using var host = await LoginHost.StartAsync();

        var wrongPassword = await host.SignInLocallyAsync("carol", "guess");
        var nobody = await host.SignInLocallyAsync("nobody", "guess");

        Assert.That(wrongPassword.StatusCode, Is.EqualTo(nobody.StatusCode));
        // Each page gives back the name that was typed; nothing else may differ.
        var ofNobody = Told(await nobody.Content.ReadAsStringAsync()).Replace("value=\"nobody\"", "value=\"carol\"", StringComparison.Ordinal);
        Assert.That(Told(await wrongPassword.Content.ReadAsStringAsync()), Is.EqualTo(ofNobody));
    }

    [TestCase("carol")]
    [TestCase("nobody")]
    public async Task A219_Guessing_the_password_of_one_account_is_throttled_until_the_time_is_over(string userName)
    {
        await using var host = await LoginHost.StartAsync(login: options => options.AttemptsPerAccount = 3);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await host.SignInLocallyAsync(userName, "guess");
        }

        var fourth = await host.SignInLocallyAsync(userName.ToUpperInvariant(), "guess");
        var checks = host.Accounts.Checks;
        var somebodyElse = await host.SignInLocallyAsync("root");
        host.Host.Clock.Advance(fourth.Headers.RetryAfter!.Delta!.Value);
        var later = await host.SignInLocallyAsync(userName, "guess");

        Assert.That(fourth.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await fourth.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.LocalThrottled));
        Assert.That(checks, Is.EqualTo(3), "the host is not asked any more");
        Assert.That(somebodyElse.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), "other accounts are not affected");
        Assert.That(later.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A219_Trying_one_password_with_many_accounts_is_throttled_too()
    {
        await using var host = await LoginHost.StartAsync(login: options => options.AttemptsPerAddress = 3);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await host.SignInLocallyAsync($"user-{attempt}", "guess");
        }

        var response = await host.SignInLocallyAsync("carol");

        await host.Host.AssertRefusedAsync(response, OidcErrorCodes.LocalThrottled);
    }

    [TestCase("https://evil.example")]
    [TestCase("null")]
    [TestCase(null)]
    public async Task A219_Another_site_cannot_sign_anybody_in(string? origin)
    {
        await using var host = await LoginHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login")
        {
            Headers = { { "Accept", "text/html" } },
            Content = new FormUrlEncodedContent([new("username", "carol"), new("password", HostAccounts.Password)]),
        };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        var response = await host.Browser.FetchAsync(request);

        await host.Host.AssertRefusedAsync(response, OidcErrorCodes.LocalCrossSite);
        Assert.That(host.Accounts.Checks, Is.Zero);
    }

    [Test]
    public async Task M10_A_browser_that_names_no_origin_for_our_own_page_enters_with_the_token_of_its_form()
    {
        await using var host = await LoginHost.StartAsync();
        var (action, fields) = await TestBrowser.ReadFormAsync(await host.Browser.GetAsync("/login"));
        (fields["username"], fields["password"]) = ("carol", HostAccounts.Password);

        await host.Browser.FetchAsync(new HttpRequestMessage(HttpMethod.Post, action) { Headers = { { "Origin", "null" } }, Content = new FormUrlEncodedContent(fields) });

        Assert.That((await host.Browser.MeAsync())!.Sub, Is.EqualTo("local-carol"));
    }

    [Test]
    public async Task A219_Spellings_that_a_database_takes_for_one_name_are_one_account()
    {
        await using var host = await LoginHost.StartAsync(login: options => options.AttemptsPerAccount = 3);
        foreach (var spelling in new[] { "ca\u200Brol", "c\u00E1rol", "\uFF23arol" })
        {
            await host.SignInLocallyAsync(spelling, "guess");
        }

        var response = await host.SignInLocallyAsync("carol", "guess");

        await host.Host.AssertRefusedAsync(response, OidcErrorCodes.LocalThrottled);
    }

    [TestCase("\uFFFE")]
    [TestCase("\U0001F980")]
    [TestCase("%D8%00")]
    public async Task A219_A_name_that_is_no_text_is_refused_like_any_other(string userName)
    {
        await using var host = await LoginHost.StartAsync();

        await host.Host.AssertRefusedAsync(await host.SignInLocallyAsync(userName), OidcErrorCodes.LocalRefused);
    }

    [TestCase("carol")]
    [TestCase("nobody")]
    public async Task A_check_that_fails_says_so_and_keeps_the_password_to_itself(string userName)
    {
        await using var host = await LoginHost.StartAsync();
        host.Accounts.Failure = new InvalidOperationException("The database is on fire.");

        var response = await host.SignInLocallyAsync(userName, "canary-password");

        await host.Host.AssertRefusedAsync(response, OidcErrorCodes.LocalUnavailable);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(host.Host.Logs.Lines.Select(line => line.ToString()), Has.None.Contains("canary-password"));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("canary-password").And.Not.Contain("fire"));
        Assert.That(host.Host.Logs.Ours.Select(line => line.ToString()), Has.Some.Contains("fire"), "for the operator");
    }

    [Test]
    public async Task A218_A219_How_long_an_answer_takes_does_not_tell_that_a_password_was_right()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true });
        await host.ProveAsync();

        var wrong = await QuestionsAsync(host, "guess");
        var right = await QuestionsAsync(host, HostAccounts.Password);

        Assert.That(right, Is.EqualTo(wrong), "questions to the store of the settings");
    }

    private static async Task<int> QuestionsAsync(LoginHost host, string password)
    {
        var before = host.Store.Questions;
        await host.SignInLocallyAsync("carol", password, "/login?backup=1");
        return host.Store.Questions - before;
    }
}
