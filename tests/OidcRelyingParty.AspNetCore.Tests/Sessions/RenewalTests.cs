using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Concurrency;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

public sealed partial class RenewalTests
{
    private TestHost _host = null!;

    private HostBrowser Browser => _host.Browser;

    private ProviderRequest[] Refreshes => [.. _host.Provider.Requests.Where(request => request.Form["grant_type"] == "refresh_token")];

    [SetUp]
    public async Task StartAsync() => _host = await SessionHost.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task A054_Fifty_requests_at_once_cause_one_refresh()
    {
        await SignInAndWaitAsync();
        var gate = Gate.At(_host.Provider, ProviderEndpoint.Token);
        var requests = Enumerable.Range(0, 50).Select(_ => Task.Run(Browser.TokenAsync)).ToArray();
        await gate.Reached;

        gate.Open();
        var tokens = await Task.WhenAll(requests);

        Assert.That(Refreshes, Has.Length.EqualTo(1));
        Assert.That(tokens.Distinct(), Is.EqualTo(new[] { await Browser.TokenAsync() }));
    }

    [Test]
    public async Task A054_Nobody_receives_another_users_token()
    {
        await Browser.SignInAsync("alice");
        using var another = _host.CreateBrowser();
        await another.SignInAsync("bob");
        _host.Clock.Advance(SessionHost.UntilRenewal);

        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run((number % 2 == 0 ? Browser : another).TokenAsync)));

        Assert.That(Refreshes, Has.Length.EqualTo(2));
        Assert.That(await SubjectOfAsync(tokens[0]), Is.EqualTo("user-alice"));
        Assert.That(await SubjectOfAsync(tokens[1]), Is.EqualTo("user-bob"));
        Assert.That(tokens.Where((_, number) => number % 2 == 0), Is.All.EqualTo(tokens[0]));
    }

    // Our provider revokes everything when one refresh token comes twice.
    [Test]
    public async Task Each_renewal_uses_the_refresh_token_of_the_one_before()
    {
        await Browser.SignInAsync();
        for (var number = 0; number < 3; number++)
        {
            _host.Clock.Advance(SessionHost.UntilRenewal);

            Assert.That(await Browser.MeAsync(), Is.Not.Null);
        }

        Assert.That(Refreshes, Has.Length.EqualTo(3));
        Assert.That(Refreshes.Select(request => request.Form["refresh_token"]), Is.Unique);
    }

    [Test]
    public async Task A_session_without_need_is_not_renewed()
    {
        await Browser.SignInAsync();
        _host.Clock.Advance(SessionHost.UntilRenewal - TimeSpan.FromSeconds(1));

        await Browser.MeAsync();

        Assert.That(Refreshes, Is.Empty);
    }

    [Test]
    public async Task A250_A_role_lost_at_the_provider_is_lost_here_with_the_access_token()
    {
        await Browser.SignInAsync("alice", "/admin");
        _host.Provider.Users[0].Claims["roles"] = new System.Text.Json.Nodes.JsonArray();
        using var before = await Browser.FetchJsonAsync("/admin");

        _host.Clock.Advance(SessionHost.UntilRenewal);
        using var after = await Browser.FetchJsonAsync("/admin");

        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Browser.MeAsync())!.Roles, Is.Empty);
    }

    [Test]
    public async Task Without_a_refresh_token_the_session_goes_on_and_the_token_ends()
    {
        _host.Client.RefreshTokens = false;
        await Browser.SignInAsync();
        Assert.That(await Browser.TokenAsync(), Does.Not.Contain('.'));

        _host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await Browser.MeAsync(), Is.Not.Null);
        Assert.That(await Browser.TokenAsync(), Is.EqualTo(OidcErrorCodes.SessionNoAccessToken));
        Assert.That(await Renew(), Is.EqualTo(OidcErrorCodes.SessionNoAccessToken));
    }

    [Test]
    public async Task A_session_can_be_renewed_before_its_time()
    {
        await Browser.SignInAsync();
        var before = await Browser.TokenAsync();

        Assert.That(await Renew(), Is.EqualTo("renewed"));

        Assert.That(await Browser.TokenAsync(), Is.Not.EqualTo(before));
        Assert.That(Refreshes, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Nobody_signed_in_has_no_token() => Assert.That(await Browser.TokenAsync(), Is.EqualTo(OidcErrorCodes.SessionEnded));

    [Test]
    public async Task No_token_is_written_to_a_log()
    {
        await SignInAndWaitAsync();
        await Browser.TokenAsync();
        using var signedOut = await Browser.SignOutAsync();

        // The framework's and the client's own request logs show addresses, and so the hint; a host keeps them at Warning.
        var everything = string.Join('\n', _host.Logs.Lines);
        var ours = string.Join('\n', _host.Logs.Ours);
        var hint = _host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.EndSession).Query["id_token_hint"]!;
        Assert.That(_host.Logs.Lines.Any(line => line.Level == Microsoft.Extensions.Logging.LogLevel.Trace), Is.True);
        Assert.That(ours, Does.Not.Contain(hint));
        foreach (var secret in _host.Provider.Requests.SelectMany(request => new[] { request.Form["refresh_token"], request.Form["token"], request.Headers["Authorization"]?[7..] }).OfType<string>())
        {
            Assert.That(everything, Does.Not.Contain(secret));
        }
    }

    private async Task SignInAndWaitAsync()
    {
        await Browser.SignInAsync();
        _host.Clock.Advance(SessionHost.UntilRenewal);
    }

    private async Task<string> Renew()
    {
        using var response = await Browser.PostFromPageAsync("/renew");
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<string> SubjectOfAsync(string accessToken)
    {
        using var client = new HttpClient(_host.Provider.CreateHandler()) { DefaultRequestHeaders = { Authorization = new("Bearer", accessToken) } };
        using var answer = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync(_host.Provider.AddressOf(ProviderEndpoint.UserInfo)));
        return answer.RootElement.GetProperty("sub").GetString()!;
    }
}
