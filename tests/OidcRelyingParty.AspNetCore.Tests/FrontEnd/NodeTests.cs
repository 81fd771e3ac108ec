using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed class NodeTests
{
    [Test]
    public async Task I7_A_sign_in_begun_on_one_node_comes_back_to_another_and_is_exchanged_on_the_first()
    {
        await using var first = await FrontEndHost.StartAsync();
        await using var second = await first.StartAnotherNodeAsync(FrontEndHost.Configure);
        using var spa = new Spa(first);
        using var spaAtSecond = new Spa(second);
        var answer = await spa.CatchCallbackAsync(new { tenant_id = "acme", code_challenge = Spa.Challenge });
        using var callback = new HttpRequestMessage(HttpMethod.Get, "/signin-oidc/acme?" + answer.ToQueryString());
        callback.Headers.Add("Cookie", first.Browser.Cookies.GetCookieHeader(new Uri(TestHost.CallbackUrl)));
        using var client = second.CreateClient();

        using var handedOver = await client.SendAsync(callback);
        var code = Spa.Fragment(handedOver.Headers.Location!)["code"]!;
        using var exchanged = await spa.ExchangeAsync(code, Spa.Verifier);
        using var again = await spaAtSecond.ExchangeAsync(code, Spa.Verifier);
        var token = (await Spa.ReadAsync(exchanged)).GetProperty("access_token").GetString()!; // the contract

        Assert.That(await again.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.FrontEndCode), "once on all nodes");
        Assert.That((await spa.MeAsync(token))?["sub"], Is.EqualTo("user-alice"));
        Assert.That((await spaAtSecond.MeAsync(token))?["sub"], Is.EqualTo("user-alice"));

        await spaAtSecond.SignOutAsync(token);

        Assert.That(await spa.MeAsync(token), Is.Null, "ended on all nodes");
    }
}
