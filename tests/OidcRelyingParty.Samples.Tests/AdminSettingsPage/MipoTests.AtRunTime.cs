using System.Net;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.AdminSettingsPage;

/// <summary>What an administrator's change does to others (rows M7 to M11).</summary>
internal sealed class MipoAtRunTimeTests
{
    private AdminSettingsPageHost _host = null!; // set before each test

    [SetUp]
    public async Task StartAsync() => _host = await AdminSettingsPageHost.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task M7_The_settings_are_read_and_written_by_those_whom_the_policy_lets_in()
    {
        await _host.StoreAsync();
        using var nobody = _host.Sample.CreateVisitor();
        using var user = _host.Sample.CreateVisitor();
        user.UserName = "bob";
        await user.OpenAsync("/login/start");

        using var anonymous = await nobody.FetchAsync(HttpMethod.Get, AdminSettingsPageHost.Api);
        using var anonymousSave = await nobody.FetchAsync(HttpMethod.Put, AdminSettingsPageHost.Api, Answers.Json(_host.Document()));
        using var notAdministrator = await user.FetchAsync(HttpMethod.Get, AdminSettingsPageHost.Api);
        using var page = await user.GetAsync(AdminSettingsPageHost.PagePath);
        using var administrator = await _host.Administrator.FetchAsync(HttpMethod.Get, AdminSettingsPageHost.Api);

        Assert.That(
            new[] { anonymous.StatusCode, anonymousSave.StatusCode, notAdministrator.StatusCode, page.StatusCode, administrator.StatusCode },
            Is.EqualTo(new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK }));
    }

    [Test]
    public async Task M8_A_page_with_the_fields_saves_them_and_says_what_is_wrong_at_the_field()
    {
        using var empty = await _host.Administrator.GetAsync(AdminSettingsPageHost.PagePath);
        using var wrong = await _host.Administrator.SubmitAsync(empty, "#settings", ("Enabled", "true"), ("Issuer", "nonsense"), ("ClientId", ""), ("action", "save"));
        var faulty = await Visitor.ReadAsync(wrong);
        using var saved = await _host.Administrator.SubmitAsync(
            wrong, "#settings", ("Issuer", _host.Sample.Embedded.Issuer), ("ClientId", _host.Sample.Embedded.ClientId), ("ClientSecret", _host.Sample.Embedded.ClientSecret),
            ("Provisioning:CreateAccounts", "true"), ("action", "save"));
        using var after = await _host.Administrator.FollowAsync(saved);
        using var entered = await _host.SignInAsync();

        var field = faulty.QuerySelector("#field-Issuer")!;
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((field.GetAttribute("value"), field.GetAttribute("aria-invalid")), Is.EqualTo(("nonsense", "true")), "what was typed stays");
        Assert.That(faulty.QuerySelectorAll("#faults a").Select(link => link.GetAttribute("href")), Is.EqualTo(new[] { "#field-Issuer", "#field-ClientId" }));
        Assert.That(faulty.QuerySelectorAll("#settings input:not([type=hidden]), #settings select, #settings textarea").All(input => faulty.QuerySelector($"label[for='{input.Id}']") is not null), Is.True, "every field has its label");
        Assert.That((saved.StatusCode, await after.ElementAsync("status")), Is.EqualTo((HttpStatusCode.SeeOther, "On")));
        Assert.That(await entered.ElementAsync("sub"), Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task M8_Somebody_elses_save_loses_nothing_that_was_typed()
    {
        using var page = await _host.Administrator.GetAsync(AdminSettingsPageHost.PagePath);
        await _host.StoreAsync();

        using var conflict = await _host.Administrator.SubmitAsync(page, "#settings", ("Scopes", "openid phone"), ("action", "save"));

        Assert.That(await conflict.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsConflict));
        Assert.That((await Visitor.ReadAsync(conflict)).QuerySelector("#field-Scopes")!.GetAttribute("value"), Is.EqualTo("openid phone"));
    }

    [Test]
    public async Task M9_A_saved_change_takes_effect_on_the_next_login_on_every_node_and_one_in_flight_is_finished()
    {
        await _host.StoreAsync();
        await using var other = await _host.StartNodeAsync();
        using var inFlight = _host.Sample.CreateVisitor();
        using var begun = await inFlight.GetAsync("/login/start");
        await other.SignInAsync();
        using var before = await other.Sample.CreateVisitor().GetAsync("/login/start");
        var changed = _host.Document();
        changed["scopes"] = "openid email";
        changed["prompt"] = "login";
        await _host.StoreAsync(changed);

        using var here = await _host.Sample.CreateVisitor().GetAsync("/login/start");
        using var there = await other.Sample.CreateVisitor().GetAsync("/login/start");
        using var finished = await inFlight.FollowAsync(begun);

        Assert.That(before.Headers.Location!.Query, Does.Not.Contain("prompt=login"));
        Assert.That(new[] { here.Headers.Location!.Query, there.Headers.Location!.Query }, Is.All.Contains("prompt=login"));
        Assert.That(await finished.ElementAsync("sub"), Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task M10_Local_login_stays_whatever_the_settings_are()
    {
        var only = _host.Document();
        only["singleSignOnOnly"] = true;
        only["autoSignIn"] = true;
        await _host.StoreAsync(only);
        await _host.Sample.Provider.DisposeAsync();
        using var locked = _host.Sample.CreateVisitor();

        using var entered = await locked.SignInLocallyAsync();
        using var home = await locked.GetAsync("/");

        Assert.That(entered.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await home.ElementAsync("name"), await home.ElementAsync("sso")), Is.EqualTo(("root", "false")));
    }

    [TestCase("UPDATE OidcSettingsRevisions SET Document = '['", "keys", OidcErrorCodes.SettingsDamaged)]
    [TestCase("DROP TABLE OidcSettingsRevisions", "keys", OidcErrorCodes.SettingsStoreFailed)]
    [TestCase("SELECT 1", "keys of somebody else", OidcErrorCodes.SettingsSecretUnreadable)]
    public async Task M10_Local_login_works_with_settings_that_cannot_be_read(string damage, string keys, string code)
    {
        await _host.StoreAsync();
        await _host.DamageAsync(damage);

        await using var node = await _host.StartNodeAsync(keys); // with its administrator signed in
        using var home = await node.Administrator.GetAsync("/");
        using var refused = await node.SignInAsync();

        Assert.That(await home.ElementAsync("name"), Is.EqualTo("root"));
        Assert.That(await refused.ErrorCodeAsync(), Is.EqualTo(code));
    }

    [Test]
    public async Task M10_A_lost_key_ring_is_reported_to_administrator_and_user_and_nothing_is_lost_when_it_is_found()
    {
        var only = _host.Document();
        only["singleSignOnOnly"] = true;
        await _host.StoreAsync(only);

        string api, page, login;
        await using (var node = await _host.StartNodeAsync("keys of somebody else"))
        {
            using var user = node.Sample.CreateVisitor();
            api = (await node.ReadAsync()).ToJsonString();
            page = await (await node.Administrator.GetAsync(AdminSettingsPageHost.PagePath)).TextAsync();
            login = await (await user.GetAsync("/login")).TextAsync();
        }

        await using var found = await _host.StartNodeAsync();
        using var entered = await found.SignInAsync();

        Assert.That(api.Contains("\"isReadable\":false", StringComparison.Ordinal), Is.True, "the API");
        Assert.That(page.Contains("cannot be decrypted", StringComparison.Ordinal), Is.True, "the page");
        Assert.That(login.Contains(OidcErrorCodes.SettingsSecretUnreadable, StringComparison.Ordinal), Is.True, "the login page");
        Assert.That(await entered.ElementAsync("sub"), Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task M11_Turning_OIDC_off_keeps_its_users_and_lets_them_in_when_it_is_on_again()
    {
        await _host.StoreAsync();
        await _host.SignInAsync();
        var off = _host.Document();
        off["enabled"] = false;
        await _host.StoreAsync(off);

        using var users = await _host.Administrator.GetAsync("/users");
        using var refused = await _host.SignInAsync();
        await _host.StoreAsync();
        using var again = await _host.SignInAsync();

        Assert.That(await users.TextAsync(), Does.Contain("<li>alice</li>"));
        Assert.That(await refused.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsDisabled));
        Assert.That(await again.ElementAsync("sub"), Is.EqualTo("user-alice"));
    }
}
