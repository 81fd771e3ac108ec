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

    [Test]
    public async Task Many_browsers_sign_in_at_once()
    {
        await using var provider = new TestProvider();
        using var setUp = new ProviderFlow(provider);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            using var flow = new ProviderFlow(provider);
            return (await flow.RedeemAsync(await flow.GetCodeAsync())).Status;
        })));

        Assert.That(statuses, Is.All.EqualTo(200));
        Assert.That(provider.CountOf(ProviderEndpoint.Login), Is.EqualTo(50));
    }

    [Test]
    public async Task A_broken_connection_is_felt_on_loopback()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Behaviour.Respond = _ => throw new HttpRequestException("broken");
        using var http = new HttpClient();

        Assert.That(() => http.GetStringAsync(provider.MetadataAddress), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task Waiting_for_a_delayed_answer_can_be_cancelled()
    {
        await using var provider = new TestProvider();
        provider.Behaviour.Respond = _ => new TaskCompletionSource<ProviderResponse?>().Task;
        using var http = new HttpClient(provider.CreateHandler());
        using var cancellation = new CancellationTokenSource();

        var answer = http.GetStringAsync(provider.MetadataAddress, cancellation.Token);
        await cancellation.CancelAsync();

        Assert.That(() => answer, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("GET", "token", 405)]
    [TestCase("POST", "jwks", 405)]
    [TestCase("GET", "nowhere", 404)]
    public async Task Wrong_methods_and_paths_are_refused(string method, string path, int expected)
    {
        await using var provider = new TestProvider();
        using var http = new HttpClient(provider.CreateHandler());
        using var request = new HttpRequestMessage(new(method), $"{provider.Issuer}/{path}");

        using var response = await http.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(expected));
    }
}
