using System.Net;
using OidcRelyingParty.RealProviders.Tests.Providers;
using OidcRelyingParty.RealProviders.Tests.QuickStart;
using OidcRelyingParty.RealProviders.Tests.Tapping;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>The provider itself tells QuickStart that a session is over.</summary>
public abstract class BackchannelLogoutTests : QuickStartTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private protected virtual Client Client => Provider.DefaultClient;

    [Test]
    public Task A_session_that_the_provider_ends_is_over_and_another_users_is_not() => RunAsync(Client, async host =>
    {
        var alice = host.NewVisitor();
        var bob = host.NewVisitor();
        var me = await AssertSignsInAsync(alice, "alice");
        await AssertSignsInAsync(bob, "bob");
        Provider.RelyingParty.LogoutCalls.Clear();

        await EndAtProviderAsync(alice, me);

        var call = await LogoutCallAsync(answer => answer.Status == HttpStatusCode.OK);
        Assert.That(call.CacheControl, Does.Contain("no-store"));
        Assert.That(await alice.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await bob.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.OK));
    });

    /// <summary>Ends the session where the user signed in, without QuickStart.</summary>
    private protected abstract Task EndAtProviderAsync(Visitor visitor, Me me);

    /// <summary>The provider's call with such an answer; a provider may call for other clients, and after it has answered the browser.</summary>
    private protected async Task<Exchange> LogoutCallAsync(Func<Exchange, bool> isExpected)
    {
        using var timer = new CancellationTokenSource(Limit);
        while (true)
        {
            var calls = Provider.RelyingParty.LogoutCalls.Exchanges;
            if (calls.FirstOrDefault(isExpected) is { } call)
            {
                return call;
            }

            Assert.That(timer.IsCancellationRequested, Is.False, () => $"No such call; there were {string.Join(", ", calls.Select(c => $"{(int)c.Status} {c.Answer}"))}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50)); // the provider is a process with a clock of its own
        }
    }
}
