using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>The start of a sign-in: every value of it is ours.</summary>
public sealed class LoginTests
{
    private static readonly string[] ExpectedNames =
    [
        "client_id", "response_type", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
    ];

    [TestCase("state=fixed&nonce=fixed&code_challenge=fixed&code_challenge_method=plain&code_verifier=fixed")]
    [TestCase("redirect_uri=https://evil.example/&client_id=evil&response_type=token&response_mode=fragment")]
    [TestCase("tenant=other&provider=other&iss=https://evil.example&target_link_uri=//evil.example")]
    [TestCase("scope=admin&prompt=none&acr_values=x&max_age=0&login_hint=x&id_token_hint=x&ui_locales=x&claims=x&request=x&request_uri=x&resource=x")]
    public async Task A031_A032_What_a_link_adds_is_not_looked_at(string query)
    {
        await using var host = await TestHost.StartAsync();

        var sent = await BeginAsync(host, "/login?" + query);

        Assert.That(sent.Select(pair => pair.Key), Is.EqualTo(ExpectedNames));
        Assert.That(sent.Select(pair => pair.Value), Does.Not.Contain("fixed").And.Not.Contain("evil").And.Not.Contain("token"));
        Assert.That(sent["redirect_uri"], Is.EqualTo(TestHost.CallbackUrl));
        Assert.That(sent["scope"], Is.EqualTo("openid profile email"));
    }

    [Test]
    public async Task A036_Three_tabs_may_finish_in_any_order()
    {
        await using var host = await TestHost.StartAsync();
        var answers = new List<ProviderParameters>();
        foreach (var page in new[] { "/page?tab=1", "/page?tab=2", "/page?tab=3" })
        {
            answers.Add(await host.Browser.CatchCallbackAsync(startPath: page));
        }

        var ends = new List<string?>();
        foreach (var tab in new[] { 2, 3, 1 })
        {
            ends.Add((await host.Browser.CallBackAsync(answers[tab - 1])).Headers.Location?.OriginalString);
        }

        Assert.That(ends, Is.EqualTo(new[] { "/page?tab=2", "/page?tab=3", "/page?tab=1" }));
        Assert.That(host.Browser.PendingCookies(), Is.Empty);
        Assert.That(host.Browser.HasSession);
    }

    [Test]
    public async Task A037_No_two_sign_ins_share_a_value()
    {
        const int count = 10_000;
        await using var host = await TestHost.StartAsync();
        var request = new SignInRequest { RedirectUri = new Uri(TestHost.CallbackUrl) };

        var begun = new List<PendingSignIn>();
        for (var i = 0; i < count; i++)
        {
            begun.Add((await host.RelyingParty.BeginSignInAsync(OidcSettingsKey.Default, request)).Pending);
        }

        Assert.That(begun.Select(pending => pending.State).Distinct().Count(), Is.EqualTo(count));
        Assert.That(begun.Select(pending => pending.Nonce).Distinct().Count(), Is.EqualTo(count));
        Assert.That(begun.Select(pending => pending.CodeVerifier.Reveal()).Distinct().Count(), Is.EqualTo(count));
        Assert.That(begun.All(pending => Base64Url.DecodeFromChars(pending.State).Length == 20), "4 bytes of time and 128 bits");
        Assert.That(begun.All(pending => Base64Url.DecodeFromChars(pending.Nonce).Length == 16), "128 bits");
        Assert.That(begun.All(pending => pending.CodeVerifier.Reveal().Length == 43), "RFC 7636, section 4.1");
    }

    [TestCase(null)]
    [TestCase("plain")]
    [TestCase("S256")]
    public async Task A038_The_challenge_is_S256_whatever_the_provider_says(string? supported)
    {
        await using var host = await TestHost.StartAsync(options => options.Provider = provider => provider.Behaviour.Discovery = metadata =>
        {
            metadata.Remove("code_challenge_methods_supported");
            if (supported is not null)
            {
                metadata["code_challenge_methods_supported"] = new JsonArray(supported);
            }
        });

        var response = await host.Browser.SignInAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var asked = host.Provider.Requests.First(request => request.Endpoint == ProviderEndpoint.Authorization).Query;
        var verifier = host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token).Form["code_verifier"]!;
        Assert.That(asked["code_challenge_method"], Is.EqualTo("S256"));
        Assert.That(asked["code_challenge"], Is.EqualTo(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))));
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    public async Task A_sign_in_begins_with_a_link(string method)
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Browser.FetchAsync(new HttpRequestMessage(new HttpMethod(method), "/login"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    private static async Task<ProviderParameters> BeginAsync(TestHost host, string path)
    {
        var response = await host.Browser.GetAsync(path);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(response.Headers.Location!.OriginalString, Does.StartWith(host.Provider.AddressOf(ProviderEndpoint.Authorization)));
        return ProviderParameters.Parse(response.Headers.Location.Query);
    }
}
