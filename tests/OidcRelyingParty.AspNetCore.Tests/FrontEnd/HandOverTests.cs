using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed class HandOverTests
{
    private TestHost _host = null!; // set up before every test
    private Spa _spa = null!; // set up before every test

    [SetUp]
    public async Task SetUp()
    {
        _host = await FrontEndHost.StartAsync();
        _spa = new Spa(_host);
    }

    [TearDown]
    public async Task TearDown()
    {
        _spa.Dispose();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task I7_The_callback_ends_at_the_tenants_front_end_with_a_code_that_is_exchanged_for_the_token()
    {
        var address = await _spa.SignInAsync(new { tenant_id = "acme" });
        using var response = await _spa.ExchangeAsync(Spa.Fragment(address)["code"]!);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.That(address.GetLeftPart(UriPartial.Query), Is.EqualTo(FrontEndHost.FrontEndUrl));
        Assert.That(Spa.Fragment(address).Select(member => member.Key), Is.EqualTo(new[] { "code" }));
        Assert.That(answer.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "access_token", "token_type", "expires_in" }));
        Assert.That((answer.GetProperty("token_type").GetString(), answer.GetProperty("expires_in").GetInt64()), Is.EqualTo(("Bearer", 3600)));
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task The_browser_gets_no_session_of_this_application()
    {
        await _spa.GetTokenAsync();

        Assert.That(_host.Browser.HasSession, Is.False);
        Assert.That(await _host.Browser.MeAsync(), Is.Null);
        Assert.That(_host.Browser.PendingCookies(), Is.Empty);
    }

    [Test]
    public async Task A_session_of_this_application_in_the_same_browser_goes_on()
    {
        await using var host = await FrontEndHost.StartAsync(options => options.Endpoints += endpoints => endpoints.ResolveSettingsKey = _ => FrontEndHost.Acme);
        using var spa = new Spa(host);
        await host.Browser.SignInAsync();

        await spa.SignInAsync(new { tenant_id = "acme" });

        Assert.That((await host.Browser.MeAsync())?.Sub, Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task Where_the_front_end_wanted_to_go_comes_back_as_data_and_moves_nothing()
    {
        var address = await _spa.SignInAsync(new { tenant_id = "acme", return_to = "/orders?page=2&x=#top" });

        Assert.That(address.GetLeftPart(UriPartial.Query), Is.EqualTo(FrontEndHost.FrontEndUrl));
        Assert.That(Spa.Fragment(address)["return_to"], Is.EqualTo("/orders?page=2&x=#top"));
    }

    [Test]
    public async Task A_code_works_once_and_coming_again_ends_what_it_gave()
    {
        var code = await _spa.GetCodeAsync();
        using var first = await _spa.ExchangeAsync(code);
        var token = (await Spa.ReadAsync(first)).GetProperty("access_token").GetString();
        var before = await _spa.MeAsync(token);

        await AssertRefusedAsync(code);

        Assert.That(before, Is.Not.Null);
        Assert.That(await _spa.MeAsync(token), Is.Null, "one of the two was a thief");
        Assert.That(_host.Logs.Ours.Select(line => line.EventId), Does.Contain(10061));
    }

    [Test]
    public async Task A_front_end_that_shows_its_verifier_twice_keeps_its_token()
    {
        var code = await _spa.GetCodeAsync(Spa.Challenge);
        using var first = await _spa.ExchangeAsync(code, Spa.Verifier);
        var token = (await Spa.ReadAsync(first)).GetProperty("access_token").GetString();

        await AssertRefusedAsync(code, Spa.Verifier);

        Assert.That(await _spa.MeAsync(token), Is.Not.Null);
    }

    [Test]
    public async Task Of_twenty_who_exchange_a_code_at_the_same_moment_one_gets_a_token()
    {
        var code = await _spa.GetCodeAsync(Spa.Challenge);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _spa.ExchangeAsync(code, Spa.Verifier)));

        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
    }

    [TestCase(-1, true)]
    [TestCase(0, false)]
    public async Task A_code_lives_a_minute(int secondsBeyond, bool accepted)
    {
        var code = await _spa.GetCodeAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(60 + secondsBeyond));

        using var response = await _spa.ExchangeAsync(code);

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(accepted ? null : OidcErrorCodes.FrontEndCode));
    }

    [Test]
    public async Task How_long_a_code_lives_is_the_hosts_choice()
    {
        await using var host = await FrontEndHost.StartAsync(options => options.Services = FrontEndHost.With(frontEnd => frontEnd.CodeLifetime = TimeSpan.FromSeconds(10)));
        using var spa = new Spa(host);
        var code = await spa.GetCodeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        using var response = await spa.ExchangeAsync(code);

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.FrontEndCode));
    }

    [Test]
    public async Task A_code_that_nobody_exchanges_leaves_no_session()
    {
        await _spa.GetCodeAsync();
        var waiting = await SessionsAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(waiting, Has.Count.EqualTo(1));
        Assert.That(await SessionsAsync(), Is.Empty);
    }

    [TestCase("", null)]
    [TestCase("AAAA", null)]
    [TestCase("not base64url!", null)]
    public async Task What_is_no_code_is_refused_like_one_that_was_used(string code, string? verifier) => await AssertRefusedAsync(code, verifier);

    [Test]
    public async Task A_code_that_was_altered_is_refused()
    {
        var code = await _spa.GetCodeAsync();

        await AssertRefusedAsync(code[..40] + (code[40] == 'A' ? 'B' : 'A') + code[41..]);
    }

    [Test]
    public async Task A_start_ticket_or_a_bearer_token_is_no_code()
    {
        var ticket = (await _spa.GetAuthUrlAsync(new { tenant_id = "acme" })).Split("ticket=")[1];

        await AssertRefusedAsync(ticket);
        await AssertRefusedAsync(await _spa.GetTokenAsync());
    }

    [TestCase(null)]
    [TestCase("xBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    public async Task A_code_with_a_challenge_is_only_for_whoever_has_the_verifier_and_a_thief_cannot_use_it_up(string? verifier)
    {
        var code = await _spa.GetCodeAsync(Spa.Challenge);

        await AssertRefusedAsync(code, verifier);
        using var rightful = await _spa.ExchangeAsync(code, Spa.Verifier);

        Assert.That(rightful.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    // Somebody else's code in the address of a user's front end would sign the user in as somebody else (RFC 9700, 4.8.2).
    [Test]
    public async Task A_verifier_for_a_code_without_a_challenge_is_refused()
    {
        var code = await _spa.GetCodeAsync();

        await AssertRefusedAsync(code, Spa.Verifier);
    }

    [TestCase("""{"code":7}""")]
    [TestCase("""{}""")]
    [TestCase("""{"code":"a","client_id":"x"}""")]
    [TestCase("""{"code":"a","code_verifier":"too-short"}""")]
    public async Task A_request_that_is_not_exactly_the_contract_is_refused(string json)
    {
        using var response = await _spa.PostAsync("/v1/auth/oidc/token", new StringContent(json, Encoding.UTF8, "application/json"));

        Assert.That((response.StatusCode, await response.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.BadRequest, OidcErrorCodes.FrontEndRequest)));
    }

    [Test]
    public async Task A_session_that_was_ended_before_the_exchange_gives_no_token()
    {
        var code = await _spa.GetCodeAsync();
        await _host.Services.GetRequiredService<OidcSessions>().EndAsync(SessionSelector.OfTenant("acme"));

        await AssertRefusedAsync(code);
    }

    [Test]
    public async Task A_front_end_whose_address_is_gone_from_the_settings_that_the_sign_in_began_with_gets_nothing()
    {
        var answer = await _spa.CatchCallbackAsync(new { tenant_id = "acme" });
        _host.SettingsStore.Put(_host.FittingSettings() with { Key = FrontEndHost.Acme });

        using var response = await Spa.CallBackAsync(_host.Browser, answer);

        await _host.AssertRefusedAsync(response, OidcErrorCodes.FrontEndUrlMissing);
    }

    private Task<IReadOnlyList<SessionRecord>> SessionsAsync() => _host.Services.GetRequiredService<ISessionStore>()
        .ListAsync(SessionSelector.OfUser(FrontEndHost.Acme, _host.Provider.Issuer, "user-alice"), CancellationToken.None).AsTask();

    private async Task AssertRefusedAsync(string code, string? verifier = null)
    {
        using var response = await _spa.ExchangeAsync(code, verifier);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.That((response.StatusCode, problem.GetProperty("code").GetString()), Is.EqualTo((HttpStatusCode.BadRequest, OidcErrorCodes.FrontEndCode)));
        Assert.That(problem.GetProperty("title").GetString(), Is.EqualTo("The one-time code cannot be exchanged."), "one text for every reason");
        Assert.That(problem.GetRawText(), Does.Not.Contain("access_token"));
    }
}
