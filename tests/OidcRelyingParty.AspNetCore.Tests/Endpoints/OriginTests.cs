using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>What a request says about its own address is the client's word.</summary>
public sealed class OriginTests
{
    [TestCase("Host", "evil.example")]
    [TestCase("Host", "localhost")]
    [TestCase("X-Forwarded-Host", "evil.example")]
    [TestCase("X-Forwarded-Proto", "http")]
    [TestCase("X-Forwarded-Prefix", "//evil.example")]
    [TestCase("X-Forwarded-Uri", "//evil.example")]
    [TestCase("X-Original-URL", "//evil.example")]
    [TestCase("Forwarded", "host=evil.example;proto=http")]
    public async Task A200_The_redirect_uri_is_the_configured_origin_whatever_a_request_says(string header, string value)
    {
        await using var host = await TestHost.StartAsync();

        var redirect = await BeginAsync(host, header, value);

        Assert.That(redirect, Is.EqualTo(TestHost.CallbackUrl));
    }

    [TestCase("evil.example")]
    [TestCase("app.example.test")]
    [TestCase("localhost.evil.example")]
    [TestCase("127.0.0.1.evil.example")]
    public async Task A200_Without_a_configured_origin_no_host_but_loopback_is_believed(string name)
    {
        await using var host = await TestHost.StartAsync(options => options.Endpoints = endpoints => endpoints.PublicOrigin = null);
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Host = name;

        var response = await client.GetAsync("/login");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.PublicOriginMissing));
        Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
    }

    [TestCase("localhost:5001", "https://localhost:5001/signin-oidc")]
    [TestCase("127.0.0.1:5001", "https://127.0.0.1:5001/signin-oidc")]
    [TestCase("[::1]:5001", "https://[::1]:5001/signin-oidc")]
    public async Task On_loopback_a_developer_configures_no_origin(string name, string expected)
    {
        await using var host = await TestHost.StartAsync(options => options.Endpoints = endpoints => endpoints.PublicOrigin = null);

        Assert.That(await BeginAsync(host, "Host", name), Is.EqualTo(expected));
    }

    [TestCase("//evil.example")]
    [TestCase("/\\evil.example")]
    [TestCase("/%2fevil.example")]
    public async Task A201_A_path_base_from_a_header_leads_nowhere_else(string prefix)
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.ProviderOptions.AutoSignIn = "alice";
            options.App = app =>
            {
                // A host that trusts every proxy, and a proxy that passes on what the client says.
                var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedPrefix };
                forwarded.KnownProxies.Clear();
                forwarded.KnownIPNetworks.Clear();
                app.UseForwardedHeaders(forwarded);
            };
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signout-callback-oidc");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Prefix", prefix);

        var response = await host.Browser.FetchAsync(request);

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/").Or.Null);
        Assert.That(response.Headers.Location is null || WhatwgUrl.StaysOnOrigin(response.Headers.Location.OriginalString));
    }

    [TestCase("/login?returnUrl=/%0d%0aSet-Cookie:%20x=1")]
    [TestCase("/signin-oidc?state=%0d%0aSet-Cookie:%20x=1&code=x")]
    [TestCase("/signin-oidc?state=x&error=%0d%0aSet-Cookie:%20x=1")]
    [TestCase("/signout-callback-oidc?state=%0d%0aSet-Cookie:%20x=1")]
    public async Task A199_A_line_break_reaches_no_header(string path)
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Browser.GetAsync(path);

        Assert.That((int)response.StatusCode, Is.EqualTo(302).Or.EqualTo(400));
        Assert.That(string.Join('\n', response.Headers.Select(header => string.Join(',', header.Value))), Does.Not.Contain("x=1").And.Not.Contain("\r"));
    }

    private static async Task<string?> BeginAsync(TestHost host, string header, string value)
    {
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login");
        request.Headers.TryAddWithoutValidation(header, value);
        var response = await client.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await response.Content.ReadAsStringAsync());
        return ProviderParameters.Parse(response.Headers.Location!.Query)["redirect_uri"];
    }
}
