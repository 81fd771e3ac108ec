using System.Net;
using System.Text.Json.Nodes;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.AdminSettingsPage;

/// <summary>An administrator configures one provider at run time (rows M), seen in the sample.</summary>
internal sealed class MipoTests
{
    private AdminSettingsPageHost _host = null!; // set before each test

    [SetUp]
    public async Task StartAsync() => _host = await AdminSettingsPageHost.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task M1_Off_is_the_default_and_a_status_tells_which_it_is()
    {
        var before = await _host.ReadAsync();
        using var refused = await _host.SignInAsync();
        await _host.StoreAsync();
        var on = await _host.ReadAsync();
        using var page = await _host.Administrator.GetAsync(AdminSettingsPageHost.PagePath);
        using var entered = await _host.SignInAsync();
        var off = _host.Document();
        off["enabled"] = false;
        await _host.StoreAsync(off);
        using var refusedAgain = await _host.SignInAsync();

        Assert.That((before["enabled"]!.GetValue<bool>(), before["status"]!["enabled"]!.GetValue<bool>()), Is.EqualTo((false, false)));
        Assert.That(await refused.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsMissing));
        Assert.That(on["status"]!["enabled"]!.GetValue<bool>(), Is.True);
        Assert.That(await page.ElementAsync("status"), Is.EqualTo("On"));
        Assert.That(await entered.ElementAsync("sub"), Is.EqualTo("user-alice"));
        Assert.That(await refusedAgain.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsDisabled));
    }

    [TestCase("http://sso.example.com")]
    [TestCase("sso.example.com")]
    [TestCase("https://sso.example.com?x=1")]
    [TestCase("file:///etc/passwd")]
    [TestCase("https://user@sso.example.com")]
    public async Task M2_An_issuer_that_is_no_https_URL_is_refused(string issuer)
    {
        var document = _host.Document();
        document["issuer"] = issuer;

        using var response = await _host.SaveAsync(document);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await response.JsonAsync())["findings"]!.AsArray().Select(finding => finding!["field"]!.GetValue<string>()), Does.Contain("issuer"));
        Assert.That((await _host.ReadAsync())["status"]!["version"], Is.Null, "nothing was stored");
    }

    [Test]
    public async Task M2_Plain_http_is_for_loopback_and_only_where_the_host_says_so()
    {
        await using var strict = await AdminSettingsPageHost.StartAsync(new Dictionary<string, string> { ["Oidc:AllowInsecureHttpOnLoopback"] = "false" });

        using var refused = await strict.SaveAsync(strict.Document());
        using var accepted = await _host.SaveAsync(_host.Document());

        Assert.That((refused.StatusCode, accepted.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.OK)));
    }

    [Test]
    public async Task M3_A_client_id_is_needed_once_OIDC_is_enabled()
    {
        var document = _host.Document();
        document["clientId"] = "";

        using var enabled = await _host.SaveAsync(document);
        document["enabled"] = false;
        using var disabled = await _host.SaveAsync(document);

        Assert.That((enabled.StatusCode, disabled.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.OK)));
        Assert.That((await enabled.JsonAsync())["findings"]![0]!["field"]!.GetValue<string>(), Is.EqualTo("clientId"));
    }

    [Test]
    public async Task M4_The_secret_is_never_shown_only_that_it_is_set_and_when()
    {
        await _host.StoreAsync();

        using var api = await _host.Administrator.FetchAsync(HttpMethod.Get, AdminSettingsPageHost.Api);
        using var page = await _host.Administrator.GetAsync(AdminSettingsPageHost.PagePath);
        using var history = await _host.Administrator.FetchAsync(HttpMethod.Get, AdminSettingsPageHost.Api + "/history");
        var secret = (await api.JsonAsync())["status"]!["clientSecret"]!;
        var everything = await api.TextAsync() + await page.TextAsync() + await history.TextAsync() + string.Join('\n', _host.Sample.Logs.Lines);

        Assert.That(everything, Does.Not.Contain(_host.Sample.Embedded.ClientSecret));
        Assert.That((secret["isSet"]!.GetValue<bool>(), secret["setAt"]!.GetValue<DateTimeOffset>() > DateTimeOffset.UnixEpoch), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task M5_A_blank_secret_keeps_the_stored_one_and_clearing_is_an_act_of_its_own()
    {
        await _host.StoreAsync();
        foreach (var blank in new JsonNode?[] { "", null })
        {
            var document = _host.Document();
            document["clientSecret"] = blank;
            await _host.StoreAsync(document);
        }

        using var entered = await _host.SignInAsync();
        using var read = await _host.Administrator.FetchAsync(HttpMethod.Get, AdminSettingsPageHost.Api);
        using var cleared = await _host.Administrator.FetchAsync(HttpMethod.Delete, AdminSettingsPageHost.Api + "/clientSecret?skipProbe=the+secret+is+rotated", content: null, ("If-Match", read.Headers.ETag!.Tag));

        Assert.That(await entered.ElementAsync("sub"), Is.EqualTo("user-alice"));
        Assert.That(cleared.StatusCode, Is.EqualTo(HttpStatusCode.OK), await cleared.TextAsync());
        Assert.That((await _host.ReadAsync())["status"]!["clientSecret"]!["isSet"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public async Task M6_Scopes_are_separated_by_spaces_and_openid_is_always_sent()
    {
        var usual = (await _host.ReadAsync())["scopes"]!.AsArray().Select(scope => scope!.GetValue<string>());
        var document = _host.Document();
        document["scopes"] = "profile  email";
        await _host.StoreAsync(document);
        using var visitor = _host.Sample.CreateVisitor();

        using var begun = await visitor.GetAsync("/login/start");

        Assert.That(usual, Is.EqualTo(new[] { "openid", "profile", "email" }));
        Assert.That(WebUtility.UrlDecode(begun.Headers.Location!.Query).Replace('+', ' '), Does.Contain("scope=openid profile email"));
    }
}
