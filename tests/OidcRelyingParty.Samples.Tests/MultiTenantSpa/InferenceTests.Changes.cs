using System.Net;
using System.Text.Json.Nodes;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.MultiTenantSpa;

/// <content>Addresses that must match, and settings that change (I11, I12).</content>
internal sealed partial class InferenceTests
{
    [TestCase("http://app.example.com/v1/auth/oidc/callback/acme")]
    [TestCase("/v1/auth/oidc/callback/acme")]
    public async Task I11_A_redirect_URI_without_https_is_refused(string redirectUrl)
    {
        await using var scene = await TenantScene.StartAsync();

        using var response = await scene.Tenant("acme").SendAsync(HttpMethod.Put, "", scene.Document("acme", ("oidc_redirect_url", redirectUrl)));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task I11_The_redirect_URI_matches_exactly_with_its_final_slash()
    {
        await using var scene = await TenantScene.StartAsync();

        using var response = await scene.Tenant("acme").SendAsync(HttpMethod.Post, "/check", scene.Document("acme", ("oidc_redirect_url", TenantScene.RedirectUrl("acme") + "/")));

        Assert.That(
            (await response.JsonAsync())["findings"]!.AsArray().Select(finding => finding!["message"]!.GetValue<string>()),
            Has.Some.Contains(TenantScene.RedirectUrl("acme") + "/"), "the provider knows it without");
    }

    [Test]
    public async Task I12_Changed_settings_work_at_once()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync();
        var before = await AuthorizationAsync(scene, "acme");

        await scene.StoreAsync("acme", ("oidc_scopes", "openid phone"));

        Assert.That((before["scope"], (await AuthorizationAsync(scene, "acme"))["scope"]), Is.EqualTo(("openid profile email", "openid phone")));
    }

    [Test]
    public async Task I12_A_sign_in_that_has_begun_ends_with_the_settings_it_began_with()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync();
        var (visitor, callback) = await scene.AuthorizeAsync();
        using var begun = visitor;

        await scene.StoreAsync("acme", ("oidc_scopes", "openid phone"), ("frontend_url", "http://localhost/moved"));
        using var finished = await begun.GetAsync(callback.OriginalString);

        Assert.That(finished.Headers.Location?.OriginalString, Does.StartWith(TenantScene.FrontEndUrl + "#code="), "the front end of those settings");
        Assert.That((await scene.SignInAsync()).GetLeftPart(UriPartial.Path), Is.EqualTo("http://localhost/moved"));
    }

    [Test]
    public async Task I12_A_tenant_that_is_switched_off_is_off_at_once_and_the_others_are_not()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync("acme");
        await scene.StoreAsync("globex");

        await scene.Tenant("acme").StoreAsync(new JsonObject { ["oidc_issuer"] = "" });
        using var off = await scene.BeginAsync("acme");
        using var on = await scene.BeginAsync("globex");

        Assert.That((await off.ErrorCodeAsync(), on.StatusCode), Is.EqualTo((OidcErrorCodes.SettingsDisabled, HttpStatusCode.OK)));
    }

    [Test]
    public async Task I1_A_tenant_s_user_changes_no_settings_whatever_roles_the_tenant_gives()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync("acme", ("oidc_roles_default_roles", new JsonArray("admin")), ("oidc_allow_token_in_fragment", true));
        var (visitor, callback) = await scene.AuthorizeAsync();
        using var user = visitor;
        var token = TenantScene.FragmentOf((await user.GetAsync(callback.OriginalString)).Headers.Location!)["access_token"]; // to the front end

        using var me = await scene.GetAsync("/v1/me", token);
        using var withToken = await scene.GetAsync("/v1/tenants/globex/oidc", token);
        using var withCookies = await user.FetchAsync(HttpMethod.Get, "/v1/tenants/acme/oidc");

        Assert.That(me.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(new[] { withToken.StatusCode, withCookies.StatusCode }, Is.All.EqualTo(HttpStatusCode.Unauthorized));
    }
}
