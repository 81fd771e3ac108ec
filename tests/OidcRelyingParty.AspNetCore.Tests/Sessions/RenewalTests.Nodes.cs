using OidcRelyingParty.AspNetCore.Tests.Concurrency;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>Several nodes, and what a node that dies leaves behind.</summary>
public sealed partial class RenewalTests
{
    // As when the node dies between the provider's answer and its own note of it.
    private static readonly Predicate<OidcRelyingParty.Sessions.SessionRecord> s_whenItIsRenewed = session => session.RenewingUntil is null;

    [Test]
    public async Task Two_nodes_renew_a_session_once_together()
    {
        await using var other = await _host.StartAnotherNodeAsync(options => options.App = SessionPages.Map);
        await SignInAndWaitAsync();
        CopyCookies(Browser, other.Browser);
        var gate = Gate.At(_host.Provider, ProviderEndpoint.Token);
        var here = Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Task.Run(Browser.TokenAsync)));
        await gate.Reached;
        var there = Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Task.Run(other.Browser.TokenAsync)));

        gate.Open();
        var tokens = (await here).Concat(await PassTimeUntilAsync(there)).Distinct().ToArray();

        Assert.That(Refreshes, Has.Length.EqualTo(1));
        Assert.That(tokens, Has.Length.EqualTo(1).And.All.Length.EqualTo(32));
    }

    [Test]
    public async Task A_failure_on_one_node_keeps_the_others_from_asking_too()
    {
        await using var other = await _host.StartAnotherNodeAsync(options => options.App = SessionPages.Map);
        await SignInAndWaitAsync();
        CopyCookies(Browser, other.Browser);
        _host.Provider.Behaviour.Respond = Once(ProviderEndpoint.Token, () => new ProviderResponse(503));

        await Browser.MeAsync();
        await other.Browser.MeAsync();

        Assert.That(Refreshes, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task When_a_node_died_in_the_middle_of_a_renewal_the_session_goes_on_without_tokens()
    {
        await SignInAndWaitAsync();
        _host.Store().FailsToReplace = s_whenItIsRenewed;
        Assert.That(await Browser.MeAsync(), Is.Null, "nobody is let in while it is not known");
        _host.Store().FailsToReplace = _ => false;

        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var me = await Browser.MeAsync();

        Assert.That(me?.Sub, Is.EqualTo("user-alice"));
        Assert.That(Warnings("10005"), Has.Length.EqualTo(1));
        Assert.That(await Browser.TokenAsync(), Is.EqualTo(OidcErrorCodes.SessionNoAccessToken));
        Assert.That(Refreshes, Has.Length.EqualTo(2));
        _host.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
        Assert.That(Refreshes, Has.Length.EqualTo(2), "there is nothing left to renew with");
    }

    [Test]
    public async Task That_the_tokens_may_be_lost_is_remembered_while_the_provider_is_away()
    {
        await SignInAndWaitAsync();
        _host.Store().FailsToReplace = s_whenItIsRenewed;
        await Browser.MeAsync();
        _host.Store().FailsToReplace = _ => false;
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        _host.Provider.Behaviour.Respond = Once(ProviderEndpoint.Token, () => new ProviderResponse(503));
        Assert.That(await Browser.MeAsync(), Is.Not.Null);

        _host.Provider.Behaviour.Respond = null;
        _host.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await Browser.MeAsync(), Is.Not.Null);
        Assert.That(Warnings("10005"), Has.Length.EqualTo(1));
        Assert.That(await Browser.TokenAsync(), Is.EqualTo(OidcErrorCodes.SessionNoAccessToken));
    }

    [Test]
    public async Task When_a_node_died_before_it_asked_the_provider_another_renews_the_session()
    {
        await SignInAndWaitAsync();
        await SetLeaseAsync(_host.Clock.UtcNow.AddMinutes(1));

        var request = Task.Run(Browser.TokenAsync);
        var token = (await PassTimeUntilAsync(request))!;

        Assert.That(token, Has.Length.EqualTo(32));
        Assert.That(Refreshes, Has.Length.EqualTo(1));
        Assert.That((await _host.RecordAsync()).RenewingUntil, Is.Null);
    }

    [Test]
    public async Task Requests_that_need_no_token_wait_five_seconds_for_a_dead_node_and_then_go_on()
    {
        await SignInAndWaitAsync();
        await SetLeaseAsync(_host.Clock.UtcNow.AddMinutes(1));
        var before = _host.Clock.UtcNow;

        var first = await PassTimeUntilAsync(Task.Run(() => Browser.MeAsync()));
        var waited = _host.Clock.UtcNow - before;
        var second = await Browser.MeAsync();

        Assert.That(first?.Sub, Is.EqualTo("user-alice"));
        Assert.That(waited, Is.InRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(45)), "far less than the lease");
        Assert.That(second?.Sub, Is.EqualTo("user-alice"), "without any wait: the clock stands still");
        Assert.That(Refreshes, Is.Empty);
        Assert.That(await PassTimeUntilAsync(Task.Run(Browser.TokenAsync)), Has.Length.EqualTo(32), "a token is worth the wait for the lease");
        Assert.That(Refreshes, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Where_nobody_works_on_without_the_provider_requests_wait_for_the_renewal()
    {
        await _host.DisposeAsync();
        _host = await SessionHost.StartAsync(sessions: options => options.WhenProviderUnavailable = UnavailableProviderPolicy.EndSession);
        await SignInAndWaitAsync();
        await SetLeaseAsync(_host.Clock.UtcNow.AddMinutes(1));
        var before = _host.Clock.UtcNow;

        await PassTimeUntilAsync(Task.Run(() => Browser.MeAsync()));

        Assert.That(_host.Clock.UtcNow - before, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(Refreshes, Has.Length.EqualTo(1));
    }

    // The provider refuses this node because the other was first; what the other wrote counts.
    [Test]
    public async Task Before_a_refused_session_is_given_up_it_is_read_again()
    {
        await SignInAndWaitAsync();
        var gate = Gate.At(_host.Provider, ProviderEndpoint.Token, ProviderResponse.Error("invalid_grant", "used before"));
        var slow = Task.Run(Browser.MeAsync);
        await gate.Reached;
        await SetLeaseAsync(null); // the node stood still for so long that the others gave it up
        await using var other = await _host.StartAnotherNodeAsync(options => options.App = SessionPages.Map);
        CopyCookies(Browser, other.Browser);
        var token = await other.Browser.TokenAsync();

        gate.Open();

        Assert.That((await slow)?.Sub, Is.EqualTo("user-alice"));
        Assert.That(await Browser.TokenAsync(), Is.EqualTo(token).And.Length.EqualTo(32));
    }

    private async Task SetLeaseAsync(DateTimeOffset? until)
    {
        var record = await _host.RecordAsync();
        await _host.Store().TryReplaceAsync(record with { RenewingUntil = until, Revision = record.Revision + 1 }, CancellationToken.None);
    }

    private static void CopyCookies(HostBrowser from, HostBrowser to)
    {
        foreach (var cookie in from.AppCookies)
        {
            to.Cookies.Add(cookie);
        }
    }

    // A node that waits looks every 100 ms whether the lease is over.
    private async Task<T> PassTimeUntilAsync<T>(Task<T> done)
    {
        for (var attempt = 0; attempt < 1000 && !done.IsCompleted; attempt++)
        {
            _host.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(done, Task.Delay(5));
        }

        return await done.WaitAsync(TimeSpan.FromSeconds(1));
    }
}
