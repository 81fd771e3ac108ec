extern alias ClaimGroups;

using System.Net;
using System.Text.Json.Nodes;
using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;
using Program = ClaimGroups::Program;

namespace OidcRelyingParty.Samples.Tests.ClaimGroups;

/// <summary>Claims decide who somebody is, and nobody is locked out (rows W), seen in the sample.</summary>
internal sealed class WikiTests
{
    private SampleHost<Program> _sample = null!; // set before each test
    private SettingsClient _settings = null!;

    [SetUp]
    public Task StartAsync() => StartAsync(new Dictionary<string, string>());

    [TearDown]
    public async Task StopAsync()
    {
        _settings.Administrator.Dispose();
        await _sample.DisposeAsync();
    }

    [TestCase("/.well-known/openid-configuration")]
    [TestCase("")]
    public async Task W1_The_full_well_known_URL_works_as_well_as_the_issuer(string suffix)
    {
        await _settings.StoreAsync(Document(("wellKnown", _sample.Embedded.Issuer + suffix)));

        Assert.That((await WhoAmIAsync("alice"))["sub"]!.GetValue<string>(), Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task W2_The_username_claim_is_unique_and_a_collision_is_an_error()
    {
        await _settings.StoreAsync(Document(("usernameClaim", "given_name")));
        var namesake = TestUser.Create("mallory", [], []);
        namesake.Claims["given_name"] = "ALICE";
        _sample.Provider.Users.Add(namesake);

        var alice = await WhoAmIAsync("alice");
        using var collision = await SignInAsync("mallory");

        Assert.That(alice["name"]!.GetValue<string>(), Is.EqualTo("Alice"));
        Assert.That(await collision.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.AccountUserNameTaken));
    }

    [TestCase(true, "root")]
    [TestCase(false, "untrusted")]
    public async Task W3_Whoever_is_called_root_is_root_administrator_only_when_the_host_opted_in(bool isOptedIn, string role)
    {
        await StopAsync();
        await StartAsync(new Dictionary<string, string> { ["RootAdministratorByName"] = isOptedIn.ToString() });
        _sample.Provider.Users.Add(TestUser.Create("root", ["untrusted"], []));
        await _settings.StoreAsync(Document());

        Assert.That(Roles(await WhoAmIAsync("root")), Does.Contain(role));
    }

    [TestCase("Admin", "admin")]
    [TestCase("TRUSTED", "trusted")]
    [TestCase("untrusted", "untrusted")]
    public async Task W4_A_group_is_compared_regardless_of_capital_letters_as_a_text_or_in_a_list(string group, string role)
    {
        await _settings.StoreAsync(Document());
        var single = TestUser.Create("single", [], []);
        single.Claims["groups"] = group;
        _sample.Provider.Users.Add(single);
        _sample.Provider.Users.Add(TestUser.Create("several", ["something", group], []));

        Assert.That((Roles(await WhoAmIAsync("single")), Roles(await WhoAmIAsync("several"))), Is.EqualTo((new[] { role }, new[] { role })));
    }

    [Test]
    public async Task W5_Without_a_matching_group_a_user_is_untrusted()
    {
        await _settings.StoreAsync(Document());
        _sample.Provider.Users.Add(TestUser.Create("nobody", ["staff"], []));
        _sample.Provider.Users.Add(TestUser.Create("groupless", [], []));
        using var visitor = _sample.CreateVisitor();
        visitor.UserName = "nobody";
        await visitor.OpenAsync("/login/start");

        using var trusted = await visitor.GetAsync("/trusted");

        Assert.That((Roles(await WhoAmIAsync("nobody")), Roles(await WhoAmIAsync("groupless"))), Is.EqualTo((new[] { "untrusted" }, new[] { "untrusted" })));
        Assert.That(trusted.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task W6_The_callback_path_is_the_hosts_choice()
    {
        await _settings.StoreAsync(Document());

        using var begun = await _sample.CreateVisitor().GetAsync("/login/start");

        Assert.That(Uri.UnescapeDataString(begun.Headers.Location!.Query), Does.Contain("redirect_uri=http://localhost/auth/oidc&").Or.EndsWith("redirect_uri=http://localhost/auth/oidc"));
        Assert.That((await _settings.ReadAsync())["status"]!["redirectUri"]!.GetValue<string>(), Is.EqualTo("http://localhost/auth/oidc"));
    }

    [Test]
    public async Task W7_A_session_ends_with_the_access_token_it_began_with()
    {
        await _settings.StoreAsync(Document());

        var expires = (await WhoAmIAsync("alice"))["expires"]!.GetValue<DateTimeOffset>();

        // The embedded provider's access tokens last five minutes; the host's own sessions eight hours.
        Assert.That(expires - TimeProvider.System.GetUtcNow(), Is.InRange(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task W8_Saving_ends_no_session_and_there_is_a_way_to_end_them_all()
    {
        await _settings.StoreAsync(Document());
        using var alice = _sample.CreateVisitor();
        await alice.OpenAsync("/login/start");

        await _settings.StoreAsync(Document(("scope", "openid profile")));
        using var after = await alice.GetAsync("/me");
        using var ended = await _settings.SendAsync(HttpMethod.Post, "/sessions/end");
        using var over = await alice.FetchAsync(HttpMethod.Get, "/me");

        Assert.That((after.StatusCode, ended.StatusCode, over.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task W9_The_escape_hatch_reaches_local_login_with_auto_login_on_and_broken_settings()
    {
        await _settings.StoreAsync(Document(("autoLogin", true)));
        using var visitor = _sample.CreateVisitor();

        using var automatic = await visitor.GetAsync("/login");
        await _sample.Provider.DisposeAsync();
        using var hatch = await visitor.GetAsync("/login?backup=1");
        using var entered = await visitor.SignInLocallyAsync();

        Assert.That(automatic.Headers.Location?.Authority, Is.EqualTo(new Uri(_sample.Embedded.Issuer).Authority));
        Assert.That(await hatch.TextAsync(), Does.Contain("name=\"password\""));
        Assert.That(await (await visitor.GetAsync("/")).ElementAsync("name"), Is.EqualTo("root"));
    }

    [Test]
    public async Task W10_A_missing_claim_is_named_with_the_scopes_and_the_claims_that_came()
    {
        await _settings.StoreAsync(Document(("usernameClaim", "nickname"), ("scope", "openid email")));

        using var refused = await SignInAsync("alice");
        var line = _sample.Logs.Lines.First(line => line.Contains(OidcErrorCodes.AccountClaimMissing, StringComparison.Ordinal));

        Assert.That(await refused.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.AccountClaimMissing));
        Assert.That(line, Does.Contain("nickname").And.Contain("openid email").And.Contain("email_verified").And.Not.Contain("alice@example.test"));
    }

    private async Task StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        _sample = new SampleHost<Program>(settings);
        var administrator = _sample.CreateVisitor();
        await administrator.SignInLocallyAsync();
        _settings = new SettingsClient(administrator, "/api/settings/security/oidc");
    }

    private JsonObject Document(params (string Name, JsonNode Value)[] others)
    {
        var document = new JsonObject
        {
            ["enabled"] = true,
            ["wellKnown"] = _sample.Embedded.Issuer,
            ["usernameClaim"] = "preferred_username",
            ["groupClaim"] = "groups",
            ["scope"] = "openid profile email",
            ["clientId"] = _sample.Embedded.ClientId,
            ["clientSecret"] = _sample.Embedded.ClientSecret,
        };
        foreach (var (name, value) in others)
        {
            document[name] = value;
        }

        return document;
    }

    private async Task<HttpResponseMessage> SignInAsync(string userName)
    {
        using var visitor = _sample.CreateVisitor();
        visitor.UserName = userName;
        return await visitor.OpenAsync("/login/start?returnUrl=/me");
    }

    private async Task<JsonNode> WhoAmIAsync(string userName)
    {
        using var page = await SignInAsync(userName);
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK), await page.TextAsync());
        return await page.JsonAsync();
    }

    private static string[] Roles(JsonNode me) => [.. me["roles"]!.AsArray().Select(role => role!.GetValue<string>())];
}
