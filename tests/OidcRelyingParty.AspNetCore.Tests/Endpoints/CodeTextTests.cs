using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>A code is passed on exactly, or not at all (RFC 6749, appendix A.11: printable ASCII).</summary>
public sealed class CodeTextTests
{
    [TestCase("a&client_id=evil&redirect_uri=https://evil.example")]
    [TestCase("a+b")]
    [TestCase("a%2Bb")]
    [TestCase("a b")]
    [TestCase("a=b;c/d?e#f~\"'\\")]
    public async Task A025_A_printable_code_arrives_unchanged_and_alone(string code)
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();
        answer["code"] = code;

        var response = await host.Browser.CallBackAsync(answer);

        await host.AssertRefusedAsync(response, OidcErrorCodes.CodeRefused);
        var form = host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token).Form;
        Assert.That(form["code"], Is.EqualTo(code));
        Assert.That(form.Select(pair => pair.Key), Is.EquivalentTo(new[] { "grant_type", "code", "redirect_uri", "code_verifier" }));
    }

    [TestCase("%0D%0AX-Evil:1")]
    [TestCase("a%00b")]
    [TestCase("a%7Fb")]
    [TestCase("%F0%9F%94%91")]
    [TestCase("%FF%FE")]
    [TestCase("%C3%A9")]
    public async Task A025_Any_other_code_is_refused(string encoded)
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();
        answer.Remove("code");

        var response = await host.Browser.CallBackAsync($"?{answer.ToQueryString()}&code={encoded}");

        await host.AssertRefusedAsync(response, OidcErrorCodes.AuthorizationResponse);
        Assert.That(host.TokenRequests(), Is.Zero);
    }
}
