using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

/// <summary>When sessions end: by the clock, on purpose, and not by saving settings.</summary>
public sealed class SessionEndTests
{
    // The provider's access tokens are good for five minutes, the host's sessions for eight hours.
    private static readonly TestCaseData[] Lifetimes =
    [
        new(null, false, TimeSpan.FromHours(8)),
        new(TimeSpan.FromMinutes(30), false, TimeSpan.FromMinutes(30)),
        new(TimeSpan.FromHours(24), false, TimeSpan.FromHours(24)),
        new(null, true, TimeSpan.FromMinutes(5)),
        new(TimeSpan.FromMinutes(2), true, TimeSpan.FromMinutes(2)),
        new(TimeSpan.FromMinutes(30), true, TimeSpan.FromMinutes(5)),
        new(TimeSpan.FromSeconds(1), false, TimeSpan.FromSeconds(10)),
    ];

    [TestCaseSource(nameof(Lifetimes))]
    public async Task W7_A_session_lasts_as_long_as_settings_token_and_host_say(TimeSpan? lifetime, bool endsWithToken, TimeSpan expected)
    {
        await using var host = await TestHost.StartAsync(options =>
            options.Settings = settings => settings with { SessionLifetime = lifetime, SessionEndsWithAccessToken = endsWithToken });
        await host.Browser.SignInAsync();

        host.Clock.Advance(expected - TimeSpan.FromSeconds(1));
        var before = await host.Browser.MeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        var after = await host.Browser.MeAsync();

        Assert.That(before, Is.Not.Null);
        Assert.That(after, Is.Null);
    }

    [Test]
    public async Task W7_A_provider_that_does_not_say_how_long_its_token_is_good_leaves_the_hosts_lifetime()
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Settings = settings => settings with { SessionEndsWithAccessToken = true };
            options.Provider = provider => provider.Behaviour.ExpiresIn = false;
        });
        await host.Browser.SignInAsync();

        host.Clock.Advance(TimeSpan.FromHours(7));

        Assert.That(await host.Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public async Task W8_Saving_settings_leaves_sessions_as_they_are_and_there_is_a_way_to_end_them_all()
    {
        await using var host = await LoginHost.StartAsync();
        await host.Browser.FollowAsync(await host.Browser.GetAsync("/login/start"));
        using var local = host.Host.CreateBrowser();
        await LoginHost.SignInLocallyAsync(local, "carol");

        host.Store.Put(host.Host.FittingSettings() with { Version = "2", Enabled = false, ClientId = "another" });
        var afterSaving = (await host.Browser.MeAsync(), await local.MeAsync());
        await host.Host.Services.GetRequiredService<OidcSessions>().EndAsync(SessionSelector.OfTenant("default"));
        var afterEnding = (await host.Browser.MeAsync(), await local.MeAsync());

        Assert.That(afterSaving, Is.Not.EqualTo(((SessionView?)null, (SessionView?)null)));
        Assert.That(afterSaving.Item1, Is.Not.Null);
        Assert.That(afterSaving.Item2, Is.Not.Null);
        Assert.That(afterEnding, Is.EqualTo(((SessionView?)null, (SessionView?)null)));
    }

    [TestCase(null, true)]
    [TestCase("default", true)]
    [TestCase("other", false)]
    public async Task A213_A_session_of_one_tenant_is_anonymous_in_another(string? tenant, bool isGood)
    {
        var asked = "default";
        await using var host = await TestHost.StartAsync(options =>
            options.Endpoints = endpoints => endpoints.ResolveSettingsKey = _ => asked is null ? null : new OidcSettingsKey(asked));
        await host.Browser.SignInAsync();

        asked = tenant;

        Assert.That(await host.Browser.MeAsync(), isGood ? Is.Not.Null : Is.Null);
    }

    [Test]
    public async Task A213_A_session_of_another_tenant_is_over_once_there_is_one_of_this()
    {
        var asked = "default";
        await using var host = await LoginHost.StartAsync(configure: options =>
            options.Endpoints = endpoints => endpoints.ResolveSettingsKey = _ => new OidcSettingsKey(asked));
        await host.SignInLocallyAsync("carol");
        var old = host.Browser.SessionCookie();

        asked = "other";
        await host.SignInLocallyAsync("root");
        asked = "default";

        Assert.That((await host.Browser.MeAsync())!.Claims["oidc_tenant"], Is.EqualTo(new[] { "other" }), "the default tenant's pages take any");
        Assert.That(await host.Host.IsSignedInWithAsync(old), Is.False);
    }
}
