using System.Net;
using System.Text.Json.Nodes;
using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Samples.Tests.SettingsApi;

/// <summary>A settings API that other systems call (rows U), seen in the sample.</summary>
internal sealed class UnleashTests
{
    private UnleashScene _scene = null!; // set before each test

    private static readonly TestCaseData[] Wrong =
    [
        new("enabled", "\"yes\""), new("enabled", "1"), new("discoverUrl", "\"not a URL\""), new("discoverUrl", "7"), new("clientId", "true"), new("secret", "[\"x\"]"),
        new("autoCreate", "\"true\""), new("enableSingleSignOut", "0"), new("defaultRootRole", "\"Owner\""), new("defaultRootRole", "2"), new("defaultRootRoleId", "\"two\""),
        new("emailDomains", "{}"), new("emailDomains", "\"*\""), new("acrValues", "4"), new("idTokenSigningAlgorithm", "\"HS256\""), new("idTokenSigningAlgorithm", "\"none\""), new("idTokenSigningAlgorithm", "[\"RS256\"]"),
        new("isAdmin", "true"), new("Enabled", "true"),
    ];

    [SetUp]
    public void Start() => _scene = new UnleashScene();

    [TearDown]
    public ValueTask StopAsync() => _scene.DisposeAsync();

    [Test]
    public async Task U1_The_settings_are_stored_and_answered_without_the_secret()
    {
        var stored = await _scene.StoreAsync(
            ("enableSingleSignOut", true), ("defaultRootRole", "Viewer"), ("defaultRootRoleId", 2), ("emailDomains", "getunleash.io,getunleash.ai"),
            ("acrValues", "urn:okta:loa:2fa:any phr"), ("idTokenSigningAlgorithm", "RS256"));

        var expected = _scene.Document(
            ("enableSingleSignOut", true), ("defaultRootRole", "Viewer"), ("defaultRootRoleId", 2), ("emailDomains", "getunleash.io,getunleash.ai"),
            ("acrValues", "urn:okta:loa:2fa:any phr"), ("idTokenSigningAlgorithm", "RS256"));
        expected.Remove("secret");
        Assert.That(stored.ToJsonString(), Is.EqualTo(expected.ToJsonString()));
        Assert.That(string.Join('\n', _scene.Sample.Logs.Lines), Does.Not.Contain(_scene.Sample.Embedded.ClientSecret));
    }

    [TestCase("clientId")]
    [TestCase("secret")]
    public async Task U2_What_is_required_on_the_first_write_may_be_left_out_later(string name)
    {
        using var first = await _scene.PostAsync(_scene.Document((name, null)));
        await _scene.StoreAsync();
        using var later = await _scene.PostAsync(_scene.Document((name, null)));
        using var entered = await _scene.SignInAsync();

        Assert.That((first.StatusCode, later.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.OK)));
        Assert.That((await first.JsonAsync())["message"]!.GetValue<string>(), Does.Contain(name));
        Assert.That(await entered.ElementAsync("sub"), Is.EqualTo("user-alice"));
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task U2_A_wrong_value_is_400_and_stores_nothing(string name, string value)
    {
        using var response = await _scene.PostAsync(_scene.Document((name, JsonNode.Parse(value))));
        using var entered = await _scene.SignInAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), await response.TextAsync());
        Assert.That((await response.JsonAsync())["message"]!.GetValue<string>(), Does.Contain(name));
        Assert.That(await entered.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsMissing));
    }

    [TestCase("*:*.admin-token", "application/json", HttpStatusCode.BadRequest, "ValidationError")]
    [TestCase(null, "application/json", HttpStatusCode.Unauthorized, "AuthenticationRequired")]
    [TestCase("*:*.client-token", "application/json", HttpStatusCode.Forbidden, "NoAccessError")]
    [TestCase("*:*.admin-token", "application/xml", HttpStatusCode.UnsupportedMediaType, "ContentTypeError")]
    public async Task U3_An_error_is_an_object_with_id_name_and_message(string? token, string contentType, HttpStatusCode status, string name)
    {
        var document = _scene.Document(("autoCreate", "perhaps"));

        using var one = await _scene.PostAsync(document, token, contentType);
        using var another = await _scene.PostAsync(document, token, contentType);
        var (error, other) = (await one.JsonAsync(), await another.JsonAsync());

        Assert.That((one.StatusCode, error["name"]!.GetValue<string>()), Is.EqualTo((status, name)));
        Assert.That(error["id"]!.GetValue<string>(), Is.Not.Empty.And.Not.EqualTo(other["id"]!.GetValue<string>()));
        Assert.That(error["message"]!.GetValue<string>(), status == HttpStatusCode.BadRequest ? Does.Contain("autoCreate") : Is.Not.Empty);
    }

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
    [TestCase("example.test", "alice@sub.example.test", false)]
    [TestCase("example.test", "alice@evil.test@example.test", false)]
    [TestCase("example.test", "alice@example.test.evil.test", false)]
    [TestCase("bücher.example", "alice@xn--bcher-kva.example", true)]
    public async Task U5_Only_users_of_these_domains_are_created(string domains, string email, bool enters)
    {
        await _scene.StoreAsync(("emailDomains", domains));
        var user = TestUser.Create("erin", [], []);
        user.Claims["email"] = email;
        _scene.Sample.Provider.Users.Add(user);

        using var page = await _scene.SignInAsync("erin");

        Assert.That(await page.ElementAsync("sub"), enters ? Is.EqualTo("user-erin") : Is.Null);
        Assert.That(await page.ErrorCodeAsync(), enters ? Is.Null : Is.Not.Null);
    }

    [TestCase(null, null, "Viewer")]
    [TestCase("Editor", null, "Editor")]
    [TestCase("Editor", 1, "Admin")]
    public async Task U6_A_created_user_has_the_default_role_of_which_the_number_counts_more(string? name, int? id, string role)
    {
        await _scene.StoreAsync(("defaultRootRole", name), ("defaultRootRoleId", id));

        using var page = await _scene.SignInAsync();

        Assert.That(await page.ElementAsync("roles"), Is.EqualTo(role));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task U7_Logging_out_ends_the_session_at_the_provider_when_it_should(bool isSingle)
    {
        await _scene.StoreAsync(("enableSingleSignOut", isSingle));
        using var visitor = _scene.Sample.CreateVisitor();
        using var home = await visitor.OpenAsync("/login/start");

        using var left = await visitor.SubmitAsync(home, "form[action='/logout']");

        var location = left.Headers.Location!.OriginalString;
        Assert.That(location.StartsWith(_scene.Sample.Embedded.Issuer, StringComparison.Ordinal), Is.EqualTo(isSingle));
        Assert.That(location.Contains("id_token_hint=", StringComparison.Ordinal) && location.Contains("post_logout_redirect_uri=", StringComparison.Ordinal), Is.EqualTo(isSingle));
    }

    [Test]
    public async Task U8_The_acr_values_are_sent_and_the_host_can_require_one()
    {
        await using var strict = new UnleashScene(new Dictionary<string, string> { ["RequireAcr"] = "true" });
        await _scene.StoreAsync(("acrValues", "urn:loa:2 phr"));
        await strict.StoreAsync(("acrValues", "urn:loa:2 phr"));
        strict.Sample.Provider.Behaviour.IdTokenClaims = claims => claims["acr"] = "urn:loa:1";

        using var begun = await _scene.Sample.CreateVisitor().GetAsync("/login/start");
        using var wish = await _scene.SignInAsync();
        using var weak = await strict.SignInAsync();

        Assert.That(Uri.UnescapeDataString(begun.Headers.Location!.Query.Replace('+', ' ')), Does.Contain("acr_values=urn:loa:2 phr"));
        Assert.That(await wish.ElementAsync("sub"), Is.EqualTo("user-alice"));
        Assert.That(await weak.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.IdTokenAcr));
    }

    [TestCase("RS256", "RS256", true)]
    [TestCase("RS512", "RS256", false)]
    [TestCase("ES256", "ES256", true)]
    [TestCase("PS256", "RS256", false)]
    public async Task U9_A_token_signed_with_another_algorithm_is_rejected(string accepted, string used, bool enters)
    {
        _scene.Sample.Provider.Clients[0].IdTokenSigningAlgorithm = used;
        await _scene.StoreAsync(("idTokenSigningAlgorithm", accepted));

        using var page = await _scene.SignInAsync();

        Assert.That(await page.ErrorCodeAsync(), enters ? Is.Null : Is.EqualTo(OidcErrorCodes.IdTokenAlgorithm));
    }
}
