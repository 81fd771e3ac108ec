using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

/// <summary>"Sign in with this draft": the whole flow, and nothing of it counts.</summary>
public sealed class TrialTests
{
    [Test]
    public async Task A274_A_draft_is_tried_out_before_it_counts()
    {
        await using var api = await StartAsync();
        await api.StoreAsync(query: "?draft=true");
        var draft = (await api.ReadAsync())["status"]!;

        using var tooEarly = await api.SendAsync(HttpMethod.Post, "/activate", Version(draft), await TagAsync(api));
        var page = await TryOutAsync(api);
        var tested = (await api.ReadAsync())["status"]!;
        using var activated = await api.SendAsync(HttpMethod.Post, "/activate", Version(draft), await TagAsync(api));
        await api.Host.Browser.SignInAsync();

        Assert.That(await tooEarly.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsNotTested));
        Assert.That((draft["state"]!.GetValue<string>(), tested["state"]!.GetValue<string>(), tested["versionInForce"]), Is.EqualTo(("draft", "tested", (JsonNode?)null)));
        Assert.That(page, Does.Contain("data-trial=\"passed\"").And.Contain("alice@example.test"));
        Assert.That((int)activated.StatusCode, Is.EqualTo(200), await activated.Content.ReadAsStringAsync());
        Assert.That((await api.Host.Browser.MeAsync())?.Sub, Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task A_trial_makes_no_session_and_no_account_and_leaves_what_is_in_force()
    {
        var accounts = new InMemoryAccountStore();
        await using var api = await StartAsync(services => services.AddOidcRelyingPartyCore().UseAccounts(accounts));
        await api.StoreAsync(WithAccounts(api), query: "?draft=true");

        var page = await TryOutAsync(api);
        var login = new ExternalLogin("default", api.Host.Provider.Issuer, "user-alice");

        Assert.That(page, Does.Contain("data-trial=\"passed\"").And.Contain("The account <code>alice</code> would be made").And.Contain("role admin"));
        Assert.That(api.Host.Browser.HasSession, Is.False);
        Assert.That(await accounts.FindAsync(login, CancellationToken.None), Is.Null);
        Assert.That(await api.Host.Browser.MeAsync(), Is.Null);
        Assert.That(api.Host.Logs.Ours.Select(line => line.EventId), Has.One.EqualTo(6003).And.None.EqualTo(6002), "nor does the log say that somebody signed in");
    }

    [Test]
    public async Task A_trial_that_would_be_refused_says_why_and_is_no_test()
    {
        await using var api = await StartAsync(services => services.AddOidcRelyingPartyCore().UseAccounts(new InMemoryAccountStore()));
        await api.StoreAsync(query: "?draft=true");

        var page = await TryOutAsync(api);

        Assert.That(page, Does.Contain("data-trial=\"refused\"").And.Contain($"data-error-code=\"{OidcErrorCodes.AccountRefused}\""));
        Assert.That(page, Does.Not.Contain("Ask the administrator"), "who reads it is the administrator");
        Assert.That((await api.ReadAsync())["status"]!["state"]!.GetValue<string>(), Is.EqualTo("draft"));
    }

    [Test]
    public async Task A_trial_that_fails_shows_the_administrator_what_to_mend()
    {
        await using var api = await StartAsync();
        var document = api.Document();
        document["clientSecret"] = "another-secret-0123456789-0123456789-0123";
        await api.StoreAsync(document, query: "?draft=true");

        var page = await TryOutAsync(api);

        Assert.That(page, Does.Contain("data-trial=\"failed\"").And.Contain(OidcErrorCodes.ClientRefused));
        Assert.That((await api.ReadAsync())["status"]!["state"]!.GetValue<string>(), Is.EqualTo("draft"));
        Assert.That(page + string.Join('\n', api.Host.Logs.Lines), Does.Not.Contain("another-secret"));
    }

    [Test]
    public async Task Every_save_needs_a_test_of_its_own()
    {
        await using var api = await StartAsync();
        await api.StoreAsync(query: "?draft=true");
        await TryOutAsync(api);
        var changed = api.Document();
        changed["scopes"] = new JsonArray("openid", "email");

        await api.StoreAsync(changed, await TagAsync(api), "?draft=true");
        var status = (await api.ReadAsync())["status"]!;
        using var activated = await api.SendAsync(HttpMethod.Post, "/activate", Version(status), await TagAsync(api));

        Assert.That(status["state"]!.GetValue<string>(), Is.EqualTo("draft"));
        Assert.That(await activated.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsNotTested));
    }

    [Test]
    public async Task Whoever_skips_the_test_says_why_and_is_in_the_history()
    {
        await using var api = await StartAsync();
        await api.StoreAsync(query: "?draft=true");
        var status = (await api.ReadAsync())["status"]!;
        var request = new JsonObject { ["version"] = status["version"]!.GetValue<string>(), ["override"] = "the provider is in another country" };

        using var activated = await api.SendAsync(HttpMethod.Post, "/activate", request.ToJsonString(), await TagAsync(api));
        var entry = (await api.ReadAsync("/history"))["history"]![0]!;

        Assert.That((int)activated.StatusCode, Is.EqualTo(200));
        Assert.That((entry["by"]!.GetValue<string>(), entry["override"]!.GetValue<string>()), Is.EqualTo(("alice", "the provider is in another country")));
    }

    private static Task<SettingsApiHost> StartAsync(Action<IServiceCollection>? services = null) =>
        SettingsApiHost.StartAsync(administration: options => options.Activation = ActivationPolicy.AfterTest, services: services);

    private static JsonObject WithAccounts(SettingsApiHost api)
    {
        var document = api.Document();
        document["provisioning"] = new JsonObject { ["createAccounts"] = true };
        return document;
    }

    // Her browser asks where to go, as the settings page does, and goes there.
    private static async Task<string> TryOutAsync(SettingsApiHost api)
    {
        var request = SettingsApiHost.Request(HttpMethod.Post, SettingsApiHost.Path + "/test", "{}");
        request.Headers.Authorization = new("Bearer", "alice");
        using var begun = await api.Host.Browser.FetchAsync(request);
        var location = (await begun.JsonAsync())!["location"]!.GetValue<string>();
        using var page = await api.Host.Browser.SignInAsync(startPath: location);
        return await page.Content.ReadAsStringAsync();
    }

    private static async Task<string> TagAsync(SettingsApiHost api) => (await api.GetAsync()).Headers.ETag!.Tag; // every answer has one

    private static string Version(JsonNode status) => new JsonObject { ["version"] = status["version"]!.GetValue<string>() }.ToJsonString();
}
