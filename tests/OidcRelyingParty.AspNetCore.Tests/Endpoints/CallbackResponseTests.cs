using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>One good answer, one thing wrong in it: no code is redeemed.</summary>
public sealed class CallbackResponseTests
{
    private static IEnumerable<TestCaseData<Action<ProviderParameters>, string>> BrokenAnswers()
    {
        yield return Row("A010_A_second_state_is_refused", answer => answer.Add("state", "bad"), OidcErrorCodes.AuthorizationResponse);
        yield return Row("A010_A_second_state_first_is_refused", answer => AddFirst(answer, "state", "bad"), OidcErrorCodes.AuthorizationResponse);
        yield return Row("A010_The_same_state_twice_is_refused", answer => answer.Add("state", answer["state"]!), OidcErrorCodes.AuthorizationResponse);
        yield return Row("A011_A_second_code_is_refused", answer => answer.Add("code", "c2"), OidcErrorCodes.AuthorizationResponse);
        yield return Row("A011_A_second_code_first_is_refused", answer => AddFirst(answer, "code", "c1"), OidcErrorCodes.AuthorizationResponse);
        yield return Row("A013_An_error_beside_the_code_is_refused", answer => answer["error"] = "access_denied", OidcErrorCodes.AccessDenied);
        yield return Row("A014_Access_denied_is_refused", answer => Refuse(answer, "access_denied"), OidcErrorCodes.AccessDenied);
        yield return Row("A014_Login_required_is_refused", answer => Refuse(answer, "login_required"), OidcErrorCodes.InteractionRequired);
        yield return Row("A014_Server_error_is_refused", answer => Refuse(answer, "server_error"), OidcErrorCodes.ProviderUnavailable);
        yield return Row("A014_Invalid_request_is_refused", answer => Refuse(answer, "invalid_request"), OidcErrorCodes.AuthorizationRefused);
        yield return Row("A014_An_error_of_ten_thousand_characters_is_refused", answer => Refuse(answer, new string('x', 10_000)), OidcErrorCodes.AuthorizationRefused);
        yield return Row("A017_Another_issuer_is_refused", answer => answer["iss"] = "https://evil.example", OidcErrorCodes.ResponseIssuer);
        yield return Row("A018_No_issuer_although_promised_is_refused", answer => answer.Remove("iss"), OidcErrorCodes.ResponseIssuer);
        yield return Row("A020_The_issuer_with_a_slash_is_refused", answer => answer["iss"] += "/", OidcErrorCodes.ResponseIssuer);
        yield return Row("A020_The_issuer_in_capitals_is_refused", answer => answer["iss"] = "https://OP.example.test", OidcErrorCodes.ResponseIssuer);
        yield return Row("A020_The_issuer_with_its_port_is_refused", answer => answer["iss"] += ":443", OidcErrorCodes.ResponseIssuer);
        yield return Row("A020_The_issuer_percent_encoded_is_refused", answer => answer["iss"] = "https://op%2Eexample.test", OidcErrorCodes.ResponseIssuer);
        yield return Row("A020_Two_issuers_are_refused", answer => answer.Add("iss", answer["iss"]!), OidcErrorCodes.AuthorizationResponse);
        yield return Row("A020_An_error_of_another_issuer_is_refused", answer =>
        {
            Refuse(answer, "access_denied");
            answer["iss"] = "https://evil.example";
        }, OidcErrorCodes.ResponseIssuer);
        yield return Row("A021_An_ID_token_is_refused", answer => answer["id_token"] = "eyJ.eyJ.x", OidcErrorCodes.AuthorizationResponse);
        yield return Row("A021_An_access_token_is_refused", answer => answer["access_token"] = "abc", OidcErrorCodes.AuthorizationResponse);
        yield return Row("A024_A_code_of_100_KB_is_refused", answer => answer["code"] = new string('c', 100_000), OidcErrorCodes.AuthorizationResponse);
        yield return Row("A024_A_code_of_9_KB_is_refused", answer => answer["code"] = new string('c', 9_000), OidcErrorCodes.AuthorizationResponse);
        yield return Row("A024_A_state_of_100_KB_is_refused", answer => answer["state"] = new string('s', 100_000), OidcErrorCodes.AuthorizationResponse);
        yield return Row("A024_A_state_of_129_characters_is_refused", answer => answer["state"] = new string('s', 129), OidcErrorCodes.AuthorizationResponse);
        yield return Row("A035_An_answer_in_the_fragment_which_never_arrives_is_refused", Clear, OidcErrorCodes.StateMissing);
        yield return Row("Neither_code_nor_error_is_refused", answer => answer.Remove("code"), OidcErrorCodes.AuthorizationResponse);
        yield return Row("An_empty_code_is_refused", answer => answer["code"] = "", OidcErrorCodes.AuthorizationResponse);
    }

    [TestCaseSource(nameof(BrokenAnswers))]
    public async Task An_answer_with_one_thing_wrong_is_refused(Action<ProviderParameters> breakIt, string code)
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();
        breakIt(answer);

        var response = await host.Browser.CallBackAsync(answer);

        await host.AssertRefusedAsync(response, code);
        Assert.That(host.TokenRequests(), Is.Zero);
    }

    [Test]
    public async Task A014_A_refused_sign_in_is_over_and_another_may_begin()
    {
        await using var host = await TestHost.StartAsync(options => options.Provider = provider => provider.Behaviour.AuthorizationResponse =
            answer => Refuse(answer, "access_denied"));

        var response = await host.Browser.SignInAsync();
        host.Provider.Behaviour.AuthorizationResponse = null;

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(host.Browser.PendingCookies(), Is.Empty);
        Assert.That((await host.Browser.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A015_An_error_without_a_sign_in_is_not_echoed()
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Browser.CallBackAsync("?error=you_won&error_description=Call+555-0199&state=AAAAAAAAAAAAAAAAAAAAAAAAAAA");

        await host.AssertRefusedAsync(response, OidcErrorCodes.StateUnknown);
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("you_won").And.Not.Contain("555-0199"));
    }

    [Test]
    public async Task A019_An_issuer_that_nobody_promised_is_checked_all_the_same()
    {
        await using var host = await TestHost.StartAsync(options => options.Provider = provider => provider.Behaviour.IssuerInAuthorizationResponse = false);
        var answer = await host.Browser.CatchCallbackAsync();
        answer["iss"] = "https://evil.example";

        var response = await host.Browser.CallBackAsync(answer);

        await host.AssertRefusedAsync(response, OidcErrorCodes.ResponseIssuer);
        Assert.That(host.TokenRequests(), Is.Zero);
    }

    [Test]
    public async Task A022_A_post_is_refused_where_a_query_was_asked_for_and_the_sign_in_stays_open()
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();

        var response = await host.Browser.PostAsync("/signin-oidc", answer);

        await host.AssertRefusedAsync(response, OidcErrorCodes.ResponseMode);
        Assert.That(host.TokenRequests(), Is.Zero);
        Assert.That((await host.Browser.CallBackAsync(answer)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task A022_A_get_is_refused_where_a_form_was_asked_for_and_the_sign_in_stays_open()
    {
        await using var host = await TestHost.StartAsync(options =>
            options.Settings = settings => settings with { ResponseMode = AuthorizationResponseMode.FormPost });
        var answer = await host.Browser.CatchCallbackAsync();

        var response = await host.Browser.CallBackAsync(answer);

        await host.AssertRefusedAsync(response, OidcErrorCodes.ResponseMode);
        Assert.That(host.TokenRequests(), Is.Zero);
        Assert.That((await host.Browser.PostAsync("/signin-oidc", answer)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("HEAD")]
    public async Task A022_Other_methods_are_refused(string method)
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();

        var response = await host.Browser.FetchAsync(new HttpRequestMessage(new HttpMethod(method), "/signin-oidc?" + answer.ToQueryString()));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(host.TokenRequests(), Is.Zero);
    }

    private static TestCaseData<Action<ProviderParameters>, string> Row(string name, Action<ProviderParameters> breakIt, string code) =>
        new TestCaseData<Action<ProviderParameters>, string>(breakIt, code).SetName(name);

    private static void Clear(ProviderParameters answer)
    {
        foreach (var name in answer.Select(pair => pair.Key).Distinct().ToArray())
        {
            answer.Remove(name);
        }
    }

    private static void Refuse(ProviderParameters answer, string error)
    {
        answer.Remove("code");
        answer["error"] = error;
    }

    private static void AddFirst(ProviderParameters answer, string name, string value)
    {
        var good = answer[name]!;
        answer[name] = value;
        answer.Add(name, good);
    }
}
