using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

public sealed class SettingsAccessTests
{
    private static readonly string[] Requests =
    [
        "GET ", "PUT ", "DELETE /clientSecret", "OPTIONS ", "PATCH ", "HEAD ", "POST ", "POST /check", "GET /history", "GET /differences", "POST /activate", "POST /confirm", "POST /rollback",
        "POST /sessions/end", "OPTIONS /sessions/end",
    ];

    [Test]
    public async Task M7_The_settings_are_read_and_written_by_those_whom_the_policy_lets_in()
    {
        await using var api = await SettingsApiHost.StartAsync();

        await api.StoreAsync();

        var settings = await api.ReadAsync();
        Assert.That((string?)settings["clientId"], Is.EqualTo(api.Host.Client.ClientId));
        await api.Host.Browser.SignInAsync();
        Assert.That(await api.Host.Browser.MeAsync(), Is.Not.Null, "the saved settings are in force");
    }

    [TestCaseSource(nameof(Requests))]
    public async Task A263_Nobody_who_is_anonymous_gets_an_answer_or_a_redirect(string request)
    {
        await using var api = await SettingsApiHost.StartAsync();

        using var response = await SendAsync(api, request, user: null);

        await AssertRefusedAsync(api, response, 401, OidcErrorCodes.SettingsSignInRequired);
    }

    [TestCaseSource(nameof(Requests))]
    public async Task A263_Nobody_who_is_no_administrator_gets_an_answer(string request)
    {
        await using var api = await SettingsApiHost.StartAsync();

        using var response = await SendAsync(api, request, user: "bob");

        await AssertRefusedAsync(api, response, 403, OidcErrorCodes.SettingsAccessDenied);
    }

    [Test]
    public async Task An_administrator_is_told_which_methods_there_are()
    {
        await using var api = await SettingsApiHost.StartAsync();

        using var response = await api.SendAsync(HttpMethod.Patch, "", "{}");

        await api.AssertRefusedAsync(response, 405, OidcErrorCodes.SettingsMethod);
        Assert.That(response.Content.Headers.Allow, Is.EqualTo(new[] { "GET", "PUT" }));
    }

    [Test]
    public async Task The_policy_is_asked_where_the_host_has_no_middleware_for_it_and_where_it_refuses_everybody()
    {
        await using var api = await SettingsApiHost.StartAsync(
            services: services => services.AddAuthorization(authorization => authorization.FallbackPolicy = new([new Never()], [])),
            app: app => app.UseRouting().UseAuthorization());

        using var anonymous = await api.SendAsync(HttpMethod.Get, "", user: null);
        using var admin = await api.GetAsync();

        Assert.That(new[] { (int)anonymous.StatusCode, (int)admin.StatusCode }, Is.EqualTo(new[] { 401, 200 }));
    }

    [TestCase("")]
    [TestCase(" ")]
    public void M7_A_host_that_names_no_policy_does_not_start(string policy) =>
        Assert.That(() => StartAsync(policy, null), Throws.ArgumentException);

    [Test]
    public void M7_A_host_that_names_an_unknown_policy_does_not_start() =>
        Assert.That(() => StartAsync("setings", null), Throws.InvalidOperationException.With.Message.Contains("'setings'"));

    [Test]
    public void M7_A_host_with_a_policy_that_lets_anonymous_users_in_does_not_start() =>
        Assert.That(
            () => StartAsync("open", services => services.AddAuthorization(authorization => authorization.AddPolicy("open", policy => policy.RequireAssertion(_ => true)))),
            Throws.InvalidOperationException.With.Message.Contains("anonymous"));

    [Test]
    public async Task A263_A_policy_that_turns_out_to_let_anonymous_users_in_lets_nobody_in()
    {
        var isOpen = false;
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Services = services => SettingsApiHost.AddAdministration(services).AddAuthorization(
                authorization => authorization.AddPolicy("sometimes", policy => policy.RequireAssertion(_ => isOpen)));
            options.App = app => app.MapOidcSettingsApi(SettingsApiHost.Path, "sometimes");
        });
        using var client = host.CreateClient();

        isOpen = true;
        using var response = await client.GetAsync(SettingsApiHost.Path);

        Assert.That((int)response.StatusCode, Is.EqualTo(401));
        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsSignInRequired));
    }

    [Test]
    public void A_host_without_revisions_does_not_start() => Assert.That(
        () => TestHost.StartAsync(options =>
        {
            options.Services = services => services.AddAuthorization(authorization => authorization.AddPolicy("admins", policy => policy.RequireRole("admin")));
            options.App = app => app.MapOidcSettingsApi(SettingsApiHost.Path, "admins");
        }),
        Throws.InvalidOperationException.With.Message.Contains("UseRevisions"));

    [Test]
    public async Task A260_An_administrator_of_one_tenant_reaches_no_other()
    {
        await using var api = await SettingsApiHost.StartAsync(
            options => options.MayChange = (context, key) => ValueTask.FromResult(key.Tenant == "acme"), path: "/api/tenants/{tenant}/oidc");

        using var own = await SendToAsync(api, "acme", HttpMethod.Put);
        using var foreignRead = await SendToAsync(api, "globex", HttpMethod.Get);
        using var foreignWrite = await SendToAsync(api, "globex", HttpMethod.Put);
        using var noTenant = await SendToAsync(api, "UPPER", HttpMethod.Get);

        Assert.That((int)own.StatusCode, Is.EqualTo(200));
        Assert.That(new[] { await foreignRead.ErrorCodeAsync(), await foreignWrite.ErrorCodeAsync() }, Is.All.EqualTo(OidcErrorCodes.SettingsAccessDenied));
        Assert.That(await noTenant.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.TenantUnknown));
        var store = api.Host.Services.GetRequiredService<IOidcSettingsStore>();
        Assert.That(await store.FindAsync(new OidcSettingsKey("acme"), default), Is.Not.Null);
        Assert.That(await store.FindAsync(new OidcSettingsKey("globex"), default), Is.Null);
    }

    [TestCase("alice@acme", "acme", 200)]
    [TestCase("alice@acme", "globex", 403)]
    [TestCase("alice@acme", "default", 403)]
    [TestCase("alice@default", "acme", 403)]
    [TestCase("alice@acme@globex", "globex", 403)]
    [TestCase("alice", "acme", 200)]
    [TestCase("alice", "default", 200)]
    public async Task A260_Who_signed_in_to_a_tenant_administers_that_one_unless_the_host_says_otherwise(string user, string tenant, int status)
    {
        await using var api = await SettingsApiHost.StartAsync(path: "/api/tenants/{tenant}/oidc");

        using var response = await api.SendAsync(HttpMethod.Get, "", user: user, path: $"/api/tenants/{tenant}/oidc");

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    [TestCase("tenantId")]
    [TestCase("tenant")]
    [TestCase("key")]
    public async Task A260_A_tenant_in_the_document_is_refused(string member)
    {
        await using var api = await SettingsApiHost.StartAsync();
        var document = api.Document();
        document[member] = "globex";

        using var response = await api.SaveAsync(document);

        await api.AssertRefusedAsync(response, 400, OidcErrorCodes.SettingsMemberUnknown);
    }

    private static Task<TestHost> StartAsync(string policy, Action<IServiceCollection>? more) => TestHost.StartAsync(options =>
    {
        options.Services = services =>
        {
            SettingsApiHost.AddAdministration(services);
            more?.Invoke(services);
        };
        options.App = app => app.MapOidcSettingsApi(SettingsApiHost.Path, policy);
    });

    private static Task<HttpResponseMessage> SendAsync(SettingsApiHost api, string request, string? user)
    {
        var parts = request.Split(' ');
        return api.SendAsync(new HttpMethod(parts[0]), parts[1], parts[0] is "PUT" ? api.Document().ToJsonString() : null, SettingsApiHost.Nothing, user);
    }

    private static Task<HttpResponseMessage> SendToAsync(SettingsApiHost api, string tenant, HttpMethod method) =>
        api.SendAsync(method, "", method == HttpMethod.Put ? api.Document().ToJsonString() : null, SettingsApiHost.Nothing, path: $"/api/tenants/{tenant}/oidc");

    private static async Task AssertRefusedAsync(SettingsApiHost api, HttpResponseMessage response, int status, string code)
    {
        // The answer to HEAD has no body.
        if (response.RequestMessage!.Method == HttpMethod.Head)
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(status));
            return;
        }

        await api.AssertRefusedAsync(response, status, code);
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("issuer").And.Not.Contain("redirectUri"));
    }

    private sealed class Never : Microsoft.AspNetCore.Authorization.IAuthorizationRequirement;
}
