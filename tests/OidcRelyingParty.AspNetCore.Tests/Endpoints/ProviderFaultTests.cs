using System.Net;
using System.Text;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>Each fault of the provider at each of its endpoints: a page that says so, a code, and a sign-in that works once it is over.</summary>
public sealed class ProviderFaultTests
{
    private static readonly (string Name, Func<ProviderResponse> Answer)[] Faults =
    [
        ("A299_A_refused_connection", () => throw new HttpRequestException(HttpRequestError.ConnectionError)),
        ("A299_An_unknown_name", () => throw new HttpRequestException(HttpRequestError.NameResolutionError)),
        ("A300_A_bad_certificate", () => throw new HttpRequestException(HttpRequestError.SecureConnectionError)),
        ("A305_A_connection_that_breaks", () => throw new IOException("reset")),
        ("A302_Http_500", () => new ProviderResponse(500)),
        ("A302_Http_502", () => ProviderResponse.Html("<h1>bad gateway</h1>", 502)),
        ("A302_Http_503_for_ten_years", () => new ProviderResponse(503).WithHeader("Retry-After", "315360000")),
        ("A302_Http_429_with_a_negative_wait", () => new ProviderResponse(429).WithHeader("Retry-After", "-1")),
        ("A303_A_captive_portal", () => ProviderResponse.Html("<h1>Please pay for the internet</h1>")),
        ("A303_A_page_labelled_json", () => ProviderResponse.Text("<h1>Please pay</h1>", "application/json")),
        ("A304_Nothing", () => ProviderResponse.Text("", "application/json")),
        ("A304_Http_204", () => new ProviderResponse(204)),
        ("A304_Http_205", () => new ProviderResponse(205)),
        ("A304_Http_206", () => ProviderResponse.Text("{}", "application/json", 206)),
        ("A304_Http_304", () => new ProviderResponse(304)),
        ("A039_A_redirect", () => ProviderResponse.Redirect("https://op.example.test/elsewhere", 307)),
        ("A305_Half_a_document", () => ProviderResponse.Text("{\"issuer\":\"https://op.exam", "application/json")),
        ("A307_No_media_type", () => new ProviderResponse(200, null, "{}"u8.ToArray())),
        ("A307_Another_media_type", () => ProviderResponse.Text("{}", "text/json")),
        ("A307_Utf16", () => new ProviderResponse(200, "application/json; charset=utf-16", Encoding.Unicode.GetBytes("{}"))),
        ("A308_Compressed_garbage", () => new ProviderResponse(200, "application/json", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3])),
        ("A308_More_than_a_megabyte", () => ProviderResponse.Text("{\"a\":\"" + new string('a', 1_100_000) + "\"}", "application/json")),
    ];

    private static IEnumerable<TestCaseData<ProviderEndpoint, Func<ProviderResponse>>> Rows() =>
        from endpoint in new[] { ProviderEndpoint.Discovery, ProviderEndpoint.KeySet, ProviderEndpoint.Token, ProviderEndpoint.UserInfo }
        from fault in Faults
        select new TestCaseData<ProviderEndpoint, Func<ProviderResponse>>(endpoint, fault.Answer).SetName($"{fault.Name}_at_{endpoint}");

    [TestCaseSource(nameof(Rows))]
    public async Task A_fault_is_named_and_over_when_it_ends(ProviderEndpoint endpoint, Func<ProviderResponse> fault)
    {
        await using var host = await TestHost.StartAsync();
        host.Provider.Behaviour.Respond = request => Task.FromResult(request.Endpoint == endpoint ? fault() : null);

        var response = await host.Browser.SignInAsync(startPath: "/page");
        var calls = host.Provider.CountOf(endpoint);
        host.Provider.Behaviour.Respond = null;
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        var afterwards = await host.Browser.SignInAsync(startPath: "/page");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway).Or.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await response.ErrorCodeAsync(), Does.StartWith("provider.").Or.StartWith(FirstPart(endpoint)));
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("pay").And.Not.Contain("Exception"));
        Assert.That(host.Logs.Ours.Select(line => line.ToString()), Has.None.Contains("Please pay"));
        Assert.That(calls, Is.EqualTo(1), "asked once");
        Assert.That(afterwards.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(ProviderEndpoint.Discovery)]
    [TestCase(ProviderEndpoint.KeySet)]
    [TestCase(ProviderEndpoint.Token)]
    [TestCase(ProviderEndpoint.UserInfo)]
    public async Task A299_A_provider_that_cannot_be_reached_is_503_and_says_when_to_try_again(ProviderEndpoint endpoint)
    {
        await using var host = await TestHost.StartAsync(options => options.Provider = provider => provider.Behaviour.Respond =
            request => request.Endpoint == endpoint ? throw new HttpRequestException(HttpRequestError.ConnectionError) : Task.FromResult<ProviderResponse?>(null));

        var response = await host.Browser.SignInAsync();

        await host.AssertRefusedAsync(response, OidcErrorCodes.ProviderUnreachable);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(response.Headers.RetryAfter?.Delta, Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)));
        Assert.That(host.Browser.PendingCookies(), Is.Empty);
    }

    [TestCase(ProviderEndpoint.Discovery)]
    [TestCase(ProviderEndpoint.Token)]
    [TestCase(ProviderEndpoint.UserInfo)]
    public async Task A306_Silence_ends_at_the_deadline(ProviderEndpoint endpoint)
    {
        await using var host = await TestHost.StartAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Provider.Behaviour.Respond = async request =>
        {
            if (request.Endpoint == endpoint)
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.Infinite);
            }

            return null;
        };

        var signIn = host.Browser.SignInAsync();
        await asked.Task;
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        await host.AssertRefusedAsync(await signIn, OidcErrorCodes.ProviderUnreachable);
    }

    [Test]
    public async Task A299_While_the_provider_is_down_sessions_go_on_and_sign_ins_begin()
    {
        await using var host = await TestHost.StartAsync();
        await host.Browser.SignInAsync();
        host.Provider.Behaviour.Respond = request => request.Endpoint == ProviderEndpoint.Authorization
            ? Task.FromResult<ProviderResponse?>(null) : throw new HttpRequestException("down");

        var page = await host.Browser.GetAsync("/page");
        var login = await host.Browser.GetAsync("/login");

        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(login.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), "metadata is known");
    }

    private static string FirstPart(ProviderEndpoint endpoint) => endpoint switch
    {
        ProviderEndpoint.Token => "token.",
        ProviderEndpoint.UserInfo => "userinfo.",
        _ => "metadata.",
    };
}
