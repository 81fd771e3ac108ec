using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Samples.Tests.SettingsApi;

/// <content>Who gets an account, and with which role (rows U4 to U6).</content>
internal sealed partial class UnleashTests
{
    [Test]
    public async Task U4_Users_are_created_at_their_first_login_or_refused()
    {
        await _scene.StoreAsync(("autoCreate", false));
        using var refused = await _scene.SignInAsync();
        await _scene.StoreAsync();
        using var entered = await _scene.SignInAsync();
        await _scene.StoreAsync(("autoCreate", false));
        using var known = await _scene.SignInAsync();
        using var stranger = await _scene.SignInAsync("bob");

        Assert.That((await refused.ErrorCodeAsync(), await stranger.ErrorCodeAsync()), Is.EqualTo((OidcErrorCodes.AccountRefused, OidcErrorCodes.AccountRefused)));
        Assert.That((await entered.ElementAsync("name"), await known.ElementAsync("name")), Is.EqualTo(("alice@example.test", "alice@example.test")));
    }

    [TestCase("example.test", "alice@example.test", true)]
    [TestCase("other.test,EXAMPLE.test", "alice@example.test", true)]
    [TestCase("example.test", "alice@Example.TEST", true)]
    [TestCase("example.test", "alice@sub.example.test", false)]
    [TestCase("sub.example.test", "alice@example.test", false)]
    [TestCase("example.test", "alice@evil.test@example.test", false)]
    [TestCase("example.test", "alice@example.test.evil.test", false)]
    [TestCase("example.test", "alice@evilexample.test", false)]
    [TestCase("bücher.example", "alice@xn--bcher-kva.example", true)]
    [TestCase("xn--bcher-kva.example", "alice@BÜCHER.example", true)]
    public async Task U5_Only_users_of_these_domains_are_created(string domains, string email, bool enters)
    {
        await _scene.StoreAsync(("emailDomains", domains));
        AddErin(email, isVerified: true);

        using var page = await _scene.SignInAsync("erin");

        Assert.That(await page.ElementAsync("sub"), enters ? Is.EqualTo("user-erin") : Is.Null);
        Assert.That(await page.ErrorCodeAsync(), enters ? Is.Null : Is.Not.Null);
    }

    [Test]
    public async Task U5_An_address_that_nobody_verified_counts_for_no_domain()
    {
        await _scene.StoreAsync(("emailDomains", "example.test"));
        AddErin("erin@example.test", isVerified: false);

        using var page = await _scene.SignInAsync("erin");

        Assert.That(await page.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
    }

    [Test]
    public async Task U5_Users_who_were_created_before_still_get_in()
    {
        await _scene.StoreAsync();
        using var first = await _scene.SignInAsync();

        await _scene.StoreAsync(("emailDomains", "other.test"));
        using var known = await _scene.SignInAsync();
        using var stranger = await _scene.SignInAsync("bob");

        Assert.That((await known.ElementAsync("sub"), await stranger.ErrorCodeAsync()), Is.EqualTo(("user-alice", OidcErrorCodes.AccountRefused)));
    }

    [TestCase(null, null, "Viewer")]
    [TestCase("Editor", null, "Editor")]
    [TestCase("Editor", 1, "Admin")]
    [TestCase(null, 2, "Editor")]
    public async Task U6_A_created_user_has_the_default_role_of_which_the_number_counts_more(string? name, int? id, string role)
    {
        await _scene.StoreAsync(("defaultRootRole", name), ("defaultRootRoleId", id));
        using var created = await _scene.SignInAsync();
        await _scene.StoreAsync(("defaultRootRole", name == "Editor" ? "Viewer" : "Admin"));
        using var later = await _scene.SignInAsync();

        Assert.That((await created.ElementAsync("roles"), await later.ElementAsync("roles")), Is.EqualTo((role, role)), "who was created before keeps the role");
    }

    private void AddErin(string email, bool isVerified)
    {
        var user = TestUser.Create("erin", [], []);
        (user.Claims["email"], user.Claims["email_verified"]) = (email, isVerified);
        _scene.Sample.Provider.Users.Add(user);
    }
}
