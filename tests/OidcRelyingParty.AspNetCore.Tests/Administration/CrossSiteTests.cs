using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

public sealed class CrossSiteTests
{
    private static readonly TestCaseData[] Forged =
    [
        new("Sec-Fetch-Site", "cross-site"),
        new("Sec-Fetch-Site", "same-site"),
        new("Origin", "https://evil.example"),
        new("Origin", "null"),
        new("Origin", "https://sibling.example.test"),
        new("Origin", "http://app.example.test"),
        new("X-Other", "nothing that proves an origin"),
    ];

    [TestCaseSource(nameof(Forged))]
    public async Task A269_What_another_site_sends_with_the_administrators_cookies_changes_nothing(string header, string value)
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await SignInAsync(api);
        foreach (var (method, suffix) in new[] { (HttpMethod.Put, ""), (HttpMethod.Delete, "/clientSecret"), (HttpMethod.Post, "/check"), (HttpMethod.Post, "/sessions/end") })
        {
            var request = SettingsApiHost.Request(method, SettingsApiHost.Path + suffix, api.Document().ToJsonString(), tag);
            request.Headers.Add(header, value);

            using var response = await api.Host.Browser.FetchAsync(request);

            await api.AssertRefusedAsync(response, 403, OidcErrorCodes.SettingsCrossSite, tag);
        }

        Assert.That(await api.Host.Browser.MeAsync(), Is.Not.Null, "no session was ended");
    }

    [TestCase("Sec-Fetch-Site", "same-origin")]
    [TestCase("Origin", TestHost.Origin)]
    public async Task A269_A_page_of_this_site_changes_settings_with_the_cookies(string header, string value)
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await SignInAsync(api);
        var request = SettingsApiHost.Request(HttpMethod.Put, SettingsApiHost.Path, api.Document().ToJsonString(), tag);
        request.Headers.Add(header, value);

        using var response = await api.Host.Browser.FetchAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task A269_A_method_in_a_header_is_not_looked_at()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var tag = await SignInAsync(api);
        var request = SettingsApiHost.Request(HttpMethod.Post, SettingsApiHost.Path, api.Document().ToJsonString(), tag);
        request.Headers.Add("X-HTTP-Method-Override", "PUT");
        request.Headers.Add("Origin", TestHost.Origin);

        using var response = await api.Host.Browser.FetchAsync(request);

        await api.AssertRefusedAsync(response, 405, OidcErrorCodes.SettingsMethod, tag);
    }

    [Test]
    public async Task A269_A_bearer_token_beside_cookies_is_no_proof()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var request = SettingsApiHost.Request(HttpMethod.Post, SettingsApiHost.Path + "/sessions/end");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer alice");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Cookie", "other=1");

        using var response = await api.SendAsync(request);

        await api.AssertRefusedAsync(response, 403, OidcErrorCodes.SettingsCrossSite);
    }

    [Test]
    public async Task A269_A_front_end_elsewhere_may_send_a_bearer_token()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var request = SettingsApiHost.Request(HttpMethod.Put, SettingsApiHost.Path, api.Document().ToJsonString(), SettingsApiHost.Nothing);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer alice");
        request.Headers.Add("Origin", "https://front.example");

        using var response = await api.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
    }

    private static async Task<string> SignInAsync(SettingsApiHost api)
    {
        var tag = await api.StoreAsync();
        await api.Host.Browser.SignInAsync("alice");
        Assert.That(await api.Host.Browser.MeAsync(), Is.Not.Null);
        return tag;
    }
}
