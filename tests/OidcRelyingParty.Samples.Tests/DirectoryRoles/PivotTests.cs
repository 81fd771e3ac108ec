using System.Net;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.DirectoryRoles;

/// <summary>The provider as authority over accounts and roles (rows P), seen in the sample.</summary>
internal sealed partial class PivotTests
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
    [TestCase("userIdProperty: sub", "user-alice")]
    [TestCase("userIdProperty: email", "alice@example.test")]
    [TestCase("userIdProperty: preferred_username", "alice")]
    [TestCase("userIdProperty: employee_number", "number of alice")]
    public async Task P2_The_user_id_is_the_subject_or_any_other_value_of_UserInfo(string top, string expected)
    {
        await using var scene = PivotScene.Start(top);
        scene.Sample.Provider.Clients[0].ClaimsInIdToken = false;
        foreach (var user in scene.Sample.Provider.Users)
        {
            user.Claims["employee_number"] = $"number of {user.UserName}";
        }

        await scene.WhoAmIAsync();

        Assert.That(await scene.UserIdsAsync(), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public async Task P2_A_value_that_does_not_come_lets_nobody_in()
    {
        await using var scene = PivotScene.Start("userIdProperty: employee_number");

        using var page = await scene.SignInAsync();

        Assert.That(await page.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.AccountClaimMissing));
    }

    [TestCase("alice@example.test", false, true)]
    [TestCase("ALICE@example.test", false, false)]
    [TestCase("ALICE@example.test", true, true)]
    [TestCase("alice2@example.test", true, false)]
    public async Task P3_Existing_users_match_case_sensitively_unless_switched(string existing, bool isInsensitive, bool matches)
    {
        await using var scene = PivotScene.Start($"userIdProperty: email\nuseCaseInsensitiveMatching: {(isInsensitive ? "true" : "false")}");
        await scene.ImportAsync(existing);

        var roles = await scene.RolesAsync();

        Assert.That(await scene.UserIdsAsync(), Is.EquivalentTo(matches ? new[] { existing } : [existing, "alice@example.test"]));
        Assert.That(roles, Is.EqualTo(new[] { matches ? "editor" : "admin" }), "the role of the user who was there, or that of the groups");
    }

    [TestCase("/reports", "showLoginPage=true")]
    [TestCase("/reports", "year=2026&showLoginPage=true")]
    [TestCase("/", "showLoginPage=true")]
    [TestCase("/me", "showLoginPage=true")]
    [TestCase("/users", "showLoginPage=true")]
    public async Task P11_An_anonymous_visit_starts_the_login_and_showLoginPage_shows_the_page_instead(string path, string query)
    {
        await using var scene = PivotScene.Start();
        using var visitor = scene.Sample.CreateVisitor();

        using var automatic = await visitor.GetAsync(path);
        using var asked = await visitor.OpenAsync($"{path}?{query}");

        Assert.That(automatic.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(automatic.Headers.Location!.OriginalString, Does.StartWith(scene.Sample.Embedded.Issuer));
        Assert.That(asked.RequestMessage!.RequestUri!.Host, Is.EqualTo("localhost"));
        Assert.That(await asked.TextAsync(), Does.Contain("Sign in with single sign-on").And.Contain("name=\"password\""));
    }

    [Test]
    public async Task P11_The_login_page_leads_to_the_page_first_asked_for()
    {
        await using var scene = PivotScene.Start();
        using var visitor = scene.Sample.CreateVisitor();

        using var login = await visitor.OpenAsync("/reports?showLoginPage=true");
        var offered = (await Visitor.ReadAsync(login)).QuerySelector("a[href^='/login/']")!.GetAttribute("href")!; // it offers single sign-on
        using var page = await visitor.OpenAsync(offered);

        Assert.That(page.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/reports"));
        Assert.That(await page.TextAsync(), Does.Contain("The page first asked for."));
    }

    [Test]
    public async Task P12_A_user_signed_in_at_the_provider_lands_on_the_page_first_asked_for_without_a_prompt()
    {
        await using var scene = PivotScene.Start();
        using var visitor = scene.Sample.CreateVisitor();
        await visitor.OpenAsync("/");
        foreach (Cookie cookie in visitor.Cookies.GetCookies(new Uri(SampleHost<object>.Origin)))
        {
            cookie.Expired = true;
        }

        visitor.UserName = "nobody at all";
        using var page = await visitor.OpenAsync("/reports?year=2026");

        Assert.That(page.RequestMessage!.RequestUri!.PathAndQuery, Is.EqualTo("/reports?year=2026"));
        Assert.That(await page.TextAsync(), Does.Contain("The page first asked for."));
    }
}
