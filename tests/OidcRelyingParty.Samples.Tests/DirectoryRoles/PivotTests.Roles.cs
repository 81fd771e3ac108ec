using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.DirectoryRoles;

/// <content>Which roles users have (rows P4 to P8).</content>
internal sealed partial class PivotTests
{
    [TestCase("", new string[0])]
    [TestCase("defaultRole: user", new[] { "user" })]
    public async Task P4_New_users_have_the_default_role_and_without_one_none(string top, string[] roles)
    {
        await using var scene = PivotScene.Start(top);

        Assert.That(await scene.RolesAsync("bob"), Is.EqualTo(roles));
    }

    [TestCase("superAdminUser: alice@example.test\nuserIdProperty: email", "")]
    [TestCase("superAdminUser: user-alice", "")]
    [TestCase("superAdminUser: alice@example.test\nroleAuthority: external", "")]
    [TestCase("superAdminUser: alice@example.test", "  issuer: \"\"\n  discoveryUrl: {0}/.well-known/openid-configuration")]
    [TestCase("superAdminUser: user-alice", "  issuer: \"\"\n  discoveryUrl: {0}/.well-known/openid-configuration")]
    public async Task P5_The_super_administrator_is_seeded_at_login_and_nobody_else(string top, string options)
    {
        await using var scene = PivotScene.StartAt(top, options);
        scene.AddUser("mallory", email: "alice@example.test", isVerified: false);

        using var pretender = await scene.SignInAsync("mallory");
        var alice = await scene.RolesAsync();

        Assert.That(await pretender.TextAsync(), Does.Not.Contain("superadmin"));
        Assert.That((alice, await scene.RolesAsync()), Is.EqualTo((new[] { "admin", "superadmin" }, new[] { "admin", "superadmin" })));
        Assert.That(await scene.RolesAsync("bob"), Does.Not.Contain("superadmin"));
    }

    [Test]
    public async Task P5_No_group_gives_the_role_of_the_super_administrator()
    {
        await using var scene = PivotScene.Start("superAdminUser: alice@example.test\nroleAuthority: external");
        scene.Regroup("bob", "superadmin");

        Assert.That(await scene.RolesAsync("bob"), Is.Empty);
    }

    [TestCase("", new[] { "admin" })]
    [TestCase("roleAuthority: internal", new[] { "admin" })]
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

    [Test]
    public async Task P6_Roles_are_added_and_taken_away_again()
    {
        await using var scene = PivotScene.Start("roleAuthority: external");

        var none = await scene.RolesAsync("bob");
        scene.Regroup("bob", "editor", "user");
        var both = await scene.RolesAsync("bob");
        scene.Regroup("bob", "user");

        Assert.That((none, both, await scene.RolesAsync("bob")), Is.EqualTo((Array.Empty<string>(), new[] { "editor", "user" }, new[] { "user" })));
    }

    [TestCase("staff")]
    [TestCase]
    public async Task P7_With_an_external_authority_no_matching_group_means_no_role_at_all(params string[] groups)
    {
        await using var scene = PivotScene.Start("roleAuthority: external\ndefaultRole: user");
        await scene.RolesAsync();
        scene.Regroup("alice", groups);
        scene.Regroup("bob", "admin"); // or alice would be the last one
        await scene.RolesAsync("bob");

        Assert.That(await scene.RolesAsync(), Is.Empty, "not even the default one");
    }

    [TestCase("staff")]
    [TestCase]
    public async Task P8_Unless_the_default_role_applies_then_too(params string[] groups)
    {
        await using var scene = PivotScene.Start("roleAuthority: external\ndefaultRole: user\napplyDefaultRoleWhenNoGroupsMatch: true");
        scene.Regroup("bob", "editor");
        var before = await scene.RolesAsync("bob");
        scene.Regroup("bob", groups);

        Assert.That((before, await scene.RolesAsync("bob")), Is.EqualTo((new[] { "editor" }, new[] { "user" })));
    }

    [Test]
    public async Task The_last_administrator_keeps_the_role_whatever_the_groups_say()
    {
        await using var scene = PivotScene.Start("roleAuthority: external");
        await scene.RolesAsync();
        scene.Regroup("alice", "editor");

        Assert.That(await scene.RolesAsync(), Is.EquivalentTo(new[] { "admin", "editor" }));
    }
}
