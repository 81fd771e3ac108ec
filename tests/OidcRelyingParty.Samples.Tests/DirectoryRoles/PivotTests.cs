using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Samples.Tests.DirectoryRoles;

/// <summary>The provider as authority over accounts and roles (rows P), seen in the sample.</summary>
internal sealed class PivotTests
{
    [Test]
    public async Task P1_An_account_is_created_the_first_time_a_user_logs_in()
    {
        await using var scene = PivotScene.Start();

        var before = await scene.UserIdsAsync();
        await scene.WhoAmIAsync();
        await scene.WhoAmIAsync();

        Assert.That((before, await scene.UserIdsAsync()), Is.EqualTo((Array.Empty<string>(), new[] { "user-alice" })));
    }

    [TestCase("", "user-alice")]
    [TestCase("userIdProperty: email", "alice@example.test")]
    [TestCase("userIdProperty: preferred_username", "alice")]
    public async Task P2_The_user_id_is_the_subject_or_any_other_value_by_name(string top, string expected)
    {
        await using var scene = PivotScene.Start(top);

        await scene.WhoAmIAsync();

        Assert.That(await scene.UserIdsAsync(), Is.EqualTo(new[] { expected }));
    }

    [TestCase(false, 2)]
    [TestCase(true, 1)]
    public async Task P3_Existing_users_match_case_sensitively_unless_switched(bool isInsensitive, int accounts)
    {
        await using var scene = PivotScene.Start($"userIdProperty: email\nuseCaseInsensitiveMatching: {(isInsensitive ? "true" : "false")}");
        await scene.ImportAsync("ALICE@example.test");

        await scene.WhoAmIAsync();

        Assert.That(await scene.UserIdsAsync(), Has.Length.EqualTo(accounts));
    }

    [TestCase("", new string[0])]
    [TestCase("defaultRole: user", new[] { "user" })]
    public async Task P4_New_users_have_the_default_role_and_without_one_none(string top, string[] roles)
    {
        await using var scene = PivotScene.Start(top);

        Assert.That(await scene.RolesAsync("bob"), Is.EqualTo(roles));
    }

    [Test]
    public async Task P5_The_super_administrator_is_seeded_at_login_and_nobody_else()
    {
        await using var scene = PivotScene.Start("superAdminUser: alice@example.test\nuserIdProperty: email");
        scene.Sample.Provider.Clients[0].ClaimsInIdToken = true;
        var unverified = TestUser.Create("mallory", [], []);
        (unverified.Claims["email"], unverified.Claims["email_verified"]) = ("alice@example.test", false);
        scene.Sample.Provider.Users.Add(unverified);

        using var pretender = await scene.SignInAsync("mallory");
        var alice = await scene.RolesAsync();

        Assert.That(await pretender.TextAsync(), Does.Not.Contain("superadmin"));
        Assert.That(alice, Does.Contain("superadmin"));
        Assert.That(await scene.RolesAsync("bob"), Does.Not.Contain("superadmin"));
    }

    [TestCase("", new[] { "admin" })]
    [TestCase("roleAuthority: external", new[] { "editor" })]
    public async Task P6_Groups_become_roles_at_the_first_login_or_at_every_one(string top, string[] later)
    {
        await using var scene = PivotScene.Start(top);
        scene.Regroup("bob", "admin"); // or alice would be the last one

        await scene.RolesAsync("bob");
        var first = await scene.RolesAsync();
        scene.Regroup("alice", "editor");

        Assert.That((first, await scene.RolesAsync()), Is.EqualTo((new[] { "admin" }, later)));
    }

    [TestCase("staff")]
    [TestCase]
    public async Task P7_With_an_external_authority_no_matching_group_means_no_role_at_all(params string[] groups)
    {
        await using var scene = PivotScene.Start("roleAuthority: external\ndefaultRole: user");
        await scene.RolesAsync();
        scene.Regroup("alice", groups);
        scene.Regroup("bob", "admin");
        await scene.RolesAsync("bob");

        Assert.That(await scene.RolesAsync(), Is.Empty, "not even the default one");
    }

    [Test]
    public async Task P8_Unless_the_default_role_applies_then_too()
    {
        await using var scene = PivotScene.Start("roleAuthority: external\ndefaultRole: user\napplyDefaultRoleWhenNoGroupsMatch: true");

        Assert.That(await scene.RolesAsync("bob"), Is.EqualTo(new[] { "user" }));
    }

    [Test]
    public async Task The_last_administrator_keeps_the_role_whatever_the_groups_say()
    {
        await using var scene = PivotScene.Start("roleAuthority: external");
        await scene.RolesAsync();
        scene.Regroup("alice", "editor");

        Assert.That(await scene.RolesAsync(), Is.EquivalentTo(new[] { "admin", "editor" }));
    }

    [Test]
    public async Task P9_A_discovery_URL_stands_in_place_of_the_issuer()
    {
        await using var scene = PivotScene.Start(options: "  issuer: \"\"\n  discoveryUrl: PLACEHOLDER");
        scene.Rewrite(PivotScene.Yaml("", $"  issuer: \"\"\n  discoveryUrl: {scene.Sample.Embedded.Issuer}/.well-known/openid-configuration"));

        using var page = await UntilAsync(() => scene.SignInAsync(), async page => (await page.TextAsync()).Contains("user-alice", StringComparison.Ordinal));

        Assert.That(await page.TextAsync(), Does.Contain("user-alice"));
    }

    [Test]
    public async Task P10_The_base_address_and_a_fixed_path_make_the_redirect_URI()
    {
        await using var scene = PivotScene.Start(options: "  scope: openid\n  app_base_url: http://127.0.0.1:8080");
        using var visitor = scene.Sample.CreateVisitor();

        using var begun = await visitor.GetAsync("/");

        Assert.That(Uri.UnescapeDataString(begun.Headers.Location!.Query), Does.Contain("redirect_uri=http://127.0.0.1:8080/authorization-code/callback"));
    }

    [Test]
    public async Task P11_An_anonymous_visit_starts_the_login_and_showLoginPage_shows_the_page_instead()
    {
        await using var scene = PivotScene.Start();
        using var visitor = scene.Sample.CreateVisitor();

        using var automatic = await visitor.GetAsync("/reports");
        using var asked = await visitor.OpenAsync("/reports?showLoginPage=true");

        Assert.That(automatic.Headers.Location!.OriginalString, Does.StartWith(scene.Sample.Embedded.Issuer));
        Assert.That(asked.RequestMessage!.RequestUri!.Host, Is.EqualTo("localhost"));
        Assert.That(await asked.TextAsync(), Does.Contain("Sign in with single sign-on"));
    }

    [Test]
    public async Task P12_A_user_signed_in_at_the_provider_lands_on_the_page_first_asked_for_without_a_prompt()
    {
        await using var scene = PivotScene.Start();
        using var visitor = scene.Sample.CreateVisitor();
        await visitor.OpenAsync("/");
        foreach (System.Net.Cookie cookie in visitor.Cookies.GetCookies(new Uri(SampleHost<object>.Origin)))
        {
            cookie.Expired = true;
        }

        visitor.UserName = "nobody at all";
        using var page = await visitor.OpenAsync("/reports?year=2026");

        Assert.That(page.RequestMessage!.RequestUri!.PathAndQuery, Is.EqualTo("/reports?year=2026"));
        Assert.That(await page.TextAsync(), Does.Contain("The page first asked for."));
    }

    [TestCase(".yaml", "userMode: oidc-authentication\nuserIdProperty: email\ndefaultRole: user\noidcOptions:\n  scope: openid profile email groups\n")]
    [TestCase(".json", """{"userMode":"oidc-authentication","userIdProperty":"email","defaultRole":"user","oidcOptions":{"scope":"openid profile email groups"}}""")]
    public async Task P13_The_same_settings_work_in_YAML_and_in_JSON(string extension, string content)
    {
        await using var scene = PivotScene.StartWith(extension, content);

        Assert.That(await scene.RolesAsync("bob"), Is.EqualTo(new[] { "user" }));
        Assert.That(await scene.UserIdsAsync(), Is.EqualTo(new[] { "bob@example.test" }));
    }

    [Test]
    public async Task P13_A_change_of_the_file_works_at_the_next_login_without_a_restart()
    {
        await using var scene = PivotScene.Start("roleAuthority: external\ndefaultRole: user");
        var before = await scene.RolesAsync("bob");

        scene.Rewrite(PivotScene.Yaml("roleAuthority: external\ndefaultRole: user\napplyDefaultRoleWhenNoGroupsMatch: true"));
        using var page = await UntilAsync(() => scene.SignInAsync("bob"), async page => (await page.TextAsync()).Contains("[\"user\"]", StringComparison.Ordinal));

        Assert.That(before, Is.Empty);
        Assert.That(await page.TextAsync(), Does.Contain("[\"user\"]"));
    }

    // The file system tells of changes in its own time; each attempt is a whole sign-in.
    private static async Task<HttpResponseMessage> UntilAsync(Func<Task<HttpResponseMessage>> attempt, Func<HttpResponseMessage, Task<bool>> isRight)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var page = await attempt();
            if (await isRight(page) || TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(20))
            {
                return page;
            }
        }
    }
}
