using System.Net;
using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class TestProviderTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task A_whole_sign_in_works_in_memory_and_on_loopback(bool loopback)
    {
        await using var provider = loopback ? await TestProvider.StartAsync(new() { IssuerPath = "/realms/example" }) : new TestProvider();
        using var flow = new ProviderFlow(provider, loopback);

        var metadata = await flow.GetJsonAsync(ProviderEndpoint.Discovery);
        var answer = await flow.SignInAsync();
        var (status, tokens) = await flow.RedeemAsync(answer["code"]!);
        var idToken = await flow.ValidateAsync((string)tokens["id_token"]!);
        using var userInfo = await flow.GetUserInfoAsync((string)tokens["access_token"]!);
        var claims = JsonNode.Parse(await userInfo.Content.ReadAsStringAsync())!;

        Assert.That((string?)metadata["issuer"], Is.EqualTo(provider.Issuer));
        Assert.That(answer["state"], Is.EqualTo("the-state"));
        Assert.That(answer["iss"], Is.EqualTo(provider.Issuer));
        Assert.That(status, Is.EqualTo(200));
        Assert.That(idToken.IsValid, Is.True, idToken.Exception?.Message);
        Assert.That(idToken.Claims["nonce"], Is.EqualTo("the-nonce"));
        Assert.That(idToken.Claims["sub"], Is.EqualTo("user-alice"));
        Assert.That((string?)claims["email"], Is.EqualTo("alice@example.test"));
        Assert.That(claims["groups"]!.ToJsonString(), Is.EqualTo("""["admin","staff"]"""));
        Assert.That(provider.CountOf(ProviderEndpoint.Token), Is.EqualTo(1));
    }

    [Test]
    public async Task The_second_sign_in_of_a_browser_shows_no_page()
    {
        await using var provider = new TestProvider();
        using var flow = new ProviderFlow(provider);
        await flow.SignInAsync();

        using var again = await flow.Browser.GetAsync(flow.AuthorizationUrl());
        using var forced = await flow.Browser.GetAsync(flow.AuthorizationUrl(("prompt", "login")));

        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(forced.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("https://op.example.test", "https://op.example.test/.well-known/openid-configuration")]
    [TestCase("https://op.example.test/", "https://op.example.test/.well-known/openid-configuration")]
    [TestCase("https://op.example.test/a/b/", "https://op.example.test/a/b/.well-known/openid-configuration")]
    public async Task The_metadata_is_where_discovery_says_and_the_issuer_stays_as_it_is(string issuer, string address)
    {
        await using var provider = new TestProvider(new() { Issuer = issuer });
        using var flow = new ProviderFlow(provider);

        var metadata = await flow.GetJsonAsync(ProviderEndpoint.Discovery);

        Assert.That(provider.MetadataAddress, Is.EqualTo(address));
        Assert.That((string?)metadata["issuer"], Is.EqualTo(issuer));
    }

    [Test]
    public async Task Another_host_is_out_of_reach()
    {
        await using var provider = new TestProvider();
        using var http = new HttpClient(provider.CreateHandler());

        Assert.That(() => http.GetStringAsync("https://elsewhere.example.test/"), Throws.InvalidOperationException);
    }
}
