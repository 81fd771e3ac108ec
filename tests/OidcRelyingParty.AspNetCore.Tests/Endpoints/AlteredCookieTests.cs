using System.Buffers.Text;
using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>What comes back from a browser is ours bit for bit, or nothing.</summary>
public sealed class AlteredCookieTests
{
    [Test]
    public async Task A007_No_bit_of_the_sign_in_cookie_can_be_changed()
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();
        var cookie = host.Browser.AppCookies.Single();
        using var client = host.CreateClient();
        var path = "/signin-oidc?" + answer.ToQueryString();

        var accepted = 0;
        foreach (var altered in BitFlips(Base64Url.DecodeFromChars(cookie.Value)))
        {
            using var response = await SendAsync(client, path, $"{cookie.Name}={Base64Url.EncodeToString(altered)}");
            accepted += response.StatusCode == HttpStatusCode.BadRequest ? 0 : 1;
        }

        Assert.That(accepted, Is.Zero);
        Assert.That(host.TokenRequests(), Is.Zero);
        using var control = await SendAsync(client, path, $"{cookie.Name}={cookie.Value}");
        Assert.That(control.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), "unaltered, it works");
    }

    [Test]
    public async Task A007_No_bit_of_the_state_can_be_changed()
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();
        var cookie = host.Browser.AppCookies.Single();
        var state = answer["state"]!;
        using var client = host.CreateClient();

        var accepted = 0;
        foreach (var altered in BitFlips(Base64Url.DecodeFromChars(state)).Select(bytes => Base64Url.EncodeToString(bytes)))
        {
            answer["state"] = altered;
            // Renamed to fit the altered state, as an attacker who can write cookies would do it.
            using var response = await SendAsync(client, "/signin-oidc?" + answer.ToQueryString(), $"__Host-oidc.{altered}={cookie.Value}");
            accepted += response.StatusCode == HttpStatusCode.BadRequest ? 0 : 1;
        }

        Assert.That(accepted, Is.Zero);
        Assert.That(host.TokenRequests(), Is.Zero);
    }

    [Test]
    public async Task A008_A_zeroed_authentication_tag_is_refused()
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();
        var pending = host.Browser.AppCookies.Single();
        await host.Browser.CallBackAsync(answer);
        var session = host.Browser.AppCookies.Single(cookie => cookie.Name.EndsWith("session", StringComparison.Ordinal));
        using var client = host.CreateClient();

        using var callback = await SendAsync(client, "/signin-oidc?" + answer.ToQueryString(), $"{pending.Name}={ZeroTag(pending.Value)}");
        using var me = await SendAsync(client, "/me", $"{session.Name}={ZeroTag(session.Value)}");
        using var control = await SendAsync(client, "/me", $"{session.Name}={session.Value}");

        Assert.That(await callback.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateUnknown));
        Assert.That(me.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(control.StatusCode, Is.EqualTo(HttpStatusCode.OK), "unaltered, it works");
    }

    [TestCase("")]
    [TestCase("x")]
    [TestCase("====")]
    [TestCase("CfDJ8")]
    [TestCase("%00%0d%0a")]
    public async Task A007_A_cookie_that_is_no_cookie_of_ours_is_no_sign_in(string value)
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Browser.CatchCallbackAsync();
        using var client = host.CreateClient();

        using var response = await SendAsync(client, "/signin-oidc?" + answer.ToQueryString(), $"__Host-oidc.{answer["state"]}={value}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateUnknown));
    }

    [TestCase("__Host-oidc.session=chunks-99999999")]
    [TestCase("__Host-oidc.session=chunks--1")]
    [TestCase("__Host-oidc.session=chunks-x")]
    [TestCase("__Host-oidc.session=chunks-2; __Host-oidc.sessionC1={0}")]
    [TestCase("__Host-oidc.session=chunks-2; __Host-oidc.sessionC1={0}; __Host-oidc.sessionC2={0}")]
    [TestCase("__Host-oidc.session=chunks-2; __Host-oidc.sessionC2={0}")]
    [TestCase("__Host-oidc.session={0}{0}")]
    [TestCase("oidc.session={0}")]
    public async Task A210_Chunks_that_do_not_fit_together_are_no_session(string cookie)
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync();
        var session = host.Browser.AppCookies.Single().Value;
        using var client = host.CreateClient();

        using var response = await SendAsync(client, "/me", cookie.Replace("{0}", session, StringComparison.Ordinal));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private static IEnumerable<byte[]> BitFlips(byte[] original)
    {
        for (var bit = 0; bit < original.Length * 8; bit++)
        {
            var altered = original.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return altered;
        }
    }

    // The tag is at the end, 32 bytes of HMAC-SHA256.
    private static string ZeroTag(string value)
    {
        var bytes = Base64Url.DecodeFromChars(value);
        bytes.AsSpan(^32..).Clear();
        return Base64Url.EncodeToString(bytes);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", cookie }, { "Accept", "application/json" } } };
        return await client.SendAsync(request);
    }
}
