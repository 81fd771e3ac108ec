using System.Net;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

public sealed class DistributedCacheHostTests
{
    [Test]
    public async Task A191_A_session_in_a_distributed_cache_ends_with_its_user_s_sessions()
    {
        var cache = new InterruptibleCache();
        await using var host = await StartAsync(cache);
        await host.Browser.SignInAsync();
        var user = await host.Browser.MeAsync();

        await host.Services.GetRequiredService<OidcSessions>().EndAsync(
            SessionSelector.OfUser(Settings.OidcSettingsKey.Default, host.Provider.Issuer, user!.Sub!));

        Assert.That(await host.Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task A314_A_sign_in_while_the_cache_is_away_is_refused()
    {
        var cache = new InterruptibleCache { IsDown = true };
        await using var host = await StartAsync(cache);

        var response = await host.Browser.SignInAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(OidcErrorCodes.SessionStoreFailed));
        Assert.That(host.Browser.HasSession, Is.False);
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    private static Task<TestHost> StartAsync(IDistributedCache cache) => TestHost.StartAsync(options => options.Services = services =>
    {
        services.AddSingleton(cache);
        services.AddOidcRelyingParty().UseDistributedCacheSessions();
    });
}
