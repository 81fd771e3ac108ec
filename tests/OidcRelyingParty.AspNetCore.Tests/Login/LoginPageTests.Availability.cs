using Microsoft.Extensions.Logging;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

public sealed partial class LoginPageTests
{
    [Test]
    public async Task W9_The_backup_page_and_a_break_glass_user_ask_neither_settings_nor_provider()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { AutoSignIn = true, SingleSignOnOnly = true });
        host.Host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("No route to host.");

        var response = await host.SignInLocallyAsync("root", path: "/login?backup=1&returnUrl=/page");

        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/page"));
        Assert.That((await host.Browser.MeAsync())!.Sub, Is.EqualTo("local-root"));
        Assert.That(host.Store.Questions, Is.Zero);
        Assert.That(host.Host.Provider.Requests, Is.Empty);
        Assert.That(host.Host.Logs.Ours.Single(line => line.EventId == 10082).Level, Is.EqualTo(LogLevel.Warning));
    }

    [Test]
    public async Task M10_The_form_shows_itself_with_the_reason_when_single_sign_on_cannot_be_the_only_way_in()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true });
        host.Host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("No route to host.");

        var unproven = await (await host.Browser.GetAsync("/login")).Content.ReadAsStringAsync();
        host.Host.Provider.Behaviour.Respond = null;
        await host.ProveAsync();
        var proven = await host.Browser.GetAsync("/login");
        host.Store.Failure = new InvalidOperationException("The database is on fire.");
        var broken = await (await host.Browser.GetAsync("/login")).Content.ReadAsStringAsync();

        Assert.That(unproven, Does.Contain("name=\"password\"").And.Contain(OidcErrorCodes.ProviderUnreachable));
        Assert.That(await LoginHost.HasFormAsync(proven), Is.False);
        Assert.That(broken, Does.Contain("name=\"password\"").And.Contain(OidcErrorCodes.SettingsStoreFailed).And.Not.Contain("fire"));
    }

    [Test]
    public async Task A218_A_stranger_at_the_provider_does_not_open_the_form()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true });
        await host.ProveAsync();
        host.Host.Provider.Behaviour.IdTokenClaims = claims => claims["iss"] = "https://another-directory.example";

        var refused = await host.Browser.FollowAsync(await host.Browser.GetAsync("/login/start"));

        Assert.That(await refused.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.IdTokenIssuer));
        Assert.That(await LoginHost.HasFormAsync(await host.Browser.GetAsync("/login")), Is.False);
    }

    [Test]
    public async Task M10_A_sign_in_with_settings_that_were_replaced_meanwhile_proves_nothing_of_the_new_ones()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true });
        var answer = await host.Browser.CatchCallbackAsync(startPath: "/login/start");
        host.Store.Put(host.Host.FittingSettings() with { SingleSignOnOnly = true, Version = "2", ClientSecret = new Secret("not the one that is registered there") });
        await host.Browser.GetAsync("/login");

        await host.Browser.CallBackAsync(answer);

        Assert.That(await host.Browser.MeAsync(), Is.Not.Null);
        Assert.That(await LoginHost.HasFormAsync(await host.Browser.GetAsync("/login")), Is.True);
    }

    [Test]
    public async Task M10_A_short_outage_does_not_open_the_form_and_a_long_one_does()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true });
        await host.ProveAsync();
        host.Host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("No route to host.");

        host.Host.Clock.Advance(TimeSpan.FromSeconds(31));
        var early = await LoginHost.HasFormAsync(await host.Browser.GetAsync("/login"));
        host.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await LoginHost.HasFormAsync(await host.Browser.GetAsync("/login"));
        host.Host.Provider.Behaviour.Respond = null;
        host.Host.Clock.Advance(TimeSpan.FromSeconds(31));
        var after = await LoginHost.HasFormAsync(await host.Browser.GetAsync("/login"));

        Assert.That(new[] { early, late, after }, Is.EqualTo(new[] { false, true, false }));
    }

    [Test]
    public async Task M10_A_lost_key_ring_is_told_by_the_sign_in_and_does_not_hide_the_form()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with
        {
            SingleSignOnOnly = true,
            ProvenAt = DateTimeOffset.UnixEpoch,
            ClientSecret = null,
            SecretsUnreadable = true,
        });

        var page = await host.Browser.GetAsync("/login");
        var start = await host.Browser.GetAsync("/login/start");
        await LoginHost.SubmitAsync(host.Browser, page, "carol");

        Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain(OidcErrorCodes.SettingsSecretUnreadable));
        Assert.That(await start.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsSecretUnreadable));
        Assert.That((await host.Browser.MeAsync())!.Sub, Is.EqualTo("local-carol"));
    }
}
