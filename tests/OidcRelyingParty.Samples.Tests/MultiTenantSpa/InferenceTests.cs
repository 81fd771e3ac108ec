using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Samples.Tests.MultiTenantSpa;

/// <summary>Many tenants, an API and a separate front end (rows I), seen in the sample.</summary>
internal sealed class InferenceTests
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

    [Test]
    public async Task I5_The_authorization_code_flow_is_always_with_PKCE_S256()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync();

        var request = await AuthorizationAsync(scene, "acme");

        Assert.That((request["response_type"], request["code_challenge_method"], request["code_challenge"]?.Length), Is.EqualTo(("code", "S256", 43)));
    }

    [Test]
    public async Task I6_A_login_by_API_answers_where_to_send_the_browser()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync();

        using var response = await scene.BeginAsync();
        var answer = (await response.JsonAsync()).AsObject();

        Assert.That(answer.Select(member => member.Key), Is.EqualTo(new[] { "auth_url" }));
        Assert.That(Uri.TryCreate(answer["auth_url"]!.GetValue<string>(), UriKind.Absolute, out _), Is.True);
    }

    [Test]
    public async Task I7_The_callback_ends_at_the_front_end_with_a_one_time_code_or_where_allowed_with_a_token()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync("acme");
        await scene.StoreAsync("globex", ("oidc_allow_token_in_fragment", true));

        var withCode = await scene.SignInAsync("acme");
        var withToken = await scene.SignInAsync("globex");
        var code = HttpUtility.ParseQueryString(withCode.Fragment[1..])["code"]!;
        using var exchanged = await scene.PostAsync("/v1/auth/oidc/token", new JsonObject { ["code"] = code });
        using var again = await scene.PostAsync("/v1/auth/oidc/token", new JsonObject { ["code"] = code });

        Assert.That(withCode.GetLeftPart(UriPartial.Path), Is.EqualTo(TenantScene.FrontEndUrl));
        Assert.That(HttpUtility.ParseQueryString(withToken.Fragment[1..])["access_token"], Is.Not.Empty);
        Assert.That((exchanged.StatusCode, await again.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.OK, OidcErrorCodes.FrontEndCode)));
    }

    [Test]
    public async Task I8_The_token_carries_user_tenant_IsSSO_email_and_name_to_the_API()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync("acme", ("oidc_allow_token_in_fragment", true));
        var token = HttpUtility.ParseQueryString((await scene.SignInAsync()).Fragment[1..])["access_token"];

        using var response = await scene.GetAsync("/v1/me", token);
        using var anonymous = await scene.GetAsync("/v1/me");
        using var forged = await scene.GetAsync("/v1/me", token + "x");

        Assert.That(
            (await response.JsonAsync()).ToJsonString(),
            Is.EqualTo("""{"user_id":"user-alice","tenant_id":"acme","isSSO":true,"email":"alice@example.test","name":"Alice Example"}"""));
        Assert.That((anonymous.StatusCode, forged.StatusCode), Is.EqualTo((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task I9_State_lives_ten_minutes()
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var scene = await TenantScene.StartAsync(services: services => services.AddSingleton<TimeProvider>(clock));
        await scene.StoreAsync();
        var (visitor, callback) = await scene.AuthorizeAsync();
        using var late = visitor;
        clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        using var expired = await late.GetAsync(callback.OriginalString);

        Assert.That(await expired.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateExpired));
    }

    [Test]
    public async Task I9_State_serves_once()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync();
        var (visitor, callback) = await scene.AuthorizeAsync();
        using var twice = visitor;
        var cookies = twice.Cookies.GetCookieHeader(callback);

        using var first = await twice.GetAsync(callback.OriginalString);
        foreach (var cookie in cookies.Split("; "))
        {
            twice.Cookies.SetCookies(callback, cookie + "; path=/");
        }

        using var second = await twice.GetAsync(callback.OriginalString);

        Assert.That(first.Headers.Location?.Fragment, Does.StartWith("#code="));
        Assert.That(await second.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateReplayed));
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

    /// <summary>The parameters of the authorization request that a browser is sent to the provider with.</summary>
    private static async Task<System.Collections.Specialized.NameValueCollection> AuthorizationAsync(TenantScene scene, string tenant)
    {
        using var begun = await scene.BeginAsync(tenant);
        using var visitor = scene.Sample.CreateVisitor();
        using var redirect = await visitor.GetAsync((await begun.JsonAsync())["auth_url"]!.GetValue<string>());
        return HttpUtility.ParseQueryString(redirect.Headers.Location!.Query); // it leads to the provider
    }
}
