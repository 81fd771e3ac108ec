using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

public sealed class SettingsStatusTests
{
    [Test]
    public async Task M1_Sign_in_is_off_until_somebody_switches_it_on()
    {
        await using var api = await SettingsApiHost.StartAsync();

        var nothing = await api.ReadAsync();
        var document = api.Document();
        document.Remove("enabled");
        var tag = await api.StoreAsync(document);
        var unsaid = await api.ReadAsync();
        await api.StoreAsync(api.Document(), tag);
        var on = await api.ReadAsync();

        Assert.That(new[] { nothing, unsaid, on }.Select(settings => (bool?)settings["enabled"]), Is.EqualTo(new[] { false, false, true }));
        Assert.That(new[] { nothing, unsaid, on }.Select(settings => (bool?)settings["status"]!["enabled"]), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public async Task M1_The_status_is_that_of_the_revision_in_force()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await api.StoreAsync();
        var off = api.Document();
        off["enabled"] = false;

        await api.StoreAsync(off, tag, "?draft=true");

        var settings = await api.ReadAsync();
        Assert.That((bool?)settings["enabled"], Is.False, "the draft");
        Assert.That((bool?)settings["status"]!["enabled"], Is.True, "what is in force");
        Assert.That((string?)settings["status"]!["state"], Is.EqualTo("draft"));
    }

    [Test]
    public async Task M12_The_redirect_URI_to_register_is_there_before_anything_is_saved()
    {
        await using var api = await SettingsApiHost.StartAsync();

        var settings = await api.ReadAsync();

        Assert.That((string?)settings["status"]!["redirectUri"], Is.EqualTo(TestHost.CallbackUrl));
    }

    [Test]
    public async Task M12_A_redirect_URI_of_the_settings_is_the_one_to_register()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var document = api.Document();
        document["redirectUri"] = "https://app.example.test/other";

        await api.StoreAsync(document);

        Assert.That((string?)(await api.ReadAsync())["status"]!["redirectUri"], Is.EqualTo("https://app.example.test/other"));
    }

    [Test]
    public async Task The_status_says_who_saved_and_when()
    {
        await using var api = await SettingsApiHost.StartAsync();
        await api.StoreAsync();

        var status = (await api.ReadAsync())["status"]!;

        Assert.That((string?)status["savedBy"], Is.EqualTo("alice"));
        Assert.That((DateTimeOffset?)status["savedAt"], Is.EqualTo(api.Host.Clock.UtcNow));
        Assert.That((string?)status["state"], Is.EqualTo("active"));
        Assert.That((string?)status["version"], Is.EqualTo((string?)status["versionInForce"]));
    }

    [Test]
    public async Task A279_No_cache_keeps_settings_and_no_other_origin_reads_them()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var request = SettingsApiHost.Request(HttpMethod.Get, SettingsApiHost.Path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer alice");
        request.Headers.Add("Origin", "https://evil.example");

        using var response = await api.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(response.Headers.Select(header => header.Key), Has.None.StartsWith("Access-Control"));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
    }
}
