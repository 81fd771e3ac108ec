using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed partial class HandOverTests
{
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

    private async Task AssertRefusedAsync(string code, string? verifier = null)
    {
        using var response = await _spa.ExchangeAsync(code, verifier);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.That((response.StatusCode, problem.GetProperty("code").GetString()), Is.EqualTo((HttpStatusCode.BadRequest, OidcErrorCodes.FrontEndCode)));
        Assert.That(problem.GetProperty("title").GetString(), Is.EqualTo("The one-time code cannot be exchanged."), "one text for every reason");
        Assert.That(problem.GetRawText(), Does.Not.Contain("access_token"));
    }
}
