using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>Plan <c>oidcc-client-config-certification-test-plan</c>: the 6 modules, each test named after its module.</summary>
public sealed class ConfigRp
{
    [Test]
    public async Task oidcc_client_test_discovery_openid_config()
    {
        await using var module = await ConformanceModule.StartAsync();

        using var response = await module.Host.Browser.GetAsync("/page");

        Assert.That(module.Provider.Requests[0].Uri.AbsoluteUri, Is.EqualTo("https://op.example.test/.well-known/openid-configuration"));
        Assert.That(response.Headers.Location!.GetLeftPart(UriPartial.Path), Is.EqualTo(module.Provider.AddressOf(ProviderEndpoint.Authorization)));
    }

    [Test]
    public async Task oidcc_client_test_discovery_jwks_uri_keys()
    {
        const string KeySetUri = "https://op.example.test/jwksqwertyuiop";
        await using var module = await ConformanceModule.StartAsync(provider: op =>
        {
            op.Behaviour.Discovery += metadata => metadata["jwks_uri"] = KeySetUri;
            op.Behaviour.Respond = request => Task.FromResult(
                request.Uri.AbsoluteUri == KeySetUri ? ProviderResponse.CacheableJson(op.Keys.ToKeySet())
                : request.Endpoint == ProviderEndpoint.KeySet ? new ProviderResponse(404)
                : null);
        });

        using var response = await module.Host.Browser.GetAsync("/page");

        Assert.That(await response.ErrorCodeAsync(), Is.Null);
        Assert.That(module.Provider.Requests.Select(request => request.Uri.AbsoluteUri), Is.EqualTo(new[] { module.Provider.MetadataAddress, KeySetUri }));
    }

    [TestCase("INVALID")]
    [TestCase("x/..")]
    public async Task oidcc_client_test_discovery_issuer_mismatch(string suffix)
    {
        await using var module = await ConformanceModule.StartAsync(
            provider: op => op.Behaviour.Discovery += metadata => metadata["issuer"] = op.Issuer + suffix);

        var response = await module.Host.Browser.SignInAsync("alice", "/page");

        await module.Host.AssertRefusedAsync(response, OidcErrorCodes.MetadataIssuer);
        Assert.That(module.Asked, Is.EqualTo(new[] { ProviderEndpoint.Discovery }), "no keys, no authorization request");
    }

    // The suite waits five seconds for a storm of retries; impatient users must not make one either.
    [Test]
    public async Task oidcc_client_test_discovery_issuer_mismatch_makes_no_storm_of_retries()
    {
        await using var module = await ConformanceModule.StartAsync(
            provider: op => op.Behaviour.Discovery += metadata => metadata["issuer"] = op.Issuer + "INVALID");

        for (var attempt = 0; attempt < 50; attempt++)
        {
            using var response = await module.Host.Browser.GetAsync("/page");
            module.Host.Clock.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.That(module.Provider.CountOf(ProviderEndpoint.Discovery), Is.LessThanOrEqualTo(5));
        Assert.That(module.Asked.Distinct(), Is.EqualTo(new[] { ProviderEndpoint.Discovery }));
    }

    [Test]
    public async Task oidcc_client_test_signing_key_rotation_just_before_signing()
    {
        await using var module = await ConformanceModule.StartAsync(provider: op => RotateAt(op, ProviderEndpoint.Token, time: 1));

        await module.AssertAcceptedAsync([.. ConformanceModule.UpToIdToken, ProviderEndpoint.KeySet, ProviderEndpoint.UserInfo]);
    }

    // No pause between the two sign-ins: a cool-down after the first reading of the keys would fail here.
    [Test]
    public async Task oidcc_client_test_signing_key_rotation()
    {
        await using var module = await ConformanceModule.StartAsync(provider: op => RotateAt(op, ProviderEndpoint.Authorization, time: 2));
        await module.Host.Browser.SignInAsync("alice", "/page");
        module.Provider.ClearRequests();
        using var second = module.Host.CreateBrowser();

        await second.SignInAsync("alice", "/page");

        Assert.That(second.HasSession, Is.True);
        Assert.That(module.Asked, Is.EqualTo(new[]
        {
            ProviderEndpoint.Authorization, ProviderEndpoint.Token, ProviderEndpoint.KeySet, ProviderEndpoint.UserInfo,
        }));
    }

    [Test]
    public async Task oidcc_client_test_idtoken_sig_none()
    {
        await using var module = await ConformanceModule.StartAsync(provider: op => op.Clients[0].IdTokenSigningAlgorithm = "none");

        await module.AssertRefusedAsync(OidcErrorCodes.IdTokenAlgorithm);
    }

    private static void RotateAt(TestProvider provider, ProviderEndpoint endpoint, int time)
    {
        var count = 0;
        provider.Behaviour.Respond = request =>
        {
            if (request.Endpoint == endpoint && ++count == time)
            {
                SuiteKeys.Rotate(provider.Keys);
            }

            return Task.FromResult<ProviderResponse?>(null);
        };
    }
}
