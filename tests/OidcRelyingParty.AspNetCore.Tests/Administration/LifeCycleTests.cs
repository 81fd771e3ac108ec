using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

public sealed class LifeCycleTests
{
    [Test]
    public async Task A274_Where_the_host_asks_for_a_test_a_draft_counts_only_after_it_or_with_a_reason()
    {
        await using var api = await SettingsApiHost.StartAsync(administration: options => options.Activation = ActivationPolicy.AfterTest);
        var tag = await api.StoreAsync();
        var version = (string)(await api.ReadAsync())["status"]!["version"]!;

        using var untested = await api.SendAsync(HttpMethod.Post, "/activate", new JsonObject { ["version"] = version }.ToJsonString(), tag);
        using var forced = await api.SendAsync(HttpMethod.Post, "/activate", new JsonObject { ["version"] = version, ["override"] = "the provider has no test user" }.ToJsonString(), tag);

        Assert.That((int)untested.StatusCode, Is.EqualTo(409));
        Assert.That((string?)(await untested.JsonAsync())!["code"], Is.EqualTo(OidcErrorCodes.SettingsNotTested));
        Assert.That((int)forced.StatusCode, Is.EqualTo(200));
        Assert.That((bool?)(await forced.JsonAsync())!["status"]!["enabled"], Is.True);
        var history = (await api.ReadAsync("/history"))["history"]!.AsArray();
        Assert.That((string?)history[0]!["override"], Is.EqualTo("the provider has no test user"));
    }

    [Test]
    public async Task A274_Settings_that_the_live_provider_disagrees_with_are_not_stored_unless_somebody_says_why()
    {
        await using var api = await SettingsApiHost.StartAsync(administration: options => options.ProbeBeforeActivation = true);
        var document = api.Document();
        document["clientSecret"] = "wrong";

        using var refused = await api.SaveAsync(document);
        await api.StoreAsync(document, query: "?skipProbe=provider+is+down");

        Assert.That(await refused.FindingsAsync(), Has.Some.EqualTo($"clientSecret {OidcErrorCodes.ClientRefused}"));
        Assert.That((string?)(await api.ReadAsync("/history"))["history"]![0]!["override"], Is.EqualTo("provider is down"));
    }

    [Test]
    public async Task A_draft_is_proven_with_the_redirect_uri_that_sign_ins_will_send()
    {
        await using var api = await SettingsApiHost.StartAsync(administration: options => options.ProbeBeforeActivation = true);
        var tag = await api.StoreAsync(api.Document(), query: "?draft=true");
        var version = (string)(await api.ReadAsync())["status"]!["version"]!;

        using var activated = await api.SendAsync(HttpMethod.Post, "/activate", new JsonObject { ["version"] = version }.ToJsonString(), tag);

        Assert.That((int)activated.StatusCode, Is.EqualTo(200));
        Assert.That(api.Host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token).Form["redirect_uri"], Is.EqualTo(TestHost.Origin + "/signin-oidc"));
    }

    [TestCase("/confirm", true)]
    [TestCase("/rollback", false)]
    public async Task A274_A_change_waits_to_be_confirmed_or_taken_back(string how, bool staysOn)
    {
        await using var api = await SettingsApiHost.StartAsync(administration: options => options.ConfirmWithin = TimeSpan.FromMinutes(5));
        var off = api.Document();
        off["enabled"] = false;
        var tag = await api.StoreAsync(off);
        tag = await api.StoreAsync(api.Document(), tag);
        var waiting = await api.ReadAsync();

        using var response = await api.SendAsync(HttpMethod.Post, how, ifMatch: tag);

        Assert.That((DateTimeOffset?)waiting["status"]!["confirmBy"], Is.EqualTo(api.Host.Clock.UtcNow.AddMinutes(5)));
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        Assert.That((bool?)(await response.JsonAsync())!["status"]!["enabled"], Is.EqualTo(staysOn));
        using var again = await api.SendAsync(HttpMethod.Post, how, ifMatch: response.Headers.ETag!.Tag);
        await api.AssertRefusedAsync(again, 404, OidcErrorCodes.SettingsRevisionUnknown, response.Headers.ETag.Tag);
    }

    [TestCase("""{"version":"unknown"}""", 404, OidcErrorCodes.SettingsRevisionUnknown)]
    [TestCase("""{"version":1}""", 400, OidcErrorCodes.SettingsDocument)]
    [TestCase("""{}""", 400, OidcErrorCodes.SettingsDocument)]
    [TestCase("""{"version":"x","force":true}""", 400, OidcErrorCodes.SettingsDocument)]
    public async Task A_revision_that_is_none_is_not_activated(string json, int status, string code)
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await api.StoreAsync();

        using var response = await api.SendAsync(HttpMethod.Post, "/activate", json, tag);

        await api.AssertRefusedAsync(response, status, code, tag);
    }

    [Test]
    public async Task A276_The_history_says_who_changed_which_fields_when_and_no_value()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await api.StoreAsync();
        api.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var document = api.Document();
        (document["clientSecret"], document["scopes"]) = ("another-secret-that-is-long-enough", new JsonArray("openid", "email"));
        await api.StoreAsync(document, tag);

        var answer = await api.ReadAsync("/history");

        var newest = answer["history"]![0]!;
        Assert.That(((string?)answer["tenant"], (string?)newest["by"], (string?)newest["action"]), Is.EqualTo(("default", "alice", "activated")));
        Assert.That((DateTimeOffset?)newest["at"], Is.EqualTo(api.Host.Clock.UtcNow));
        Assert.That(newest["changedFields"]!.AsArray().Select(field => (string?)field), Is.EqualTo(new[] { "scopes", "clientSecret" }));
        Assert.That(answer.ToJsonString(), Does.Not.Contain("another-secret").And.Not.Contain("email"));
        Assert.That((await api.ReadAsync("/history?max=1"))["history"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A271_The_differences_show_values_and_of_a_secret_only_that_it_differs()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await api.StoreAsync();
        var document = api.Document();
        (document["clientSecret"], document["scopes"]) = ("another-secret-that-is-long-enough", new JsonArray("openid", "email"));
        await api.StoreAsync(document, tag, "?draft=true");

        var differences = (await api.ReadAsync("/differences"))["differences"]!.AsArray();

        Assert.That(differences.Select(difference => (string?)difference!["field"]), Is.EqualTo(new[] { "scopes", "clientSecret" }));
        Assert.That(differences[0]!["after"]!.ToJsonString(), Is.EqualTo("""["openid","email"]"""));
        Assert.That(((bool?)differences[1]!["isSecret"], differences[1]!["before"], differences[1]!["after"]), Is.EqualTo(((bool?)true, (JsonNode?)null, (JsonNode?)null)));
    }

    [Test]
    public async Task A_check_asks_the_live_provider_and_saves_nothing()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var wrong = api.Document();
        wrong["clientSecret"] = "wrong";

        using var fits = await api.SendAsync(HttpMethod.Post, "/check", api.Document().ToJsonString());
        using var doesNot = await api.SendAsync(HttpMethod.Post, "/check", wrong.ToJsonString());
        using var unreadable = await api.SendAsync(HttpMethod.Post, "/check", """{"typo":1}""");

        Assert.That((bool?)(await fits.JsonAsync())!["passed"], Is.True);
        Assert.That((bool?)(await doesNot.JsonAsync())!["passed"], Is.False);
        Assert.That(await doesNot.FindingsAsync(), Has.Some.EqualTo($"clientSecret {OidcErrorCodes.ClientRefused}"));
        Assert.That(await unreadable.FindingsAsync(), Has.Some.EqualTo($"typo {OidcErrorCodes.SettingsMemberUnknown}"));
        using var after = await api.GetAsync();
        Assert.That(after.Headers.ETag!.Tag, Is.EqualTo(SettingsApiHost.Nothing));
    }

    [Test]
    public async Task A_check_without_a_document_is_about_what_is_stored()
    {
        await using var api = await SettingsApiHost.StartAsync();
        await api.StoreAsync();

        using var response = await api.SendAsync(HttpMethod.Post, "/check");

        Assert.That((bool?)(await response.JsonAsync())!["passed"], Is.True, await response.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task A280_Connection_tests_are_limited_whichever_way_they_are_asked_for()
    {
        await using var api = await SettingsApiHost.StartAsync(administration: options => options.ProbeBeforeActivation = true);
        var document = api.Document().ToJsonString();

        var responses = new List<HttpResponseMessage>();
        for (var number = 0; number < 11; number++)
        {
            responses.Add(await api.SendAsync(HttpMethod.Post, "/check", document));
        }

        using var save = await api.SaveAsync(api.Document());

        Assert.That(responses.SkipLast(1).Select(response => (int)response.StatusCode), Is.All.EqualTo(200));
        await api.AssertRefusedAsync(responses[^1], 429, OidcErrorCodes.SettingsProbeBusy);
        await api.AssertRefusedAsync(save, 429, OidcErrorCodes.SettingsProbeBusy);
        Assert.That(save.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
        api.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.StoreAsync();
    }

    [Test]
    public async Task W8_An_administrator_ends_all_sessions_of_the_tenant_on_purpose()
    {
        await using var api = await SettingsApiHost.StartAsync();
        await api.StoreAsync();
        await api.Host.Browser.SignInAsync("bob", "/page");
        Assert.That(await api.Host.Browser.MeAsync(), Is.Not.Null);

        using var response = await api.SendAsync(HttpMethod.Post, "/sessions/end");

        Assert.That((int)response.StatusCode, Is.EqualTo(204));
        Assert.That(await api.Host.Browser.MeAsync(), Is.Null);
        Assert.That(api.Host.Logs.Ours.Select(line => line.EventId), Has.Some.EqualTo(10052));
    }
}
