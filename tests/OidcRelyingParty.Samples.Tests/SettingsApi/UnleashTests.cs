using System.Net;
using System.Text.Json.Nodes;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.SettingsApi;

/// <summary>A settings API that other systems call (rows U), seen in the sample.</summary>
internal sealed partial class UnleashTests
{
    private UnleashScene _scene = null!; // set before each test

    private static readonly TestCaseData[] Wrong =
    [
        new("enabled", "\"yes\""), new("enabled", "1"),
        new("discoverUrl", "\"not a URL\""), new("discoverUrl", "7"), new("discoverUrl", "\"/.well-known/openid-configuration\""), new("discoverUrl", "\"ftp://op.example/.well-known/openid-configuration\""),
        new("discoverUrl", "\"http://op.example/.well-known/openid-configuration\""),
        new("clientId", "true"), new("secret", "[\"x\"]"), new("autoCreate", "\"true\""), new("enableSingleSignOut", "0"),
        new("defaultRootRole", "\"Owner\""), new("defaultRootRole", "\"viewer\""), new("defaultRootRole", "2"),
        new("defaultRootRoleId", "\"two\""), new("defaultRootRoleId", "\"2\""), new("defaultRootRoleId", "99"), new("defaultRootRoleId", "1.5"),
        new("emailDomains", "{}"), new("emailDomains", "\"*\""), new("emailDomains", "\"alice@example.test\""), new("acrValues", "4"),
        new("idTokenSigningAlgorithm", "\"HS256\""), new("idTokenSigningAlgorithm", "\"none\""), new("idTokenSigningAlgorithm", "[\"RS256\"]"), new("idTokenSigningAlgorithm", "\"rs256\""),
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
        Assert.That((await _scene.ReadAsync()).ToJsonString(), Is.EqualTo(expected.ToJsonString()));
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

    [TestCase("\"settings\"")]
    [TestCase("[]")]
    public async Task U3_A_document_that_is_no_object_is_such_an_error_too(string document)
    {
        using var response = await _scene.PostAsync(JsonNode.Parse(document)!); // neither is null

        Assert.That((response.StatusCode, (await response.JsonAsync())["name"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.BadRequest, "ValidationError")));
    }
}
