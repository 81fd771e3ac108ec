using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.MultiTenantSpa;

/// <summary>Many tenants, an API and a separate front end (rows I), seen in the sample.</summary>
internal sealed partial class InferenceTests
{
    [Test]
    public async Task I1_Each_tenant_has_its_own_settings()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync("acme", ("oidc_scopes", "openid email"));
        await scene.StoreAsync("globex", ("frontend_url", "http://localhost/globex"));

        var acme = await AuthorizationAsync(scene, "acme");
        var globex = await AuthorizationAsync(scene, "globex");
        var landed = await scene.SignInAsync("globex");
        using var stranger = await scene.BeginAsync("initech");

        Assert.That((acme["redirect_uri"], acme["scope"]), Is.EqualTo((TenantScene.RedirectUrl("acme"), "openid email")));
        Assert.That((globex["redirect_uri"], globex["scope"]), Is.EqualTo((TenantScene.RedirectUrl("globex"), "openid profile email")));
        Assert.That(landed.OriginalString, Does.StartWith("http://localhost/globex#"));
        Assert.That(stranger.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task I1_The_administrator_of_a_tenant_is_none_of_the_platform()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync("acme", ("oidc_roles_claims", new JsonArray("groups")), ("oidc_roles_unmapped", "is_role"));
        using var alice = scene.Sample.CreateVisitor();
        using var signedIn = await alice.OpenAsync("/initiate-login?iss=" + Uri.EscapeDataString(scene.Sample.Embedded.Issuer));

        using var response = await new SettingsClient(alice, "/v1/tenants/globex/oidc").GetAsync();

        Assert.That(signedIn.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/spa"), "signed in");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("")]
    [TestCase("/")]
    [TestCase("/.well-known/openid-configuration")]
    public async Task I2_An_issuer_is_understood_as_issuer_or_well_known_URL_with_or_without_a_final_slash(string suffix)
    {
        await using var scene = await TenantScene.StartAsync();

        await scene.StoreAsync("acme", ("oidc_issuer", scene.Sample.Embedded.Issuer + suffix));

        Assert.That((await scene.SignInAsync()).Fragment, Does.StartWith("#code="));
    }

    [Test]
    public async Task I2_The_discovered_issuer_must_match()
    {
        await using var scene = await TenantScene.StartAsync();
        scene.Sample.Provider.Behaviour.Discovery = document => document["issuer"] = "https://evil.example.test";

        using var response = await scene.Tenant("acme").SendAsync(HttpMethod.Put, "", scene.Document());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await response.JsonAsync())["findings"]!.AsArray().Select(finding => finding!["code"]!.GetValue<string>()), Does.Contain(OidcErrorCodes.MetadataIssuer));
    }

    [Test]
    public async Task I3_With_an_issuer_all_missing_settings_are_named_at_once_and_without_one_OIDC_is_off()
    {
        await using var scene = await TenantScene.StartAsync();

        using var incomplete = await scene.Tenant("acme").SendAsync(HttpMethod.Put, "", new JsonObject { ["oidc_issuer"] = scene.Sample.Embedded.Issuer });
        using var off = await scene.Tenant("acme").SendAsync(HttpMethod.Put, "", new JsonObject { ["oidc_issuer"] = "", ["oidc_client_id"] = 7 });
        using var begun = await scene.BeginAsync();

        Assert.That(
            (await incomplete.JsonAsync())["findings"]!.AsArray().Where(finding => finding!["code"]!.GetValue<string>() == OidcErrorCodes.SettingsRequired).Select(finding => finding!["field"]!.GetValue<string>()),
            Is.EquivalentTo(new[] { "oidc_client_id", "oidc_client_secret", "oidc_redirect_url" }));
        Assert.That((off.StatusCode, begun.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Forbidden)), await off.TextAsync());
        Assert.That(await begun.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsDisabled));
    }

    [Test]
    public async Task I4_Settings_come_from_the_environment_and_from_snake_case_JSON()
    {
        await using var scene = await TenantScene.StartAsync(new Dictionary<string, string>
        {
            ["TENANT_OIDC_ISSUER"] = "https://op.example.test",
            ["TENANT_OIDC_CLIENT_ID"] = "from-the-environment",
            ["TENANT_OIDC_CLIENT_SECRET"] = "environment-secret",
            ["TENANT_OIDC_REDIRECT_URL"] = TenantScene.RedirectUrl("default"),
            ["TENANT_OIDC_SCOPES"] = "openid groups",
        });
        await scene.StoreAsync();

        var environment = await scene.Tenant("default").ReadAsync();
        var json = await scene.Tenant("acme").ReadAsync();

        Assert.That(
            (environment["oidc_client_id"]!.GetValue<string>(), environment["oidc_scopes"]!.ToJsonString(), environment["status"]!["savedBy"]!.GetValue<string>()),
            Is.EqualTo(("from-the-environment", "[\"openid\",\"groups\"]", "the environment")));
        Assert.That(json["oidc_client_id"]!.GetValue<string>(), Is.EqualTo(scene.Sample.Embedded.ClientId));
        Assert.That(environment.ToJsonString(), Does.Not.Contain("environment-secret"));
    }

    [TestCase("TENANT_OIDC_CLIENT_ID", "", "TENANT_OIDC_CLIENT_ID")]
    [TestCase("TENANT_OIDC_ISSUER", "http://op.example.test", "https")]
    public async Task I3_An_environment_that_is_wrong_is_told_in_the_log_and_the_other_tenants_go_on(string name, string value, string part)
    {
        var environment = new Dictionary<string, string>
        {
            ["TENANT_OIDC_ISSUER"] = "https://op.example.test",
            ["TENANT_OIDC_CLIENT_ID"] = "from-the-environment",
            ["TENANT_OIDC_CLIENT_SECRET"] = "environment-secret",
            ["TENANT_OIDC_REDIRECT_URL"] = TenantScene.RedirectUrl("default"),
            [name] = value,
        };

        await using var scene = await TenantScene.StartAsync(environment);
        await scene.StoreAsync("acme");
        using var refused = await scene.BeginAsync("default");
        using var begun = await scene.BeginAsync("acme");

        Assert.That(scene.Sample.Logs.Lines, Has.Some.StartsWith("Error MultiTenantSpa.Tenants").And.Contains(part));
        Assert.That((refused.StatusCode, begun.StatusCode), Is.EqualTo((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK)));
    }

    [Test]
    public async Task I10_Presets_fill_in_what_is_known_about_each_provider()
    {
        await using var scene = await TenantScene.StartAsync();

        using var response = await scene.GetAsync("/v1/presets");
        var presets = (await response.JsonAsync()).AsArray();

        Assert.That(presets.Select(preset => preset!["id"]!.GetValue<string>()), Is.SupersetOf(new[]
        {
            "keycloak", "entra", "entra-organizations", "entra-common", "auth0", "okta", "google", "jumpcloud", "authentik", "cognito", "zitadel", "generic",
        }));
        Assert.That(presets.Single(preset => preset!["id"]!.GetValue<string>() == "google")!["issuer"]!.GetValue<string>(), Is.EqualTo("https://accounts.google.com"));
    }

    /// <summary>The parameters of the authorization request that a browser is sent to the provider with.</summary>
    private static async Task<System.Collections.Specialized.NameValueCollection> AuthorizationAsync(TenantScene scene, string tenant)
    {
        using var begun = await scene.BeginAsync(tenant);
        using var visitor = scene.Sample.CreateVisitor();
        using var redirect = await visitor.GetAsync((await begun.JsonAsync())["auth_url"]!.GetValue<string>());
        return HttpUtility.ParseQueryString(redirect.Headers.Location!.Query); // it leads to the provider
    }
}
