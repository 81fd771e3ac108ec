using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Concurrency;
using OidcRelyingParty.AspNetCore.Tests.Conformance;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

public sealed partial class RenewalTests
{
    [TestCaseSource(nameof(WrongRenewals))]
    public async Task A053_A_renewed_id_token_that_does_not_continue_the_session_ends_it(Action<TestProvider> breakIt, string code)
    {
        await SignInAndWaitAsync();
        breakIt(_host.Provider);
        _host.Provider.ClearRequests();

        var me = await Browser.MeAsync();

        Assert.That(me, Is.Null);
        Assert.That(Endpoints, Does.Not.Contain(ProviderEndpoint.UserInfo));
        Assert.That(Warnings("10007"), Has.Exactly(1).Contains(code));
        Assert.That(await _host.IsSignedInWithAsync(Browser.SessionCookie()), Is.False);
    }

    [Test]
    public async Task A_renewal_may_come_without_an_id_token()
    {
        await SignInAndWaitAsync();
        _host.Provider.Behaviour.TokenResponse = response => response.Remove("id_token");

        Assert.That(await Browser.MeAsync(), Is.Not.Null);
        Assert.That(Refreshes, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task UserInfo_about_another_user_ends_the_session()
    {
        await SignInAndWaitAsync();
        _host.Provider.Behaviour.UserInfo = claims => claims["sub"] = "user-bob";

        Assert.That(await Browser.MeAsync(), Is.Null);
        Assert.That(Warnings("10007"), Has.Exactly(1).Contains(OidcErrorCodes.UserInfoSubject));
    }

    [Test]
    public async Task A_user_who_was_disabled_at_the_provider_loses_the_session()
    {
        await SignInAndWaitAsync();
        _host.Provider.Users[0].Disabled = true;

        Assert.That(await Browser.MeAsync(), Is.Null);
        Assert.That(await _host.IsSignedInWithAsync(Browser.SessionCookie()), Is.False);
        Assert.That(Refreshes, Has.Length.EqualTo(1));
        Assert.That(Warnings("10007"), Has.Exactly(1).Contains(OidcErrorCodes.RefreshRefused));
    }

    [TestCaseSource(nameof(Outages))]
    public async Task While_the_provider_is_away_a_session_goes_on_and_asks_every_ten_seconds(Func<ProviderResponse> outage)
    {
        await SignInAndWaitAsync();
        _host.Provider.Behaviour.Respond = Once(ProviderEndpoint.Token, outage);

        for (var second = 0; second < 20; second++)
        {
            Assert.That(await Browser.MeAsync(), Is.Not.Null);
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(Refreshes, Has.Length.EqualTo(2));
        _host.Provider.Behaviour.Respond = null;
        Assert.That(await Browser.TokenAsync(), Has.Length.EqualTo(32), "the next attempt works");
        Assert.That(Refreshes, Has.Length.EqualTo(3));
    }

    [Test]
    public async Task While_the_provider_is_away_nobody_gets_an_access_token_that_has_ended()
    {
        await SignInAndWaitAsync();
        _host.Provider.Behaviour.Respond = Once(ProviderEndpoint.Token, () => throw new HttpRequestException("down"));
        Assert.That(await Browser.TokenAsync(), Has.Length.EqualTo(32), "still good for half a minute");

        _host.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.That(await Browser.TokenAsync(), Is.EqualTo(OidcErrorCodes.SessionNoAccessToken));
        Assert.That(await Renew(), Is.EqualTo(OidcErrorCodes.ProviderUnavailable));
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task Where_nobody_may_work_on_without_the_provider_its_absence_ends_the_session()
    {
        await using var host = await SessionHost.StartAsync(sessions: options => options.WhenProviderUnavailable = UnavailableProviderPolicy.EndSession);
        await host.Browser.SignInAsync();
        host.Clock.Advance(SessionHost.UntilRenewal);
        host.Provider.Behaviour.Respond = Once(ProviderEndpoint.Token, () => new ProviderResponse(503));

        Assert.That(await host.Browser.MeAsync(), Is.Null);
        Assert.That(await host.IsSignedInWithAsync(host.Browser.SessionCookie()), Is.False);
    }

    // The old refresh token is spent by then: with it the next renewal would end the session.
    [Test]
    public async Task When_only_UserInfo_is_away_the_new_tokens_are_kept()
    {
        await SignInAndWaitAsync();
        _host.Provider.Behaviour.Respond = Once(ProviderEndpoint.UserInfo, () => new ProviderResponse(503));
        var first = await Browser.TokenAsync();

        _host.Provider.Behaviour.Respond = null;
        _host.Clock.Advance(SessionHost.UntilRenewal);

        Assert.That(first, Has.Length.EqualTo(32));
        Assert.That(await Browser.TokenAsync(), Has.Length.EqualTo(32).And.Not.EqualTo(first));
        Assert.That(Warnings("10012"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_session_that_ends_during_its_renewal_stays_ended()
    {
        await SignInAndWaitAsync();
        var gate = Gate.At(_host.Provider, ProviderEndpoint.Token);
        var request = Task.Run(Browser.MeAsync);
        await gate.Reached;
        await _host.Sessions().EndAsync(SessionSelector.All);

        gate.Open();

        Assert.That(await request, Is.Null);
        Assert.That(await Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task A_renewal_that_nobody_waits_for_any_more_is_finished_and_the_next_is_another()
    {
        await SignInAndWaitAsync();
        var gate = Gate.At(_host.Provider, ProviderEndpoint.Token);
        using var client = _host.CreateClient();
        using var patience = new CancellationTokenSource();
        var request = client.SendAsync(new(HttpMethod.Get, "/me") { Headers = { { "Cookie", Browser.Cookies.GetCookieHeader(new Uri(TestHost.Origin)) } } }, patience.Token);
        await gate.Reached;
        await patience.CancelAsync();
        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());

        gate.Open();
        var first = await Browser.TokenAsync();
        _host.Clock.Advance(SessionHost.UntilRenewal);
        var second = await Browser.TokenAsync();

        Assert.That(Refreshes, Has.Length.EqualTo(2));
        Assert.That(second, Is.Not.EqualTo(first));
    }

    private ProviderEndpoint[] Endpoints => [.. _host.Provider.Requests.Select(request => request.Endpoint)];

    private string[] Warnings(string eventId) => [.. _host.Logs.Ours.Where(line => $"{line.EventId}" == eventId).Select(line => line.Message)];

    private static Func<ProviderRequest, Task<ProviderResponse?>> Once(ProviderEndpoint endpoint, Func<ProviderResponse> answer) =>
        request => Task.FromResult(request.Endpoint == endpoint ? answer() : null);

    private static IEnumerable<TestCaseData> WrongRenewals()
    {
        yield return Row("sub", op => op.Behaviour.IdTokenClaims = claims => claims["sub"] = "user-bob", OidcErrorCodes.IdTokenSubject);
        yield return Row("iss", op => op.Behaviour.IdTokenClaims = claims => claims["iss"] = "https://op.example.test/", OidcErrorCodes.IdTokenIssuer);
        yield return Row("aud", op => op.Behaviour.IdTokenClaims = claims => claims["aud"] = "another", OidcErrorCodes.IdTokenAudience);
        yield return Row("nonce", op => op.Behaviour.IdTokenClaims = claims => claims["nonce"] = "another", OidcErrorCodes.IdTokenNonce);
        yield return Row("azp", op => op.Behaviour.IdTokenClaims = claims => claims["azp"] = "another", OidcErrorCodes.IdTokenAuthorizedParty);
        yield return Row("sid", op => op.Behaviour.IdTokenClaims = claims => claims["sid"] = 1, OidcErrorCodes.IdTokenSession);
        yield return Row("signature", op => op.Behaviour.IdToken = Signatures.Corrupt, OidcErrorCodes.IdTokenSignature);
        yield return Row("no text", op => op.Behaviour.TokenResponse = response => response["id_token"] = new JsonArray(), OidcErrorCodes.IdTokenFormat);

        static TestCaseData Row(string name, Action<TestProvider> breakIt, string code) => new TestCaseData(breakIt, code).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> Outages()
    {
        yield return new TestCaseData((Func<ProviderResponse>)(() => new ProviderResponse(503))).SetArgDisplayNames("503");
        yield return new TestCaseData((Func<ProviderResponse>)(() => throw new HttpRequestException("down"))).SetArgDisplayNames("no connection");
        yield return new TestCaseData((Func<ProviderResponse>)(() => ProviderResponse.Html("<p>maintenance</p>"))).SetArgDisplayNames("a page");
    }
}
