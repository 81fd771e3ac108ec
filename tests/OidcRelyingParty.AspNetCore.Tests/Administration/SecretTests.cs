using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

public sealed class SecretTests
{
    private static readonly JsonNode?[] Blank = [null, "", "   "];

    [Test]
    public async Task M4_A264_Reading_says_that_a_secret_is_set_and_when_and_never_the_secret()
    {
        await using var api = await SettingsApiHost.StartAsync();
        using var saved = await api.SaveAsync(api.Document());
        var now = api.Host.Clock.UtcNow;
        string[] suffixes = ["", "/history", "/differences?from=", "/differences"];

        var read = (await api.ReadAsync())["status"]!["clientSecret"]!;
        var texts = await Task.WhenAll(suffixes.Select(async suffix => await (await api.GetAsync(suffix)).Content.ReadAsStringAsync()));

        Assert.That((bool?)read["isSet"], Is.True);
        Assert.That((DateTimeOffset?)read["setAt"], Is.EqualTo(now));
        Assert.That(texts.Append(await saved.Content.ReadAsStringAsync()), Has.All.Not.Contains(SettingsApiHost.Canary).And.All.Not.Contains("canary"));
        Assert.That(api.Host.Logs.Lines.Select(line => line.ToString()), Has.None.Contains(SettingsApiHost.Canary));
    }

    [Test]
    public async Task M4_A278_No_refusal_repeats_the_secret()
    {
        await using var api = await SettingsApiHost.StartAsync(administration: options => options.ProbeBeforeActivation = true);
        var wrongIssuer = api.Document();
        wrongIssuer["issuer"] = api.Host.Provider.Issuer + "/nobody";
        var wrongClient = api.Document();
        wrongClient["clientId"] = "unknown";
        var listForSecret = api.Document();
        listForSecret["clientSecret"] = new JsonArray(SettingsApiHost.Canary);

        foreach (var document in new[] { wrongIssuer, wrongClient, listForSecret })
        {
            using var response = await api.SaveAsync(document);

            Assert.That((int)response.StatusCode, Is.EqualTo(400));
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain(SettingsApiHost.Canary));
        }

        using var malformed = await api.SendAsync(HttpMethod.Put, "", api.Document().ToJsonString()[..^1], SettingsApiHost.Nothing);
        await api.AssertRefusedAsync(malformed, 400, OidcErrorCodes.SettingsDocument);
    }

    [TestCaseSource(nameof(Blank))]
    public async Task M5_A_blank_secret_keeps_the_stored_one(JsonNode? blank)
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await api.StoreAsync();
        var document = api.Document();
        document["clientSecret"] = blank?.DeepClone();

        await api.StoreAsync(document, tag);

        Assert.That(await SecretAsync(api), Is.EqualTo(SettingsApiHost.Canary));
    }

    [Test]
    public async Task M5_What_was_read_can_be_sent_back_and_keeps_the_secret()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await api.StoreAsync();
        var read = (await api.ReadAsync()).AsObject();
        read["scopes"] = new JsonArray("openid", "email");

        await api.StoreAsync(read, tag);

        Assert.That(await SecretAsync(api), Is.EqualTo(SettingsApiHost.Canary));
        Assert.That((await api.ReadAsync())["scopes"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task M5_The_secret_is_taken_away_by_an_act_of_its_own()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await api.StoreAsync();

        using var response = await api.SendAsync(HttpMethod.Delete, "/clientSecret", ifMatch: tag);

        Assert.That((bool?)(await response.JsonAsync())!["status"]!["clientSecret"]!["isSet"], Is.False);
        Assert.That(await SecretAsync(api), Is.Null);
        Assert.That((string?)(await api.ReadAsync())["clientId"], Is.EqualTo(api.Host.Client.ClientId), "nothing else has changed");
    }

    [Test]
    public async Task M5_Taking_the_secret_of_a_draft_away_does_not_put_the_draft_in_force()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var inForce = await api.StoreAsync();
        var draft = api.Document();
        draft["clientId"] = "another";
        var tag = await api.StoreAsync(draft, inForce, "?draft=true");

        using var response = await api.SendAsync(HttpMethod.Delete, "/clientSecret", ifMatch: tag);

        var status = (await response.JsonAsync())!["status"]!;
        Assert.That(((int)response.StatusCode, (string?)status["state"], (bool?)status["clientSecret"]!["isSet"]), Is.EqualTo((200, "draft", false)));
        var stored = (await api.Host.Services.GetRequiredService<IOidcSettingsStore>().FindAsync(OidcSettingsKey.Default, default))!;
        Assert.That((stored.ClientId, stored.ClientSecret?.Reveal()), Is.EqualTo((api.Host.Client.ClientId, SettingsApiHost.Canary)));
    }

    [Test]
    public async Task M5_Taking_the_secret_away_where_a_draft_is_damaged_does_not_switch_sign_in_off()
    {
        await using var api = await SettingsApiHost.StartAsync();
        await api.StoreAsync();
        var store = api.Host.Services.GetRequiredService<ISettingsRevisionStore>();
        var head = (await store.FindHeadAsync(OidcSettingsKey.Default, default))!;
        var entry = new SettingsHistoryEntry { At = api.Host.Clock.UtcNow, By = "somebody", Action = SettingsAction.Saved, Version = "lost" };
        await store.TryApplyAsync(new SettingsChange { Head = head with { LatestVersion = "lost", Stamp = "new" }, ExpectedStamp = head.Stamp, Entry = entry }, default);

        using var response = await api.SendAsync(HttpMethod.Delete, "/clientSecret", ifMatch: "\"new\"");

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        Assert.That((bool?)(await response.JsonAsync())!["status"]!["enabled"], Is.True);
        Assert.That(await SecretAsync(api), Is.EqualTo(SettingsApiHost.Canary));
    }

    [Test]
    public async Task M4_A_kept_secret_does_not_follow_the_settings_to_another_provider()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await api.StoreAsync();
        var document = api.Document();
        document["clientSecret"] = null;
        document["issuer"] = "https://evil.example.test";

        using var save = await api.SaveAsync(document, tag);
        using var check = await api.SendAsync(HttpMethod.Post, "/check", document.ToJsonString());

        Assert.That((int)save.StatusCode, Is.EqualTo(400));
        Assert.That((await save.FindingsAsync()).Single(), Does.StartWith("clientSecret "));
        Assert.That((bool?)(await check.JsonAsync())!["passed"], Is.False);
        Assert.That(api.Host.Provider.Requests, Is.Empty);
    }

    private static async Task<string?> SecretAsync(SettingsApiHost api) =>
        (await api.Host.Services.GetRequiredService<IOidcSettingsStore>().FindAsync(OidcSettingsKey.Default, default))!.ClientSecret?.Reveal();
}
