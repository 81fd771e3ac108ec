using System.Security.Cryptography;
using OidcRelyingParty.Probing;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Probing;

[TestFixture]
internal sealed class ClientCheckTests : ProbeScene
{
    [TestCase("client_secret_basic", ClientAuthenticationMethod.ClientSecretBasic)]
    [TestCase("client_secret_post", ClientAuthenticationMethod.ClientSecretPost)]
    [TestCase("client_secret_jwt", ClientAuthenticationMethod.ClientSecretJwt)]
    public async Task A_wrong_secret_is_an_error_on_the_secret_and_the_right_one_passes(string registered, ClientAuthenticationMethod method)
    {
        Host.Client.TokenEndpointAuthMethod = registered;
        Host.Change(settings => settings with { ClientAuthentication = method });
        Assert.That(Complaints(await ProbeAsync()), Is.Empty);

        Host.Change(settings => settings with { ClientSecret = new Secret("a-wrong-secret-0123456789-0123456789-0123456789") });
        Assert.That(Complaints(await ProbeAsync()), Is.EqualTo(new[] { (FindingSeverity.Error, nameof(OidcSettings.ClientSecret), OidcErrorCodes.ClientRefused) }));
    }

    [Test]
    public async Task A_private_key_that_is_not_the_registered_one_is_an_error_on_the_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Host.Client.TokenEndpointAuthMethod = "private_key_jwt";
        Host.Client.Jwks = """{"keys":[]}""";
        Host.Change(settings => settings with { ClientSecret = null, ClientKey = ClientPrivateKey.FromPem(key.ExportPkcs8PrivateKeyPem()) });

        Assert.That(Complaints(await ProbeAsync()), Is.EqualTo(new[] { (FindingSeverity.Error, nameof(OidcSettings.ClientKey), OidcErrorCodes.ClientRefused) }));
    }

    [Test]
    public async Task An_unknown_public_client_is_an_error_on_the_client_id()
    {
        Host.Change(settings => settings with { ClientId = "unknown", ClientSecret = null });

        Assert.That(Complaints(await ProbeAsync()), Does.Contain((FindingSeverity.Error, nameof(OidcSettings.ClientId), OidcErrorCodes.ClientRefused)));
    }

    [Test]
    public async Task A_public_client_passes_where_the_metadata_does_not_list_none()
    {
        Host.Client.ClientSecret = null;
        Host.Client.TokenEndpointAuthMethod = "none";
        Host.Change(settings => settings with { ClientSecret = null, ClientAuthentication = ClientAuthenticationMethod.None });
        Host.Provider.Behaviour.Discovery = metadata => metadata["token_endpoint_auth_methods_supported"]!.AsArray().RemoveAt(4); // "none" is the last

        Assert.That(Complaints(await ProbeAsync()), Is.Empty);
    }

    [TestCase(ClientAuthenticationMethod.ClientSecretPost)]
    [TestCase(null)]
    public async Task A_method_that_the_provider_does_not_offer_is_an_error_and_the_secret_is_not_sent(ClientAuthenticationMethod? method)
    {
        Host.Change(settings => settings with { ClientAuthentication = method });
        Host.Provider.Behaviour.Discovery = metadata => metadata["token_endpoint_auth_methods_supported"] = new System.Text.Json.Nodes.JsonArray("private_key_jwt");

        var findings = await ProbeAsync();

        Assert.That(Complaints(findings), Is.EqualTo(new[] { (FindingSeverity.Error, nameof(OidcSettings.ClientAuthentication), OidcErrorCodes.ClientAuthenticationMethod) }));
        Assert.That(findings.Select(finding => finding.Error.Message), Has.Some.Contains("private_key_jwt"));
        Assert.That(Host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);
    }

    [Test]
    public async Task A_refused_code_in_the_words_of_glewlwyd_is_one_too()
    {
        Host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Error("invalid_code", ""));

        Assert.That(Complaints(await ProbeAsync()), Is.Empty);
        Assert.That(await Host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.CodeRefused));
    }

    [TestCase(400, "invalid_request", FindingSeverity.Warning, nameof(OidcSettings.ClientSecret), OidcErrorCodes.ProbeClient)]
    [TestCase(401, "invalid_client", FindingSeverity.Error, nameof(OidcSettings.ClientSecret), OidcErrorCodes.ClientRefused)]
    [TestCase(401, "access_denied", FindingSeverity.Error, nameof(OidcSettings.ClientSecret), OidcErrorCodes.ClientRefused)]
    [TestCase(400, "unauthorized_client", FindingSeverity.Error, nameof(OidcSettings.ClientSecret), OidcErrorCodes.ClientRefused)]
    [TestCase(503, "temporarily_unavailable", FindingSeverity.Error, nameof(OidcSettings.Issuer), OidcErrorCodes.ProviderUnavailable)]
    public async Task What_the_token_endpoint_says_decides_about_the_finding(int status, string error, FindingSeverity severity, string field, string code)
    {
        Host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Error(error, "in its own words", status));

        var findings = await ProbeAsync();

        Assert.That(Complaints(findings), Is.EqualTo(new[] { (severity, field, code) }));
        Assert.That(findings.Select(finding => finding.Error.Message), Has.Some.Contains("in its own words"));
    }

    [TestCase(401, FindingSeverity.Error, OidcErrorCodes.ClientRefused)]
    [TestCase(404, FindingSeverity.Warning, OidcErrorCodes.ProbeClient)]
    [TestCase(200, FindingSeverity.Warning, OidcErrorCodes.ProbeClient)]
    public async Task An_answer_that_is_not_of_the_standard_is_judged_by_its_status(int status, FindingSeverity severity, string code)
    {
        Host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Html("<p>?</p>", status));

        Assert.That(Complaints(await ProbeAsync()), Is.EqualTo(new[] { (severity, nameof(OidcSettings.ClientSecret), code) }));
    }

    [Test]
    public async Task A_provider_that_takes_any_code_is_not_praised()
    {
        Host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Json(new System.Text.Json.Nodes.JsonObject { ["access_token"] = "canary", ["token_type"] = "Bearer" }));

        var findings = await ProbeAsync();

        Assert.That(Complaints(findings), Is.EqualTo(new[] { (FindingSeverity.Warning, nameof(OidcSettings.ClientId), OidcErrorCodes.ProbeClient) }));
        Assert.That(string.Join(' ', findings), Does.Not.Contain("canary"));
    }

    [Test]
    public async Task Without_any_redirect_uri_the_credentials_are_tried_all_the_same()
    {
        await Host.Get<SettingsProbe>().ProbeAsync(Host.Settings);

        var sent = Host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token);
        Assert.That(sent.Form["redirect_uri"], Is.EqualTo("https://redirect-uri.invalid/"));
        Assert.That(sent.Form["code"], Does.StartWith("connection-test-"));
        Assert.That(Host.Provider.CountOf(ProviderEndpoint.Authorization), Is.Zero);
    }
}
