using System.Net;
using System.Text;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>What anybody can send costs little and leaves nothing.</summary>
public sealed class ExhaustionTests
{
    private static IEnumerable<TestCaseData<string, string>> HostileForms()
    {
        const string UrlEncoded = "application/x-www-form-urlencoded";
        yield return Row("ten_thousand_fields", UrlEncoded, string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"f{i}=x")));
        yield return Row("a_name_of_a_megabyte", UrlEncoded, new string('n', 1_000_000) + "=x");
        yield return Row("a_value_of_twenty_megabytes", UrlEncoded, "code=" + new string('v', 20_000_000));
        yield return Row("only_separators", UrlEncoded, new string('&', 1_000_000));
        yield return Row("no_separators", UrlEncoded, new string('x', 16_384));
        yield return Row("broken_escapes", UrlEncoded, "state=%&code=%zz&%=%%%");
        yield return Row("multipart", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=code\r\n\r\nx\r\n--b--\r\n");
        yield return Row("nested_multipart", "multipart/form-data; boundary=b", "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\n");
        yield return Row("multipart_without_boundary", "multipart/form-data", "--b");
        yield return Row("json", "application/json", "{\"state\":\"x\",\"code\":\"x\"}");
        yield return Row("an_unknown_charset", UrlEncoded + "; charset=utf-7", "state=x&code=x");
    }

    [TestCaseSource(nameof(HostileForms))]
    public async Task A293_A_hostile_form_is_refused_at_the_callback(string contentType, string body) => await AssertRefusedAsync("/signin-oidc", contentType, body);

    [TestCaseSource(nameof(HostileForms))]
    public async Task A293_A_hostile_form_is_refused_at_the_sign_out(string contentType, string body) => await AssertRefusedAsync("/logout", contentType, body);

    [Test]
    public async Task A293_What_comes_after_the_limit_is_not_ignored()
    {
        await using var host = await TestHost.StartAsync(options =>
            options.Settings = settings => settings with { ResponseMode = AuthorizationResponseMode.FormPost });
        var answer = await host.Browser.CatchCallbackAsync();
        // Raw UTF-8: fewer characters than bytes, so that the limit in characters is not reached where the one in bytes is.
        var body = $"{answer.ToQueryString()}&pad={new string('\u00E4', 9_000)}&state=bad";

        var response = await host.Browser.FetchAsync(new HttpRequestMessage(HttpMethod.Post, "/signin-oidc")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"),
        });

        await host.AssertRefusedAsync(response, OidcErrorCodes.AuthorizationResponse);
        Assert.That(host.TokenRequests(), Is.Zero);
    }

    [Test]
    public async Task A290_Sign_ins_that_are_never_finished_leave_nothing()
    {
        const int count = 3_000;
        await using var host = await TestHost.StartAsync();
        using var client = host.CreateClient();
        async Task BeginAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var response = await client.GetAsync("/login");
            }

            host.Logs.Clear();
        }

        await BeginAsync(500);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await BeginAsync(count);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.That(growth / count, Is.LessThan(200), "bytes for each");
        Assert.That(host.Provider.CountOf(ProviderEndpoint.Discovery), Is.EqualTo(1));
        Assert.That(host.Provider.Requests, Has.Count.EqualTo(2));
    }

    private static async Task AssertRefusedAsync(string path, string contentType, string body)
    {
        await using var host = await TestHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        var response = await host.Browser.FetchAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest).Or.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(await response.ErrorCodeAsync(), Is.Not.Null);
        Assert.That(host.Provider.Requests, Is.Empty);
    }

    private static TestCaseData<string, string> Row(string name, string contentType, string body) =>
        new TestCaseData<string, string>(contentType, body).SetArgDisplayNames(name);
}
