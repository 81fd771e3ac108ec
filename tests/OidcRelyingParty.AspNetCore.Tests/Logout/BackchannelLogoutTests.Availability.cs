using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Logout;

internal sealed partial class BackchannelLogoutTests
{
    [Test]
    public async Task A184_A_token_signed_with_a_known_key_needs_no_provider()
    {
        _host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("down");

        using var response = await _host.PostLogoutTokenAsync(_host.LogoutToken("user-alice", null));

        response.AssertAccepted();
        Assert.That(await Browser.MeAsync(), Is.Null);
    }

    // Every time, also while the provider may not be asked again yet.
    [Test]
    public async Task A184_A_token_signed_with_an_unknown_key_while_the_provider_is_away_can_come_again()
    {
        var known = _host.Provider.Keys["ES256"];
        try
        {
            _host.Provider.Keys["ES256"] = TestSigningKey.Create("ES256");
            var token = _host.LogoutToken("user-alice", null);
            _host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("down");
            _host.Provider.ClearRequests();
            for (var attempt = 0; attempt < 3; attempt++)
            {
                using var refused = await _host.PostLogoutTokenAsync(token);
                await _host.AssertLogoutRefusedAsync(refused, OidcErrorCodes.ProviderUnreachable, HttpStatusCode.ServiceUnavailable);
            }

            Assert.That(_host.Provider.Requests, Has.Count.EqualTo(1));
            _host.Provider.Behaviour.Respond = null;
            _host.Clock.Advance(TimeSpan.FromSeconds(30));
            using var accepted = await _host.PostLogoutTokenAsync(token);
            accepted.AssertAccepted();
        }
        finally
        {
            _host.Provider.Keys["ES256"] = known; // the set is shared by all tests
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_store_that_fails_is_answered_with_503_and_the_next_attempt_works(bool gaveUpWaiting)
    {
        var token = _host.LogoutToken("user-alice", null);
        _host.Store().Failure = gaveUpWaiting ? new TaskCanceledException("timed out") : new IOException("down");
        using var failed = await _host.PostLogoutTokenAsync(token);
        _host.Store().Failure = null;
        await _host.AssertLogoutRefusedAsync(failed, OidcErrorCodes.SessionStoreFailed, HttpStatusCode.ServiceUnavailable);

        using var response = await _host.PostLogoutTokenAsync(token);

        response.AssertAccepted();
        Assert.That(await Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task A180_A_flood_of_bad_tokens_costs_the_provider_one_request_and_nobody_else_anything()
    {
        var token = Resigned(_host, TestSigningKey.Create("ES256"));
        using var client = _host.CreateClient();
        _host.Provider.ClearRequests();
        var control = await TimeAsync(Browser.MeAsync);
        var before = GC.GetTotalAllocatedBytes();
        var elapsed = Stopwatch.StartNew();

        for (var number = 0; number < 10_000; number++)
        {
            using var response = await client.PostAsync("/backchannel-logout", new FormUrlEncodedContent([new("logout_token", token)]));
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        }

        TestContext.Out.WriteLine($"{elapsed.Elapsed.TotalMicroseconds / 10_000:0} us and {(GC.GetTotalAllocatedBytes() - before) / 10_000} bytes each; a request of a user {control.TotalMilliseconds:0.0} ms before, {(await TimeAsync(Browser.MeAsync)).TotalMilliseconds:0.0} ms after");
        Assert.That(_host.Provider.Requests, Has.Count.EqualTo(1), "one look for new keys");
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
    }

    // Nothing that was seen is forgotten to make room. What the token says is done; it is only not noted, so the provider is told to come again.
    [Test]
    public async Task A181_When_no_more_ids_can_be_remembered_the_session_ends_and_the_token_counts_once_there_is_room()
    {
        var replays = _host.Services.GetRequiredService<IReplayStore>();
        using var used = await _host.PostLogoutTokenAsync(_host.LogoutToken("user-bob", null));
        for (var number = 2; number < 100_000; number++) // the sign-in and that token are two of them
        {
            await replays.TryAddAsync($"{number}", _host.Clock.UtcNow.AddMinutes(1), CancellationToken.None);
        }

        var token = _host.LogoutToken("user-alice", null);
        using var full = await _host.PostLogoutTokenAsync(token);
        var body = await full.Content.ReadAsStringAsync();
        var isSignedIn = await Browser.MeAsync() is not null;
        _host.Clock.Advance(TimeSpan.FromSeconds(90));
        using var again = await _host.PostLogoutTokenAsync(token);
        using var replayed = await _host.PostLogoutTokenAsync(token);

        used.AssertAccepted();
        Assert.That(full.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(full.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(body, Is.EqualTo("""{"error":"temporarily_unavailable"}"""), "no detail");
        Assert.That(_host.Logs.Ours.Select(line => line.ToString()), Has.Some.Contains(OidcErrorCodes.ReplayStoreFailed));
        Assert.That(isSignedIn, Is.False);
        again.AssertAccepted();
        Assert.That(replayed.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(_host.Logs.Ours.Last(line => line.EventId == 10009).ToString(), Does.Contain(OidcErrorCodes.LogoutTokenReplayed));
    }

    [Test]
    public async Task A_provider_that_hangs_up_does_not_stop_the_end_of_the_session()
    {
        var ending = new TaskCompletionSource();
        using var patience = new CancellationTokenSource();
        _host.Store().BeforeEnd = async () =>
        {
            await patience.CancelAsync();
            ending.SetResult();
        };

        Assert.That(async () => await _host.PostLogoutTokenAsync(_host.LogoutToken("user-alice", null), patience.Token), Throws.InstanceOf<OperationCanceledException>());
        await ending.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(async () => await Browser.MeAsync(), Is.Null.After(5000, 20));
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started);
    }
}
