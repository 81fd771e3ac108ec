using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

public sealed partial class LoginPageTests
{
    private static readonly TimeSpan Grace = new OidcRelyingPartyOptions().ProviderGrace;

    [Test]
    public async Task A218_Settings_that_nobody_has_proven_are_probed_so_that_a_restart_does_not_open_the_form()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true });

        var first = await host.Browser.GetAsync("/login");
        var probes = host.Host.TokenRequests();
        await host.Browser.GetAsync("/login");
        host.Host.Clock.Advance(TimeSpan.FromSeconds(31));
        await host.Browser.GetAsync("/login");

        Assert.That(await LoginHost.HasFormAsync(first), Is.False);
        Assert.That((probes, host.Host.TokenRequests()), Is.EqualTo((1, 1)), "once is enough");
    }

    [Test]
    public async Task M10_Settings_that_a_probe_finds_wrong_open_the_form_until_they_are_right()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true, ClientSecret = new Secret("another one") });

        var wrong = await (await host.Browser.GetAsync("/login")).Content.ReadAsStringAsync();
        host.Host.Client.ClientSecret = "another one";
        host.Host.Clock.Advance(TimeSpan.FromSeconds(31));
        var right = await host.Browser.GetAsync("/login");

        Assert.That(wrong, Does.Contain("name=\"password\"").And.Contain(OidcErrorCodes.ClientRefused));
        Assert.That(await LoginHost.HasFormAsync(right), Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task M10_A_token_endpoint_that_is_dead_behind_healthy_metadata_opens_the_form(bool isReachable)
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true });
        await host.ProveAsync();
        host.Host.Provider.Behaviour.Respond = request => request.Endpoint != ProviderEndpoint.Token ? Task.FromResult<ProviderResponse?>(null)
            : isReachable ? Task.FromResult<ProviderResponse?>(ProviderResponse.Html("Bad gateway", 502))
            : throw new HttpRequestException("No route to host.");

        await FailToSignInAsync(host);
        host.Host.Clock.Advance(TimeSpan.FromSeconds(31));
        var early = await LoginHost.HasFormAsync(await host.Browser.GetAsync("/login"));
        host.Host.Clock.Advance(Grace);
        var late = await LoginHost.HasFormAsync(await host.Browser.GetAsync("/login"));
        host.Host.Provider.Behaviour.Respond = null;
        host.Host.Clock.Advance(TimeSpan.FromSeconds(31));
        var after = await LoginHost.HasFormAsync(await host.Browser.GetAsync("/login"));

        Assert.That(new[] { early, late, after }, Is.EqualTo(new[] { false, true, false }));
    }

    [TestCase("code=made-up", 500)]
    [TestCase("code=%3Cscript%3E", 403)]
    [TestCase("error=server_error", 0)]
    [TestCase("error=unauthorized_client", 0)]
    public async Task A218_What_a_browser_can_make_of_its_own_answer_does_not_open_the_form(string madeUp, int status)
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true });
        await host.ProveAsync();
        host.Host.Provider.Behaviour.Respond = request => Task.FromResult(
            request.Form["code"] is "made-up" or "<script>" ? ProviderResponse.Html("The firewall, or a bug.", status) : null);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            var answer = await host.Browser.CatchCallbackAsync(startPath: "/login/start");
            await host.Browser.CallBackAsync($"?{madeUp}&state={answer["state"]}&iss={Uri.EscapeDataString(host.Host.Provider.Issuer)}");
            Assert.That(await LoginHost.HasFormAsync(await host.Browser.GetAsync("/login")), Is.False, $"attempt {attempt}");
            host.Host.Clock.Advance(Grace);
        }
    }

    [Test]
    public async Task A218_Whoever_makes_sign_ins_fail_does_not_make_us_ask_the_provider_again_and_again()
    {
        await using var host = await LoginHost.StartAsync(settings => settings with { SingleSignOnOnly = true, ProvenAt = DateTimeOffset.UnixEpoch });
        await host.Browser.GetAsync("/login");
        host.Host.Provider.Behaviour.AuthorizationResponse = answer =>
        {
            answer.Remove("code");
            answer["error"] = "server_error";
        };

        for (var attempt = 0; attempt < 5; attempt++)
        {
            await FailToSignInAsync(host);
            await host.Browser.GetAsync("/login");
        }

        Assert.That(host.Host.TokenRequests(), Is.EqualTo(1), "one probe");
    }

    private static async Task FailToSignInAsync(LoginHost host)
    {
        using var somebody = host.Host.CreateBrowser();
        await somebody.FollowAsync(await somebody.GetAsync("/login/start"));
        Assert.That(await somebody.MeAsync(), Is.Null);
    }
}
