using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Discovery;

/// <summary>A perfect metadata document in which one thing is broken.</summary>
[TestFixture]
internal sealed class ProviderMetadataReaderTests
{
    private static readonly string[] RequiredEndpoints = ["authorization_endpoint", "token_endpoint", "jwks_uri"];
    private static readonly string[] Endpoints = [.. RequiredEndpoints, "userinfo_endpoint", "end_session_endpoint"];
    private static readonly string[] UnusableAddresses =
    [
        "http://op.example.test/x", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://op.example.test/x", "httpx://op.example.test/x",
        "/x", "//evil.example.test/x", "x", "https://user@op.example.test/x", "https://user:password@op.example.test/x",
        "https://op.example.test/x#fragment", "https://", " https://op.example.test/x", "http://169.254.169.254/x", "http://127.0.0.1/x",
    ];

    private CoreHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new CoreHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [TestCase("https://evil.example.test", false)]
    [TestCase("https://op.example.test.evil.test", false)]
    [TestCase("https://op.example.test/", true)]
    [TestCase("https://OP.example.test", false)]
    [TestCase("https://op.example.test:443", false)]
    [TestCase("http://op.example.test", false)]
    public async Task A128_Metadata_of_another_issuer_is_refused_before_its_keys_are_read(string issuer, bool hint)
    {
        _host.Provider.Behaviour.Discovery = metadata => metadata["issuer"] = issuer;

        var exception = await Refusal.OfAsync(() => _host.BeginAsync());

        Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.MetadataIssuer));
        Assert.That(exception.Error.Message.Contains("final slash", StringComparison.Ordinal), Is.EqualTo(hint));
        Assert.That(exception.Error.Remedy, Does.Contain(issuer));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.KeySet), Is.Zero);
    }

    [TestCase("https://op.example.test", null)]
    [TestCase("https://op.example.test/", null)]
    [TestCase("https://op.example.test//", OidcErrorCodes.MetadataIssuer)]
    [TestCase("https://evil.example.test", OidcErrorCodes.MetadataIssuer)]
    public async Task When_only_the_discovery_URL_is_known_a_final_slash_may_follow(string issuer, string? code)
    {
        _host.Change(settings => settings with { Issuer = null, MetadataAddress = new Uri(_host.Provider.MetadataAddress) });
        _host.Provider.Behaviour.Discovery = metadata => metadata["issuer"] = issuer;

        Assert.That(await Refusal.CodeOfAsync(() => _host.BeginAsync()), Is.EqualTo(code));
    }

    [Test]
    public async Task A_sign_in_with_a_slash_at_the_end_of_the_issuer_works()
    {
        _host.Provider.Behaviour.TrailingSlashIssuer = true;
        _host.Change(settings => settings with { Issuer = null, MetadataAddress = new Uri(_host.Provider.MetadataAddress) });

        Assert.That((await _host.SignInAsync()).Identity.Issuer, Is.EqualTo("https://op.example.test/"));
    }

    [Test]
    public async Task A130_A_required_member_is_there_and_a_text(
        [Values("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")] string name, [Values(null, "null", "1", "true", "[]", "{}", "\"\"")] string? json) =>
        Assert.That(await CodeWithAsync(name, json), Is.EqualTo(OidcErrorCodes.MetadataIncomplete));

    [TestCase("userinfo_endpoint", "1")]
    [TestCase("end_session_endpoint", "[\"https://op.example.test/x\"]")]
    [TestCase("token_endpoint_auth_methods_supported", "\"client_secret_basic\"")]
    [TestCase("token_endpoint_auth_methods_supported", "[1]")]
    [TestCase("token_endpoint_auth_signing_alg_values_supported", "{}")]
    [TestCase("authorization_response_iss_parameter_supported", "\"true\"")]
    [TestCase("authorization_response_iss_parameter_supported", "1")]
    public async Task A130_A_member_that_is_read_has_its_type(string name, string json) =>
        Assert.That(await CodeWithAsync(name, json), Is.EqualTo(OidcErrorCodes.MetadataIncomplete));

    [Test]
    public async Task A130_An_optional_member_may_be_missing_or_null(
        [Values("userinfo_endpoint", "end_session_endpoint", "token_endpoint_auth_methods_supported", "token_endpoint_auth_signing_alg_values_supported", "authorization_response_iss_parameter_supported")] string name,
        [Values(null, "null")] string? json) =>
        Assert.That(await CodeWithAsync(name, json), Is.Null);

    [Test]
    public async Task A131_An_address_that_must_not_be_used_is_refused_wherever_it_is(
        [ValueSource(nameof(Endpoints))] string name, [ValueSource(nameof(UnusableAddresses))] string address) =>
        Assert.That(await CodeWithAsync(name, JsonValue.Create(address).ToJsonString()), Is.EqualTo(OidcErrorCodes.MetadataEndpoint));

    [TestCase("https://elsewhere.example.test:8443/x?tenant=1")]
    [TestCase("HTTPS://op.example.test/x")]
    public async Task An_endpoint_may_be_anywhere_over_https(string address) =>
        Assert.That(await CodeWithAsync("userinfo_endpoint", JsonValue.Create(address).ToJsonString()), Is.Null);

    [Test]
    public async Task A113_A_member_that_comes_twice_spoils_the_document()
    {
        var text = $$"""{"issuer":"{{_host.Provider.Issuer}}","issuer":"https://evil.example.test"}""";
        _host.Answer(ProviderEndpoint.Discovery, () => ProviderResponse.Text(text, "application/json"));

        Assert.That(await Refusal.CodeOfAsync(() => _host.BeginAsync()), Is.EqualTo(OidcErrorCodes.MetadataUnreadable));
    }

    [Test]
    public async Task Members_that_are_not_read_may_be_anything()
    {
        _host.Provider.Behaviour.UnusualMetadata = true;

        Assert.That(await _host.CodeOfSignInAsync(), Is.Null);
    }

    private Task<string?> CodeWithAsync(string name, string? json)
    {
        _host.Provider.Behaviour.Discovery = metadata =>
        {
            metadata.Remove(name);
            if (json is not null)
            {
                metadata[name] = JsonNode.Parse(json);
            }
        };
        return Refusal.CodeOfAsync(() => _host.BeginAsync());
    }
}
