using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>One logout module: a user signs in, signs out here, and the suite's provider does the rest of it, with one thing wrong.</summary>
internal sealed class LogoutModule : IAsyncDisposable
{
    private readonly ConformanceModule _module;

    private LogoutModule(ConformanceModule module) => _module = module;

    public TestHost Host => _module.Host;

    /// <summary>Starts the module and signs in.</summary>
    public static async Task<LogoutModule> StartAsync(Action<TestProvider>? provider = null, Func<OidcSettings, OidcSettings>? settings = null)
    {
        var module = new LogoutModule(await ConformanceModule.StartAsync(provider: provider + HaveSessions, settings: settings));
        await module.Host.Browser.SignInAsync("alice", "/page");
        Assert.That(module.Host.Browser.HasSession, Is.True);
        return module;
    }

    /// <summary>
    /// Signs out and asserts that the browser comes back to where this application starts, that both sessions are over, and that nothing was asked
    /// but what belongs to it.
    /// </summary>
    public async Task SignOutAsync()
    {
        var browser = Host.Browser;
        var cookie = browser.SessionCookie();
        Host.Provider.ClearRequests();

        using var start = await browser.PostFromPageAsync("/logout");
        using var atProvider = await browser.GetAsync(start.Headers.Location!.OriginalString);
        using var back = await browser.GetAsync(atProvider.Headers.Location!.OriginalString);

        Assert.That(atProvider.Headers.Location!.OriginalString, Does.StartWith(TestHost.Origin + "/signout-callback-oidc"));
        Assert.That(back.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(back.Headers.Location!.OriginalString, Is.EqualTo("/"));
        Assert.That(browser.HasSession, Is.False);
        Assert.That(await Host.IsSignedInWithAsync(cookie), Is.False);
        WireChecks.AssertAll(Host.Provider);
        Host.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(_module.Asked.Where(endpoint => endpoint != ProviderEndpoint.KeySet), Is.EqualTo(new[] { ProviderEndpoint.EndSession }));
    }

    /// <summary>Signs out and asserts what the one logout token was answered with.</summary>
    public async Task SignOutAndAssertAnsweredAsync(HttpStatusCode status)
    {
        await SignOutAsync();

        var delivery = Host.Provider.LogoutDeliveries.Single();
        Assert.That(delivery.Status, Is.EqualTo(status));
        Assert.That(delivery.CacheControl, Does.Contain("no-store"));
    }

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    private static void HaveSessions(TestProvider provider)
    {
        provider.Behaviour.SessionIdInIdToken = true;
        provider.Behaviour.AuthorizationResponse += response => response.Add("session_state", "hash.salt with a space");
    }
}
