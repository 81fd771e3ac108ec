using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.DirectoryRoles;

/// <content>What the file may hold, and a change of it (rows P9, P10 and P13).</content>
internal sealed partial class PivotTests
{
    [Test]
    public async Task P9_A_discovery_URL_stands_in_place_of_the_issuer()
    {
        await using var scene = PivotScene.StartAt("", "  issuer: \"\"\n  discoveryUrl: {0}/.well-known/openid-configuration");

        Assert.That((await scene.WhoAmIAsync())["sub"]!.GetValue<string>(), Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task P10_The_base_address_and_a_fixed_path_make_the_redirect_URI()
    {
        await using var scene = PivotScene.Start(options: "  scope: openid\n  app_base_url: https://pivot.example");
        using var visitor = scene.Sample.CreateVisitor();

        using var begun = await visitor.GetAsync("/");

        Assert.That(Uri.UnescapeDataString(begun.Headers.Location!.Query).Split('&', '?'), Does.Contain("redirect_uri=https://pivot.example/authorization-code/callback"));
    }

    [TestCase(".yaml", """
        userMode: oidc-authentication
        userIdProperty: email
        useCaseInsensitiveMatching: true
        applyDefaultRoleWhenNoGroupsMatch: true
        defaultRole: user
        roleAuthority: external
        superAdminUser: alice@example.test
        oidcOptions:
          scope: "openid profile email groups"
        """)]
    [TestCase(".json", """
        {
          "userMode": "oidc-authentication",
          "userIdProperty": "email",
          "useCaseInsensitiveMatching": true,
          "applyDefaultRoleWhenNoGroupsMatch": true,
          "defaultRole": "user",
          "roleAuthority": "external",
          "superAdminUser": "alice@example.test",
          "oidcOptions": { "scope": "openid profile email groups" }
        }
        """)]
    public async Task P13_The_same_settings_work_in_YAML_and_in_JSON(string extension, string content)
    {
        await using var scene = PivotScene.StartWith(extension, content);
        await scene.ImportAsync("BOB@example.test");

        Assert.That(await scene.RolesAsync("bob"), Is.EqualTo(new[] { "user" }));
        Assert.That(await scene.RolesAsync(), Is.EqualTo(new[] { "admin", "superadmin" }));
        Assert.That(await scene.UserIdsAsync(), Is.EquivalentTo(new[] { "BOB@example.test", "alice@example.test" }));
    }

    [Test]
    public async Task P13_Another_user_mode_offers_no_single_sign_on()
    {
        await using var scene = PivotScene.StartWith(".yaml", "userMode: local-authentication\noidcOptions:\n  scope: openid\n");
        using var visitor = scene.Sample.CreateVisitor();

        using var page = await visitor.OpenAsync("/reports");

        Assert.That(page.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/login"));
        Assert.That(await page.TextAsync(), Does.Contain("name=\"password\"").And.Not.Contain("Sign in with single sign-on"));
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

    [Test]
    public async Task P13_A_change_that_cannot_be_used_leaves_what_worked()
    {
        await using var scene = PivotScene.Start("roleAuthority: external\ndefaultRole: user\napplyDefaultRoleWhenNoGroupsMatch: true");

        scene.Rewrite(PivotScene.Yaml("roleAuthority: somebody"));
        await UntilAsync(() => scene.SignInAsync("bob"), _ => Task.FromResult(scene.Sample.Logs.Lines.Any(line => line.Contains("roleAuthority", StringComparison.Ordinal))));

        Assert.That(scene.Sample.Logs.Lines, Has.Some.Contains("roleAuthority: it must be one of internal, external"));
        Assert.That(await scene.RolesAsync("bob"), Is.EqualTo(new[] { "user" }));
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
