using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Logout;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed partial class BearerTokenTests
{
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

    // As with a cookie: a session that is over before the front end has come for its token would send the user round and round.
    [Test]
    public async Task Where_the_provider_s_tokens_end_at_once_ours_can_still_be_fetched_and_used()
    {
        await using var host = await FrontEndHost.StartAsync(options =>
        {
            options.ProviderOptions.AccessTokenLifetime = TimeSpan.FromSeconds(1);
            options.Settings = settings => FrontEndHost.Settings(settings) with { SessionEndsWithAccessToken = true };
        });
        using var spa = new Spa(host);
        var code = await spa.GetCodeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        var (token, _) = await TokenOfAsync(await spa.ExchangeAsync(code));

        Assert.That(await spa.MeAsync(token), Is.Not.Null);
    }

    // A node relies for a while on what it last read of a session; the token's own end it knows to the second.
    [Test]
    public async Task A_token_ends_on_time_also_where_the_store_is_not_asked_each_time()
    {
        await using var host = await StartWithFaultyStoreAsync();
        using var spa = new Spa(host);
        var token = await spa.GetTokenAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(3599));
        var before = await spa.MeAsync(token);
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(before, Is.Not.Null);
        Assert.That(await spa.MeAsync(token), Is.Null);
    }

    [Test]
    public async Task The_API_is_told_when_the_token_ends()
    {
        await using var host = await FrontEndHost.StartAsync(options => options.App += app => app
            .MapGet("/api/end", (Delegate)EndAsync)
            .RequireAuthorization(FrontEndHost.Bearer));
        using var spa = new Spa(host);
        var end = host.Clock.GetUtcNow() + TimeSpan.FromHours(1);

        Assert.That((await spa.MeAsync(await spa.GetTokenAsync(), "/api/end"))!["end"], Is.EqualTo($"{end:u}"));
    }

    [Test]
    public async Task A_code_is_not_good_for_longer_than_the_session_it_gives()
    {
        await using var host = await FrontEndHost.StartAsync(options =>
        {
            options.ProviderOptions.AccessTokenLifetime = TimeSpan.FromSeconds(30);
            options.Settings = settings => FrontEndHost.Settings(settings) with { SessionEndsWithAccessToken = true };
        });
        using var spa = new Spa(host);
        var code = await spa.GetCodeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        using var response = await spa.ExchangeAsync(code);

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.FrontEndCode));
    }

    private static async Task<Dictionary<string, string>> EndAsync(HttpContext context) => new()
    {
        ["end"] = $"{(await context.AuthenticateAsync(OidcDefaults.BearerScheme)).Properties!.ExpiresUtc:u}", // it has a session
    };

    private static async Task<(string Token, long ExpiresIn)> TokenOfAsync(HttpResponseMessage response)
    {
        var answer = await Spa.ReadAsync(response);
        return (answer.GetProperty("access_token").GetString()!, answer.GetProperty("expires_in").GetInt64()); // the contract
    }
}
