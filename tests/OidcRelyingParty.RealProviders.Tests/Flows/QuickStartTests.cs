using System.Net;
using OidcRelyingParty.RealProviders.Tests.Providers;
using OidcRelyingParty.RealProviders.Tests.QuickStart;
using OidcRelyingParty.RealProviders.Tests.Tapping;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>What the tests share that run QuickStart at a provider.</summary>
public abstract class QuickStartTests : ProviderTests
{
    private protected static async Task<Me> AssertSignsInAsync(Visitor visitor, string user)
    {
        var page = await visitor.SignInAsync(user);
        Assert.That((page.Status, page.Url.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, "/me")), page.ToString());

        var me = await visitor.ReadMeAsync();
        Assert.That(me.Sub, Is.Not.Empty);
        Assert.That(me.Name, Is.EqualTo(user == "alice" ? "Alice Adams" : "Bob Brown"));
        Assert.That(me.Email, Is.EqualTo($"{user}@example.test"));
        return me;
    }

    /// <summary>Whatever happens in a flow, the host's log holds nothing of it that is secret.</summary>
    private protected async Task RunAsync(Client client, Func<QuickStartHost, Task> flow)
    {
        await using var host = await QuickStartHost.StartAsync(Provider, client);
        await flow(host);
        host.AssertLogHoldsNoUnhandledException();
        host.AssertLogHoldsNoSecret(Provider.RelyingParty.LogoutCalls.Secrets);
    }

    /// <summary>The same with a tap on the line from the host to the provider: no token that went over it is in the log either.</summary>
    private protected async Task RunTappedAsync(Client client, Func<QuickStartHost, Wiretap, Task> flow)
    {
        using var tap = new Wiretap(new Uri(Provider.Issuer));
        await RunAsync(client.With("BackchannelBaseUrl", tap.Address.AbsoluteUri), async host =>
        {
            await flow(host, tap);
            host.AssertLogHoldsNoSecret(tap.Secrets);
        });
    }

    private protected Task AssertClientSignsInAsync(Client client) =>
        RunAsync(client, host => AssertSignsInAsync(host.NewVisitor(), "alice"));

    /// <summary>The same user is somebody else to a client with pairwise subjects.</summary>
    private protected async Task AssertSubjectsDifferAsync(Client one, Client other)
    {
        var subjects = new List<string>();
        foreach (var client in new[] { one, other })
        {
            await RunAsync(client, async host => subjects.Add((await AssertSignsInAsync(host.NewVisitor(), "alice")).Sub));
        }

        Assert.That(subjects, Is.Unique);
    }
}
