using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

public sealed partial class SessionTests
{
    private static readonly Exception[] s_failures = [new IOException("down"), new TaskCanceledException("the store timed out"), new InvalidOperationException("broken")];

    [TestCaseSource(nameof(s_failures))]
    public async Task While_the_store_fails_a_request_is_anonymous_and_then_signed_in_again(Exception failure)
    {
        await Browser.SignInAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(3));
        _host.Store().Failure = failure;

        using var open = await Browser.FetchJsonAsync("/public");
        var during = await Browser.MeAsync();
        _host.Store().Failure = null;

        Assert.That(open.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(during, Is.Null);
        Assert.That(_host.Logs.Ours.Count(line => line is { EventId: 10004, Level: LogLevel.Error, Exception: not null }), Is.EqualTo(2));
        Assert.That(await Browser.MeAsync(), Is.Not.Null);
    }

    [TestCaseSource(nameof(s_failures))]
    public async Task Nobody_is_signed_in_while_the_store_fails(Exception failure)
    {
        _host.Store().Failure = failure;

        using var response = await Browser.SignInAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        await _host.AssertRefusedAsync(response, OidcErrorCodes.SessionStoreFailed);
    }

    [Test]
    public async Task A_host_whose_key_ring_is_lost_knows_nobody()
    {
        await Browser.SignInAsync();
        await using var other = await _host.StartAnotherNodeAsync();
        await using var without = await TestHost.StartAsync(options => options.Services = services => services.AddSingleton<ISessionStore>(_host.Store()));

        Assert.That(await other.IsSignedInWithAsync(Browser.SessionCookie()), Is.True);
        Assert.That(await without.IsSignedInWithAsync(Browser.SessionCookie()), Is.False);
    }

    // Somebody who can write to the store is not somebody who can sign in as another.
    [Test]
    public async Task A_record_that_was_altered_or_put_under_another_id_is_no_session()
    {
        using var bob = _host.CreateBrowser();
        await Browser.SignInAsync("alice");
        await bob.SignInAsync("bob");
        var (alice, payload) = (await _host.RecordAsync("user-alice"), (await _host.RecordAsync("user-bob")).Payload);

        await _host.Store().TryReplaceAsync(alice with { Payload = payload, Revision = alice.Revision + 1 }, CancellationToken.None);
        _host.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.That(await Browser.MeAsync(), Is.Null);
        Assert.That(await bob.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task What_a_store_keeps_shows_no_token()
    {
        await Browser.SignInAsync();
        var token = await Browser.TokenAsync();

        var record = await _host.RecordAsync();

        Assert.That(System.Text.Encoding.UTF8.GetString(record.Payload), Does.Not.Contain(token).And.Not.Contain("user-alice"));
        Assert.That(record.ToString(), Does.Not.Contain("Payload"));
    }
}
