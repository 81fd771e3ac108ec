using OidcRelyingParty.AspNetCore.Tests.Administration;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.AspNetCore.Tests.SettingsPage;

/// <summary>What the buttons of the form do: saving, what is wrong at which field, the secret, and the test of the connection.</summary>
public sealed class SettingsPageSaveTests
{
    [Test]
    public async Task M8_All_that_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        await using var host = await SettingsPageHost.StartAsync();

        var page = await host.SubmitAsync(await host.OpenAsync(), "#settings", "save", host.Filled(("Issuer", "nonsense"), ("ClientId", ""), ("MaxAge", "soon"), ("Scopes", "openid phone")));

        var issuer = page.Document.GetElementById("field-Issuer")!;
        Assert.That(page.Status, Is.EqualTo(400));
        Assert.That(page.Faults, Is.EquivalentTo(new[] { "#field-Issuer", "#field-ClientId", "#field-MaxAge" }));
        Assert.That((issuer.GetAttribute("aria-invalid"), issuer.GetAttribute("aria-describedby")), Is.EqualTo(("true", "field-Issuer-hint field-Issuer-fault")));
        Assert.That((page.ValueOf("field-Issuer"), page.ValueOf("field-MaxAge"), page.ValueOf("field-Scopes")), Is.EqualTo(("nonsense", "soon", "openid phone")));
        Assert.That(page.Document.QuerySelector("details:has(#field-MaxAge)")!.HasAttribute("open"), Is.True, "a field that is wrong is not folded away");
        Assert.That((page.Document.GetElementById("faults")!.GetAttribute("role"), page.Document.Title), Is.EqualTo(("alert", "Not saved – Single sign-on")));
        Assert.That((await host.GetViewAsync()).Stamp, Is.Null, "nothing was stored");
    }

    [Test]
    public async Task M8_Every_kind_of_field_comes_back_as_it_was_typed()
    {
        await using var host = await SettingsPageHost.StartAsync();

        var page = await host.StoreAsync(("Scopes", "openid  phone"), ("MaxAge", "900"), ("Roles:Rules", "CN=staff,OU=example = member\r\nguest = !admin"), ("ResponseMode", "query"), ("Provisioning:CreateAccounts", "true"));

        Assert.That((page.ValueOf("field-Scopes"), page.ValueOf("field-MaxAge")), Is.EqualTo(("openid phone", "900")));
        Assert.That(page.Document.GetElementById("field-Roles-Rules")!.TextContent, Is.EqualTo("CN=staff,OU=example = member\nguest = !admin"));
        Assert.That(page.Document.QuerySelector("#field-ResponseMode option[selected]")!.GetAttribute("value"), Is.EqualTo("query"));
        Assert.That(page.Document.GetElementById("field-Provisioning-CreateAccounts")!.HasAttribute("checked"), Is.True);
    }

    [Test]
    public async Task M5_A_stored_secret_is_not_said_to_be_missing_when_another_field_is_wrong()
    {
        await using var host = await SettingsPageHost.StartAsync();
        var page = await host.StoreAsync(("ClientAuthentication", "client_secret_basic"));

        var faulty = await host.SubmitAsync(page, "#settings", "save", ("MaxAge", "soon"));

        Assert.That(faulty.Faults, Is.EqualTo(new[] { "#field-MaxAge" }));
    }

    [Test]
    public async Task M8_A_wrong_discovery_URL_is_said_at_the_field_that_it_stands_in()
    {
        await using var host = await SettingsPageHost.StartAsync();
        var page = await host.OpenAsync();
        const string Insecure = "http://op.example.test/.well-known/openid-configuration";

        var asIssuer = await host.SubmitAsync(page, "#settings", "save", host.Filled(("Issuer", Insecure)));
        var asDiscoveryUrl = await host.SubmitAsync(page, "#settings", "save", host.Filled(("Issuer", "https://op.example.test"), ("DiscoveryUrl", Insecure)));

        Assert.That(asIssuer.Faults, Is.EqualTo(new[] { "#field-Issuer" }));
        Assert.That(asDiscoveryUrl.Faults, Is.EqualTo(new[] { "#field-DiscoveryUrl" }));
    }

    [Test]
    public async Task M8_What_is_wrong_with_roles_is_said_at_the_field_that_is_wrong()
    {
        await using var host = await SettingsPageHost.StartAsync();

        var page = await host.SubmitAsync(await host.OpenAsync(), "#settings", "save", host.Filled(("Roles:Rules", "staff =")));

        Assert.That(page.Faults, Is.EqualTo(new[] { "#field-Roles-Rules" }));
    }

    [Test]
    public async Task M8_What_is_wrong_with_a_field_is_said_under_its_label()
    {
        await using var host = await SettingsPageHost.StartAsync();
        var page = await host.OpenAsync();

        var faulty = await host.SubmitAsync(page, "#settings", "save", host.Filled(("MaxAge", "soon"), ("Provisioning:EmailDomains", "@example.org"), ("DiscoveryUrl", "http://op.example.test")));
        var check = await host.SubmitAsync(page, "#settings", "check", host.Filled(("Provisioning:EmailDomains", "@example.org")));

        Assert.That(faulty.Document.QuerySelectorAll("#faults a").Select(link => link.TextContent), Is.EqualTo(new[]
        {
            "Greatest age of the sign-in: it must be a whole number of seconds, and is another text.", "Discovery URL: it must be an absolute https URL without user and fragment.", "E-mail domains: '@example.org' is not a domain.",
        }));
        Assert.That(faulty.TextOf("#field-MaxAge-fault"), Does.EndWith("Correct Greatest age of the sign-in: enter a whole number of seconds."));
        Assert.That(check.TextOf("#findings li.error"), Does.Contain("E-mail domains: '@example.org' is not a domain."));
    }

    [TestCase("htp:/nowhere")]
    [TestCase("nowhere")]
    public async Task M2_An_address_that_is_none_is_not_told_that_it_is_a_text(string issuer)
    {
        await using var host = await SettingsPageHost.StartAsync();

        var page = await host.SubmitAsync(await host.OpenAsync(), "#settings", "save", host.Filled(("Issuer", issuer)));

        Assert.That(page.TextOf("#faults a"), Is.EqualTo("Issuer: it must be an absolute https URL without query and fragment."));
    }

    [Test]
    public async Task M6_A_scope_that_the_provider_does_not_list_is_saved_and_not_passed_over_in_silence()
    {
        await using var host = await SettingsPageHost.StartAsync(administration: options => options.ProbeBeforeActivation = true);

        var saved = await host.StoreAsync(("Scopes", "openid nonsense"));
        var check = await host.SubmitAsync(saved, "#settings", "check", host.Filled(("Scopes", "openid nonsense"), ("ClientSecret", "")));

        Assert.That(saved.TextOf("#notice"), Does.Contain("in force").And.Contain("Test connection"));
        Assert.That(check.TextOf("#findings li.warning"), Does.Contain("nonsense"));
    }

    [Test]
    public async Task M8_Somebody_elses_save_is_said_and_saving_again_replaces_it()
    {
        await using var host = await SettingsPageHost.StartAsync();
        var page = await host.OpenAsync();
        await host.StoreAsync();

        var conflict = await host.SubmitAsync(page, "#settings", "save", host.Filled(("Scopes", "openid phone")));
        var again = await host.DoneAsync(await host.SubmitAsync(conflict, "#settings", "save", ("ClientSecret", SettingsApiHost.Canary)));

        Assert.That((conflict.Status, conflict.ValueOf("field-Scopes")), Is.EqualTo((412, "openid phone")));
        Assert.That(conflict.Codes, Is.EqualTo(new[] { OidcErrorCodes.SettingsConflict }));
        Assert.That(again.ValueOf("field-Scopes"), Is.EqualTo("openid phone"));
    }

    [Test]
    public async Task M5_A_blank_secret_keeps_the_stored_one_and_another_replaces_it()
    {
        await using var host = await SettingsPageHost.StartAsync();
        var first = (await host.StoreAsync()).TextOf("#secret-status");
        host.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        var kept = (await host.StoreAsync(("ClientSecret", ""))).TextOf("#secret-status");
        var replaced = (await host.StoreAsync(("ClientSecret", "another-secret-0123456789-0123456789-0123"))).TextOf("#secret-status");

        Assert.That(kept, Is.EqualTo(first));
        Assert.That(replaced, Is.Not.EqualTo(first).And.StartsWith("set "));
    }

    [Test]
    public async Task M5_Removing_the_secret_is_an_act_of_its_own_and_saves_nothing_else()
    {
        await using var host = await SettingsPageHost.StartAsync();
        var page = await host.StoreAsync(("Enabled", null));

        var after = await host.DoneAsync(await host.SubmitAsync(page, "#remove-secret", "clear-secret", ("ClientId", "another")));

        Assert.That((after.TextOf("#secret-status"), after.ValueOf("field-ClientId")), Is.EqualTo(("not set", host.Host.Client.ClientId)));
        Assert.That(after.TextOf("#notice"), Is.EqualTo("The secret was removed."));
        Assert.That(after.Document.QuerySelector("button[value=clear-secret]"), Is.Null);
    }

    [Test]
    public async Task M5_The_Enter_key_saves_and_never_removes_the_secret()
    {
        await using var host = await SettingsPageHost.StartAsync();

        var page = await host.StoreAsync();

        // A browser presses the first button that belongs to the form.
        var buttons = page.Document.QuerySelectorAll("button:not([type=button])").Where(button => (button.GetAttribute("form") ?? button.Closest("form")!.Id) == "settings");
        Assert.That(buttons.Select(button => button.GetAttribute("value")), Is.EqualTo(new[] { "save", "draft", "check" }));
        Assert.That(page.Document.QuerySelector("button[value=clear-secret]")!.GetAttribute("form"), Is.EqualTo("remove-secret"));
    }

    [Test]
    public async Task M5_Removing_the_secret_of_a_draft_puts_it_not_in_force()
    {
        await using var host = await SettingsPageHost.StartAsync();
        await host.StoreAsync(("Enabled", null));
        var draft = await host.DoneAsync(await host.SubmitAsync(await host.OpenAsync(), "#settings", "draft", host.Filled(("ClientId", "another"))));

        await host.SubmitAsync(draft, "#remove-secret", "clear-secret");

        var view = await host.GetViewAsync();
        Assert.That((view.IsSignInEnabled, view.State), Is.Not.EqualTo((true, RevisionState.Active)));
    }

    [Test]
    public async Task M8_A_test_of_the_connection_says_what_it_found_and_saves_nothing()
    {
        await using var host = await SettingsPageHost.StartAsync();
        var page = await host.OpenAsync();

        var fits = await host.SubmitAsync(page, "#settings", "check", host.Filled());
        var doubtful = await host.SubmitAsync(page, "#settings", "check", host.Filled(("Scopes", "openid unlisted")));
        var refused = await host.SubmitAsync(page, "#settings", "check", host.Filled(("ClientSecret", "wrong")));

        Assert.That((fits.Status, fits.TextOf("#findings > p")), Is.EqualTo((200, "Sign-ins can work. Nothing was saved.")));
        Assert.That(doubtful.TextOf("#findings > p"), Is.EqualTo("Sign-ins may fail, or bring less than wanted: see the warnings. Nothing was saved."));
        Assert.That(refused.TextOf("#findings > p"), Is.EqualTo("Sign-ins would fail. Nothing was saved."));
        Assert.That(refused.TextOf("#findings li.error code"), Is.EqualTo(OidcErrorCodes.ClientRefused));
        Assert.That(refused.ValueOf("field-Issuer"), Is.EqualTo(host.Host.Provider.Issuer), "what was typed stays");
        Assert.That((await host.GetViewAsync()).Stamp, Is.Null);
    }

    [Test]
    public async Task M8_Settings_that_the_provider_disagrees_with_are_not_saved_and_the_field_says_why()
    {
        await using var host = await SettingsPageHost.StartAsync(administration: options => options.ProbeBeforeActivation = true);

        var page = await host.SubmitAsync(await host.OpenAsync(), "#settings", "save", host.Filled(("ClientSecret", "wrong")));

        Assert.That((page.Status, page.Faults.First()), Is.EqualTo((400, "#field-ClientSecret")));
        Assert.That((await host.GetViewAsync()).Stamp, Is.Null);
    }

    [Test]
    public async Task M8_A_preset_fills_the_form_in_and_saves_nothing()
    {
        await using var host = await SettingsPageHost.StartAsync();

        var chosen = await host.OpenAsync("?preset=keycloak");
        var wrong = await host.OpenAsync("?preset=keycloak&url=nonsense&realm=staff");
        var filled = await host.OpenAsync("?preset=keycloak&url=https://sso.example.com&realm=staff&ClientId=wiki");

        Assert.That(chosen.Document.QuerySelectorAll("#preset-form input").Select(input => input.GetAttribute("name")), Is.EqualTo(new[] { "url", "realm", "ClientId" }));
        Assert.That(wrong.Faults, Is.EqualTo(new[] { "#preset-url", "#preset-ClientId" }));
        Assert.That((wrong.ValueOf("preset-url"), wrong.Document.GetElementById("preset-url")!.GetAttribute("aria-invalid")), Is.EqualTo(("nonsense", "true")));
        Assert.That((chosen.TextOf("#notice"), filled.TextOf("#notice")), Is.EqualTo(((string?)null, "Filled in; nothing is saved yet.")));
        Assert.That((filled.ValueOf("field-Issuer"), filled.ValueOf("field-ClientId")), Is.EqualTo(("https://sso.example.com/realms/staff", "wiki")));
        Assert.That(filled.ValueOf("field-Roles-Claims"), Does.Contain("resource_access.wiki.roles"));
        Assert.That((await host.GetViewAsync()).Stamp, Is.Null);
    }
}
