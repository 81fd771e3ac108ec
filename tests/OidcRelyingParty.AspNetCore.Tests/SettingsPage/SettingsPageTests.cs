using OidcRelyingParty.AspNetCore.Tests.Administration;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Formats;
using OidcRelyingParty.SettingsPage;

namespace OidcRelyingParty.AspNetCore.Tests.SettingsPage;

/// <summary>What the page shows, and what it is made of.</summary>
public sealed class SettingsPageTests
{
    [Test]
    public async Task M1_The_status_is_off_until_somebody_switches_sign_in_on_and_off_again()
    {
        await using var host = await SettingsPageHost.StartAsync();

        var before = await host.OpenAsync();
        var on = await host.StoreAsync();
        var off = await host.StoreAsync(("Enabled", null));

        Assert.That(new[] { before, on, off }.Select(page => page.TextOf("#status")), Is.EqualTo(new[] { "Off", "On", "Off" }));
        Assert.That(before.Document.GetElementById("field-Enabled")!.HasAttribute("checked"), Is.False);
        Assert.That((on.TextOf("#notice"), off.TextOf("#notice")), Is.EqualTo(("The settings are saved and in force.", "The settings are saved. Sign-in with the provider is off.")));
        Assert.That(on.TextOf("#saved-last"), Is.EqualTo($"in force, {PageText.Plain(host.Host.Clock.UtcNow)} by alice"));
    }

    [Test]
    public async Task M8_Every_field_has_a_label_and_a_hint_that_is_tied_to_it_and_no_id_comes_twice()
    {
        await using var host = await SettingsPageHost.StartAsync();
        var page = await host.StoreAsync();

        var fields = page.Document.QuerySelectorAll("#settings [id^=field-][name]").ToArray();
        var ids = page.Document.QuerySelectorAll("[id]").Select(element => element.Id).ToArray();

        Assert.That(fields, Has.Length.EqualTo(SettingsField.All.Count));
        Assert.That(fields.Where(field => page.Document.QuerySelector($"label[for='{field.Id}']") is null), Is.Empty);
        Assert.That(page.Document.QuerySelectorAll("[aria-describedby], [aria-labelledby]").SelectMany(element => (element.GetAttribute("aria-describedby") ?? element.GetAttribute("aria-labelledby"))!.Split(' ')), Is.SubsetOf(ids));
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public async Task M8_A_field_of_the_host_with_any_name_is_tied_to_its_label()
    {
        await using var host = await SettingsPageHost.StartAsync(page => page.Fields = [SettingsField.Enabled, SettingsField.HostValue("Cost centre \"main\"")]);

        var faulty = (await host.OpenAsync()).Document.QuerySelectorAll("#settings [id^=field-][name]")[1];

        Assert.That((faulty.GetAttribute("name"), faulty.Id), Is.EqualTo(("Cost centre \"main\"", "field-Cost-centre--main-")));
        Assert.That(faulty.Owner!.QuerySelector($"label[for='{faulty.Id}']")?.TextContent, Is.EqualTo("Cost centre \"main\""));
    }

    [Test]
    public async Task M8_A_host_shows_the_fields_that_it_supports_and_the_others_stay_as_they_are()
    {
        await using var host = await SettingsPageHost.StartAsync(page => page.Fields = [SettingsField.Enabled, SettingsField.Issuer, SettingsField.ClientId, SettingsField.ClientSecret]);
        await host.Administration.SaveAsync(new() { Settings = host.Host.FittingSettings() with { AcrValues = ["gold"], Enabled = false }, ExpectedStamp = null, By = "setup" });

        var page = await host.StoreAsync(("ClientId", "another"));

        Assert.That(page.Document.QuerySelectorAll("#settings [id^=field-][name]").Select(element => element.Id), Is.EqualTo(new[] { "field-Enabled", "field-Issuer", "field-ClientId", "field-ClientSecret" }));
        var settings = (await host.GetViewAsync()).Settings;
        Assert.That((settings.ClientId, settings.AcrValues.Single()), Is.EqualTo(("another", "gold")));
    }

    [Test]
    public async Task M8_The_page_is_stored_nowhere_framed_nowhere_and_runs_no_script_but_its_own()
    {
        await using var host = await SettingsPageHost.StartAsync();

        var page = await host.OpenAsync();
        var policy = page.Response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.That(policy, Does.StartWith("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Contain("form-action 'self'").And.Not.Contain("unsafe"));
        Assert.That(page.Response.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(page.Response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(page.Document.QuerySelectorAll("[style], [onclick], [src], link"), Is.Empty);
        Assert.That(page.Document.Scripts.Select(script => script.GetAttribute("nonce")), Is.All.EqualTo(policy.Split("script-src 'nonce-")[1].Split('\'')[0]));
    }

    [Test]
    public async Task M12_The_page_shows_the_addresses_to_register_ready_to_copy()
    {
        await using var host = await SettingsPageHost.StartAsync();

        var page = await host.OpenAsync();

        Assert.That(page.ValueOf("redirect-uri"), Is.EqualTo(TestHost.CallbackUrl));
        Assert.That(page.Document.QuerySelector("[data-copy=redirect-uri]")!.GetAttribute("type"), Is.EqualTo("button"), "without a script it sends nothing");
        Assert.That(Enumerable.Range(0, 4).Select(place => page.ValueOf($"address-{place}")), Does.Contain(TestHost.BackchannelLogoutUrl).And.Contain(TestHost.Origin + "/signout-callback-oidc"));
    }

    [Test]
    public async Task M8_What_somebody_typed_is_text_and_never_markup()
    {
        const string Markup = "\"><img src=x onerror=alert(1)>";
        await using var host = await SettingsPageHost.StartAsync();

        var page = await host.SubmitAsync(await host.OpenAsync(), "#settings", "save", host.Filled(("Issuer", Markup), ("ClientId", Markup), ("Roles:Rules", "</textarea>" + Markup)));
        var saved = await host.StoreAsync(("Enabled", null), ("Roles:Rules", Markup + " = admin"), ("ClientId", Markup));
        var query = await host.OpenAsync("?done=" + Uri.EscapeDataString(Markup) + "&preset=keycloak&realm=" + Uri.EscapeDataString(Markup));

        Assert.That(new[] { page, saved, query }.SelectMany(view => view.Document.QuerySelectorAll("img")), Is.Empty);
        Assert.That(page.ValueOf("field-ClientId"), Is.EqualTo(Markup));
        Assert.That(query.TextOf("#notice"), Is.Null);
    }

    [Test]
    public async Task M8_The_page_of_a_tenant_says_whose_settings_it_shows()
    {
        await using var host = await SettingsPageHost.StartAsync(path: "/{tenant}/{provider}/oidc");

        var page = await SettingsPageHost.ReadAsync(await host.SendAsync(new HttpRequestMessage(HttpMethod.Get, TestHost.Origin + "/acme/keycloak/oidc")));
        var nobody = await SettingsPageHost.ReadAsync(await host.SendAsync(new HttpRequestMessage(HttpMethod.Get, TestHost.Origin + "/ACME%20x/keycloak/oidc")));

        Assert.That(page.TextOf(".whose"), Is.EqualTo("Tenant acme, provider keycloak"));
        Assert.That(page.Document.QuerySelector("#settings")!.GetAttribute("action"), Is.EqualTo("/acme/keycloak/oidc"));
        Assert.That(nobody.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task M4_The_secret_is_on_no_page_and_in_no_line_of_the_log()
    {
        await using var host = await SettingsPageHost.StartAsync();
        var page = await host.OpenAsync();

        var faulty = await host.SubmitAsync(page, "#settings", "save", host.Filled(("Issuer", "nonsense")));
        var saved = await host.StoreAsync();
        var check = await host.SubmitAsync(saved, "#settings", "check", host.Filled());

        Assert.That(saved.TextOf("#secret-status"), Does.StartWith("set ").And.Contain("fingerprint"));
        Assert.That(faulty.TextOf("#field-ClientSecret-hint"), Does.Contain("enter it again"), "it is not given back, so that it must be typed again");
        Assert.That(check.TextOf("#field-ClientSecret-hint"), Does.Contain("enter it again"));
        Assert.That(saved.TextOf("#field-ClientSecret-hint"), Does.Not.Contain("enter it again"));
        Assert.That(faulty.Html + saved.Html + check.Html + string.Join('\n', host.Host.Logs.Lines), Does.Not.Contain(SettingsApiHost.Canary));
    }
}
