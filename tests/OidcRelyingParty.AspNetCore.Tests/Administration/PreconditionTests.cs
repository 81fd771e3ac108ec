using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

public sealed class PreconditionTests
{
    [TestCase(null, 428, OidcErrorCodes.SettingsPrecondition)]
    [TestCase("*", 428, OidcErrorCodes.SettingsPrecondition)]
    [TestCase("W/{0}", 412, OidcErrorCodes.SettingsConflict)]
    [TestCase("{0}, \"other\"", 412, OidcErrorCodes.SettingsConflict)]
    [TestCase("\"other\"", 412, OidcErrorCodes.SettingsConflict)]
    [TestCase("\"none\"", 412, OidcErrorCodes.SettingsConflict)]
    [TestCase("\"\"", 412, OidcErrorCodes.SettingsConflict)]
    [TestCase("\"*\"", 412, OidcErrorCodes.SettingsConflict)]
    [TestCase("other", 412, OidcErrorCodes.SettingsConflict)]
    public async Task A270_A_change_that_does_not_name_exactly_what_it_changes_changes_nothing(string? ifMatch, int status, string code)
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await api.StoreAsync();
        ifMatch = ifMatch?.Replace("{0}", tag, StringComparison.Ordinal);

        using var save = await api.SaveAsync(api.Document(), ifMatch);
        using var clear = await api.SendAsync(HttpMethod.Delete, "/clientSecret", ifMatch: ifMatch);
        using var activate = await api.SendAsync(HttpMethod.Post, "/activate", """{"version":"x"}""", ifMatch);
        using var confirm = await api.SendAsync(HttpMethod.Post, "/confirm", ifMatch: ifMatch);
        using var rollBack = await api.SendAsync(HttpMethod.Post, "/rollback", ifMatch: ifMatch);

        foreach (var response in new[] { save, clear, activate, confirm, rollBack })
        {
            await api.AssertRefusedAsync(response, status, code, tag);
        }
    }

    [Test]
    public async Task A270_Of_two_changes_of_the_same_settings_the_second_is_refused()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var read = await api.StoreAsync();

        var second = await api.StoreAsync(api.Document(), read);
        using var late = await api.SaveAsync(api.Document(), read);

        await api.AssertRefusedAsync(late, 412, OidcErrorCodes.SettingsConflict, second);
    }

    [Test]
    public async Task A270_Of_two_first_changes_the_second_is_refused()
    {
        await using var api = await SettingsApiHost.StartAsync();
        using var nothing = await api.GetAsync();

        var first = await api.StoreAsync(ifMatch: nothing.Headers.ETag!.Tag);
        using var second = await api.SaveAsync(api.Document(), nothing.Headers.ETag.Tag);

        await api.AssertRefusedAsync(second, 412, OidcErrorCodes.SettingsConflict, first);
    }

    [Test]
    public async Task A271_The_ETag_tells_of_every_change_and_nothing_of_what_is_stored()
    {
        await using var api = await SettingsApiHost.StartAsync(path: "/api/tenants/{tenant}/oidc");
        async Task<string> SaveAsync(string tenant, string secret, string ifMatch)
        {
            var document = api.Document();
            document["clientSecret"] = secret;
            using var response = await api.SendAsync(HttpMethod.Put, "", document.ToJsonString(), ifMatch, path: $"/api/tenants/{tenant}/oidc");
            return response.Headers.ETag!.Tag;
        }

        var first = await SaveAsync("acme", "secret-one", SettingsApiHost.Nothing);
        var otherSecret = await SaveAsync("acme", "secret-two", first);
        var sameAgain = await SaveAsync("acme", "secret-one", otherSecret);
        var otherTenant = await SaveAsync("globex", "secret-one", SettingsApiHost.Nothing);

        Assert.That(new[] { first, otherSecret, sameAgain, otherTenant }, Is.Unique);
    }

    [Test]
    public async Task A272_Of_fifty_changes_at_once_one_succeeds_and_is_stored_whole()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await api.StoreAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => api.SaveAsync(Numbered(api, number), tag))));

        Assert.That(responses.Count(response => (int)response.StatusCode == 200), Is.EqualTo(1));
        Assert.That(responses.Count(response => (int)response.StatusCode == 412), Is.EqualTo(49));
        await AssertWholeAsync(api);
    }

    [Test]
    public async Task A272_Where_the_last_writer_wins_what_is_stored_is_whole_too()
    {
        await using var api = await SettingsApiHost.StartAsync(options => options.RequireIfMatch = false);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => api.SaveAsync(Numbered(api, number), ifMatch: null))));

        Assert.That(responses.Select(response => (int)response.StatusCode), Has.Some.EqualTo(200).And.All.AnyOf(200, 412));
        await AssertWholeAsync(api);
    }

    [Test]
    public async Task A_tag_is_held_to_where_none_is_needed()
    {
        await using var api = await SettingsApiHost.StartAsync(options => options.RequireIfMatch = false);
        var tag = await api.StoreAsync(ifMatch: null);

        using var response = await api.SaveAsync(api.Document(), "\"other\"");

        await api.AssertRefusedAsync(response, 412, OidcErrorCodes.SettingsConflict, tag);
    }

    private static JsonObject Numbered(SettingsApiHost api, int number)
    {
        var document = api.Document();
        document["issuer"] = $"https://op{number}.example.test";
        document["clientId"] = $"client-{number}";
        document["clientSecret"] = $"secret-{number}";
        return document;
    }

    private static async Task AssertWholeAsync(SettingsApiHost api)
    {
        var stored = (await api.Host.Services.GetRequiredService<IOidcSettingsStore>().FindAsync(OidcSettingsKey.Default, default))!;
        var number = stored.ClientId.Split('-')[1];
        Assert.That(stored.Issuer!.Value, Is.EqualTo($"https://op{number}.example.test"));
        Assert.That(stored.ClientSecret!.Reveal(), Is.EqualTo($"secret-{number}"));
    }
}
