using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Samples.Tests.AdminSettingsPage;
using OidcRelyingParty.Samples.Tests.DirectoryRoles;
using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Samples.Tests.MultiTenantSpa;
using OidcRelyingParty.Samples.Tests.SettingsApi;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Samples.Tests.Secrets;

/// <summary>A client secret, whichever way it came in, reaches the provider and nothing else, also when the provider repeats it.</summary>
[NonParallelizable] // traces and metrics are of the whole process
internal sealed class CanaryTests
{
    private const string Canary = "canary-5e1f0c7a-92d4-4b38-is-in-no-output";

    private TelemetryRecorder _telemetry = null!; // set before each test

    [SetUp]
    public void Listen() => _telemetry = new TelemetryRecorder();

    [TearDown]
    public void StopListening() => _telemetry.Dispose();

    [Test]
    public async Task A281_A_secret_entered_on_the_settings_page_is_in_no_output()
    {
        await using var host = await AdminSettingsPageHost.StartAsync();
        await host.StoreAsync();
        Expect(host.Sample.Provider);
        using var page = await host.Administrator.GetAsync(AdminSettingsPageHost.PagePath);
        using var refused = await host.Administrator.SubmitAsync(page, "#settings", ("ClientSecret", Canary), ("Issuer", "nonsense"), ("action", "save"));
        using var saved = await host.Administrator.SubmitAsync(page, "#settings", ("ClientSecret", Canary), ("action", "save"));
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await saved.TextAsync());

        await SignInAsync(host.Sample.Provider, () => host.SignInAsync());
        await ReadAsync(host.Administrator, AdminSettingsPageHost.Api);

        await Outputs.AssertWithoutAsync(host.Sample, _telemetry, Canary);
    }

    [Test]
    public async Task A281_A_secret_put_by_the_API_is_in_no_output()
    {
        await using var scene = await TenantScene.StartAsync();
        Expect(scene.Sample.Provider);
        using var refused = await scene.Tenant("acme").SendAsync(HttpMethod.Put, "", scene.Document("acme", ("oidc_client_secret", Canary), ("oidc_redirect_url", "nonsense")));
        using var elsewhere = await scene.Tenant("acme").SendAsync(HttpMethod.Put, "", scene.Document("acme", ("oidc_client_id", Canary), ("oidc_client_secret", new JsonArray(Canary))));
        await scene.StoreAsync("acme", ("oidc_client_secret", Canary));

        await SignInAsync(scene, "acme");

        Assert.That((refused.StatusCode, elsewhere.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
        await Outputs.AssertWithoutAsync(scene.Sample, _telemetry, Canary);
    }

    [Test]
    public async Task A281_A_secret_posted_to_a_contract_of_the_host_s_is_in_no_output()
    {
        await using var scene = new UnleashScene();
        Expect(scene.Sample.Provider);
        using var refused = await scene.PostAsync(scene.Document(("secret", Canary), ("enabled", "nonsense")));
        using var forbidden = await scene.PostAsync(scene.Document(("secret", Canary)), token: "nobody");
        await scene.StoreAsync(("secret", Canary));

        await SignInAsync(scene.Sample.Provider, () => scene.SignInAsync());

        await Outputs.AssertWithoutAsync(scene.Sample, _telemetry, Canary);
    }

    [Test]
    public async Task A281_A_secret_of_the_environment_is_in_no_output()
    {
        var port = SampleHosting.EmbeddedProvider.FindFreePort();
        await using var scene = await TenantScene.StartAsync(new Dictionary<string, string>
        {
            ["EmbeddedProvider:Port"] = $"{port}",
            ["TENANT_OIDC_ISSUER"] = $"http://127.0.0.1:{port}",
            ["TENANT_OIDC_CLIENT_ID"] = "quickstart",
            ["TENANT_OIDC_CLIENT_SECRET"] = Canary,
            ["TENANT_OIDC_REDIRECT_URL"] = TenantScene.RedirectUrl("default"),
            ["TENANT_FRONTEND_URL"] = TenantScene.FrontEndUrl,
        });
        Expect(scene.Sample.Provider);

        await SignInAsync(scene, "default");

        await Outputs.AssertWithoutAsync(scene.Sample, _telemetry, Canary);
    }

    [Test]
    public async Task A281_A_secret_saved_by_the_host_s_own_code_is_in_no_output()
    {
        await using var scene = await TenantScene.StartAsync();
        Expect(scene.Sample.Provider);
        var settings = new OidcSettings
        {
            Key = new OidcSettingsKey("acme"),
            ClientId = scene.Sample.Embedded.ClientId,
            Issuer = IssuerUrl.Parse(scene.Sample.Embedded.Issuer),
            RedirectUri = new Uri(TenantScene.RedirectUrl("acme")),
            FrontEndUrl = new Uri(TenantScene.FrontEndUrl),
        };
        var update = new SettingsUpdate { Settings = settings, ClientSecret = SecretChange.Set(new Secret(Canary)), ExpectedStamp = null, By = "code" };
        var result = await scene.Sample.Services.GetRequiredService<SettingsAdministration>().SaveAsync(update);
        var conflict = Assert.ThrowsAsync<OidcException>(() => scene.Sample.Services.GetRequiredService<SettingsAdministration>().SaveAsync(update))!; // it throws

        await SignInAsync(scene, "acme");

        Assert.That($"{update} {result} {conflict}", Does.Not.Contain(Canary));
        await Outputs.AssertWithoutAsync(scene.Sample, _telemetry, Canary);
    }

    [TestCase(".yaml", "oidcOptions:\n  scope: \"openid profile email groups\"\n  client_secret: {0}\nuserMode: oidc-authentication\n")]
    [TestCase(".json", """{"userMode": "oidc-authentication", "oidcOptions": {"scope": "openid profile email groups", "client_secret": "{0}"}}""")]
    public async Task A281_A_secret_of_a_configuration_file_is_in_no_output(string extension, string content)
    {
        await using var scene = PivotScene.StartWith(extension, content.Replace("{0}", Canary, StringComparison.Ordinal));
        Expect(scene.Sample.Provider);

        await SignInAsync(scene.Sample.Provider, () => scene.SignInAsync());

        await Outputs.AssertWithoutAsync(scene.Sample, _telemetry, Canary);
    }

    // From now on the provider knows the client by this secret.
    private static void Expect(TestProvider provider) => provider.Clients[0].ClientSecret = Canary;

    private static async Task SignInAsync(TenantScene scene, string tenant)
    {
        await SignInAsync(scene.Sample.Provider, async () =>
        {
            var (visitor, callback) = await scene.AuthorizeAsync(tenant);
            using var _ = visitor;
            return await visitor.GetAsync(callback.OriginalString);
        });
        await ReadAsync(scene.Administrator, $"/v1/tenants/{tenant}/oidc");
    }

    /// <summary>A sign-in that succeeds, so the secret is the one in use; and one at a provider that answers with all that it was sent.</summary>
    private static async Task SignInAsync(TestProvider provider, Func<Task<HttpResponseMessage>> signIn)
    {
        using var entered = await signIn();
        Assert.That(await entered.ErrorCodeAsync(), Is.Null, await entered.TextAsync());
        provider.Behaviour.Respond = request => Task.FromResult(request.Endpoint == ProviderEndpoint.Token
            ? ProviderResponse.Error("invalid_client", $"{request.Headers["Authorization"]} {Canary} {request.Body}")
            : null);
        using var refused = await signIn();
        Assert.That(await refused.ErrorCodeAsync(), Does.StartWith("token."));
    }

    private static async Task ReadAsync(Visitor administrator, string api)
    {
        foreach (var suffix in new[] { "", "/history", "/differences" })
        {
            using var read = await administrator.FetchAsync(HttpMethod.Get, api + suffix);
            Assert.That(read.StatusCode, Is.EqualTo(HttpStatusCode.OK), suffix);
        }
    }
}
