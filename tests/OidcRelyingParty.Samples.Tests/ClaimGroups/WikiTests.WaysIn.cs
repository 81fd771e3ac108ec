using System.Net;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.ClaimGroups;

/// <summary>Nobody is locked out, and sessions last as they should (rows W6 to W10), seen in the sample.</summary>
internal sealed class WikiWaysInTests
{
    private ClaimGroupsHost _host = null!; // set before each test

    [SetUp]
    public async Task StartAsync() => _host = await ClaimGroupsHost.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task W6_The_callback_path_is_the_hosts_choice()
    {
        await _host.Settings.StoreAsync(_host.Document());

        using var begun = await _host.CreateVisitor().GetAsync("/login/start");

        Assert.That(Uri.UnescapeDataString(begun.Headers.Location!.Query), Does.Contain("redirect_uri=http://localhost/auth/oidc&").Or.EndsWith("redirect_uri=http://localhost/auth/oidc"));
        Assert.That((await _host.Settings.ReadAsync())["status"]!["redirectUri"]!.GetValue<string>(), Is.EqualTo("http://localhost/auth/oidc"));
    }

    [Test]
    public async Task W7_A_session_ends_with_the_access_token_it_began_with()
    {
        await _host.Settings.StoreAsync(_host.Document());

        var expires = (await _host.WhoAmIAsync("alice"))["expires"]!.GetValue<DateTimeOffset>();

        // The embedded provider's access tokens last five minutes; the host's own sessions eight hours.
        Assert.That(expires - TimeProvider.System.GetUtcNow(), Is.InRange(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task W8_Saving_ends_no_session_and_there_is_a_way_to_end_them_all()
    {
        await _host.Settings.StoreAsync(_host.Document());
        using var alice = _host.CreateVisitor();
        await alice.OpenAsync("/login/start");

        await _host.Settings.StoreAsync(_host.Document(("scope", "openid profile")));
        using var after = await alice.GetAsync("/me");
        using var ended = await _host.Settings.SendAsync(HttpMethod.Post, "/sessions/end");
        using var over = await alice.FetchAsync(HttpMethod.Get, "/me");

        Assert.That((after.StatusCode, ended.StatusCode, over.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task W8_Who_opens_me_after_the_session_has_ended_comes_to_the_login_page()
    {
        using var visitor = _host.CreateVisitor();

        using var page = await visitor.OpenAsync("/me");

        Assert.That((page.StatusCode, page.RequestMessage!.RequestUri!.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, "/login")));
    }

    [Test]
    public async Task W9_The_escape_hatch_reaches_local_login_where_every_other_visit_goes_straight_to_the_provider()
    {
        await _host.Settings.StoreAsync(_host.Document(("autoLogin", true)));
        using var visitor = _host.CreateVisitor();

        using var automatic = await visitor.GetAsync("/login");
        using var hatch = await visitor.GetAsync("/login?backup=1");
        using var entered = await visitor.SignInLocallyAsync();

        Assert.That(automatic.Headers.Location?.Authority, Is.EqualTo(new Uri(_host.Issuer).Authority));
        Assert.That(await hatch.TextAsync(), Does.Contain("name=\"password\""));
        Assert.That((await entered.ElementAsync("name"), await entered.ElementAsync("sso")), Is.EqualTo(("root", "false")));
    }

    [Test]
    public async Task W9_Whoever_is_locked_out_by_a_secret_that_changed_comes_in_by_the_hatch_and_corrects_it()
    {
        await _host.Settings.StoreAsync(_host.Document(("autoLogin", true)));
        _host.Provider.Clients[0].ClientSecret = "another-secret-0123456789-0123456789-0123456789";
        using var root = _host.CreateVisitor();

        using var lockedOut = await _host.SignInAsync("alice");
        using var entered = await root.SignInLocallyAsync();
        await new SettingsClient(root, ClaimGroupsHost.Api).StoreAsync(_host.Document(("clientSecret", _host.Provider.Clients[0].ClientSecret!)));

        Assert.That(await lockedOut.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.ClientRefused));
        Assert.That((await _host.WhoAmIAsync("alice"))["sub"]!.GetValue<string>(), Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task W9_The_escape_hatch_needs_neither_readable_settings_nor_a_provider()
    {
        await _host.Settings.StoreAsync(_host.Document(("autoLogin", true)));
        await _host.DamageAsync();
        await using var node = await _host.StartNodeAsync();
        await _host.Provider.DisposeAsync();
        using var visitor = node.CreateVisitor();

        using var entered = await visitor.SignInLocallyAsync();
        using var refused = await node.SignInAsync("alice");

        Assert.That(await entered.ElementAsync("name"), Is.EqualTo("root"));
        Assert.That(await refused.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsDamaged));
    }

    [Test]
    public async Task W10_A_missing_claim_is_named_with_the_scopes_and_the_claims_that_came()
    {
        await _host.Settings.StoreAsync(_host.Document(("usernameClaim", "nickname"), ("scope", "openid email")));

        using var refused = await _host.SignInAsync("alice");
        var line = _host.Logs.First(line => line.Contains(OidcErrorCodes.AccountClaimMissing, StringComparison.Ordinal));

        Assert.That(await refused.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.AccountClaimMissing));
        Assert.That(await refused.TextAsync(), Does.Contain("nickname").And.Contain("openid email"), "shown in development");
        Assert.That(line, Does.Contain("nickname").And.Contain("openid email").And.Contain("email_verified").And.Not.Contain("alice@example.test"));
    }
}
