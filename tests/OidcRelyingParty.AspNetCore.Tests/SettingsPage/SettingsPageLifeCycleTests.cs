using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.SettingsPage;

/// <summary>Drafts, the time to confirm, the history and the differences, as the page has them.</summary>
public sealed class SettingsPageLifeCycleTests
{
    private const string Small = "form.small:has([name=stamp])";

    [Test]
    public async Task A274_A_draft_is_not_in_force_and_the_page_says_so_and_what_differs()
    {
        await using var host = await SettingsPageHost.StartAsync();
        await host.StoreAsync();

        var page = await host.DoneAsync(await host.SubmitAsync(await host.OpenAsync(), "#settings", "draft", host.Filled(("Scopes", "openid phone"), ("ClientSecret", "another-secret-0123456789-0123456789-0123"))));

        Assert.That((page.TextOf("#status"), page.TextOf("#notice")), Is.EqualTo(("On", "The settings are saved as a draft. What is in force has not changed.")));
        Assert.That(page.TextOf("#saved-last"), Does.StartWith("a draft, "));
        Assert.That(page.Document.QuerySelectorAll("#differences tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent))), Is.EqualTo(new[]
        {
            "Scopes|openid profile email|openid phone", "Client secret|differs, and is not shown",
        }));
    }

    [Test]
    public async Task A274_Where_the_host_asks_for_a_test_saving_makes_a_draft_and_the_page_does_not_say_otherwise()
    {
        await using var host = await SettingsPageHost.StartAsync(administration: options => options.Activation = ActivationPolicy.AfterTest);

        var draft = await host.StoreAsync();
        var refused = await host.SubmitAsync(draft, Small, "activate");
        var forced = await host.DoneAsync(await host.SubmitAsync(refused, Small, "activate", ("override", "there is no test user")));

        Assert.That((draft.TextOf("#status"), draft.TextOf("#notice")), Is.EqualTo(("Off", "The settings are saved as a draft. What is in force has not changed.")));
        Assert.That((refused.Status, refused.Codes.Single()), Is.EqualTo((409, OidcErrorCodes.SettingsNotTested)));
        Assert.That((forced.TextOf("#status"), forced.TextOf("#notice")), Is.EqualTo(("On", "The settings are saved and in force.")));
        Assert.That(forced.TextOf("#history tbody tr"), Does.Contain("alice").And.Contain("there is no test user"));
    }

    [Test]
    public async Task A274_A_draft_is_tried_out_at_the_provider_and_the_administrator_comes_back()
    {
        await using var host = await SettingsPageHost.StartAsync(administration: options => options.Activation = ActivationPolicy.AfterTest);
        var draft = await host.StoreAsync();

        var page = await host.SubmitAsync(draft, Small, "test");

        var address = page.Document.GetElementById("to-provider")!.GetAttribute("href");
        Assert.That(address, Does.StartWith(host.Host.Provider.Issuer).And.Contain("state="));
        Assert.That(page.Response.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task A_draft_is_proven_with_the_redirect_uri_that_sign_ins_will_send()
    {
        await using var host = await SettingsPageHost.StartAsync(administration: options => options.ProbeBeforeActivation = true);
        var draft = await host.DoneAsync(await host.SubmitAsync(await host.OpenAsync(), "#settings", "draft", host.Filled()));

        var activated = await host.DoneAsync(await host.SubmitAsync(draft, Small, "activate"));

        Assert.That(activated.TextOf("#status"), Is.EqualTo("On"));
        Assert.That(host.Host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token).Form["redirect_uri"], Is.EqualTo(TestHost.Origin + "/signin-oidc"));
    }

    [TestCase("confirm", "On", "The settings stay in force.")]
    [TestCase("rollback", "Off", "Earlier settings are in force again.")]
    public async Task A274_A_change_waits_to_be_confirmed_or_taken_back(string button, string status, string notice)
    {
        await using var host = await SettingsPageHost.StartAsync(administration: options => options.ConfirmWithin = TimeSpan.FromMinutes(5));
        await host.StoreAsync(("Enabled", null));

        var waiting = await host.StoreAsync();
        var after = await host.DoneAsync(await host.SubmitAsync(waiting, Small, button));

        Assert.That(waiting.TextOf("#confirm-by"), Does.Contain(OidcRelyingParty.SettingsPage.PageText.Plain(host.Host.Clock.UtcNow.AddMinutes(5))));
        Assert.That((after.TextOf("#status"), after.TextOf("#notice"), after.TextOf("#confirm-by")), Is.EqualTo((status, notice, (string?)null)));
    }

    [Test]
    public async Task A274_Settings_that_came_back_by_themselves_leave_the_others_to_be_put_in_force_again()
    {
        await using var host = await SettingsPageHost.StartAsync(administration: options => options.ConfirmWithin = TimeSpan.FromMinutes(5));
        await host.StoreAsync(("Enabled", null));
        await host.StoreAsync();
        host.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        var returned = await host.OpenAsync();
        var again = await host.DoneAsync(await host.SubmitAsync(returned, Small, "activate"));

        Assert.That((returned.TextOf("#status"), again.TextOf("#status")), Is.EqualTo(("Off", "On")));
        Assert.That(returned.TextOf("#saved-last"), Does.StartWith("no longer in force, "));
    }

    [Test]
    public async Task A274_A_page_loaded_again_does_not_say_in_force_of_what_no_longer_is()
    {
        await using var host = await SettingsPageHost.StartAsync(administration: options => options.ConfirmWithin = TimeSpan.FromMinutes(5));
        await host.StoreAsync(("Enabled", null));
        var saved = await host.StoreAsync();
        host.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        var again = await host.OpenAsync("?done=InForce");

        Assert.That((saved.TextOf("#notice"), saved.TextOf("#status")), Is.EqualTo(("The settings are saved and in force.", "On")));
        Assert.That((again.TextOf("#notice"), again.TextOf("#status")), Is.EqualTo(((string?)null, "Off")));
    }

    [TestCase("InForce")]
    [TestCase("InForceWithWarnings")]
    [TestCase("SwitchedOff")]
    [TestCase("Draft")]
    [TestCase("SecretRemoved")]
    [TestCase("Confirmed")]
    [TestCase("Returned")]
    public async Task M8_An_address_that_somebody_made_up_says_nothing_that_is_not_so(string done)
    {
        await using var host = await SettingsPageHost.StartAsync(administration: options => options.ConfirmWithin = TimeSpan.FromMinutes(5));
        var nothing = await host.OpenAsync("?done=" + done);
        await host.StoreAsync();

        var waiting = await host.OpenAsync("?done=" + done);

        Assert.That((nothing.TextOf("#notice") is null, waiting.TextOf("#notice") is null), Is.EqualTo((true, !done.StartsWith("InForce", StringComparison.Ordinal))));
    }

    [Test]
    public async Task A276_The_history_says_who_and_any_two_revisions_are_compared()
    {
        await using var host = await SettingsPageHost.StartAsync();
        await host.StoreAsync();
        await host.StoreAsync(("Scopes", "openid phone"));
        var page = await host.StoreAsync(("Scopes", "openid phone"), ("MaxAge", "900"));
        var versions = page.Document.QuerySelectorAll("#after option").Select(option => option.GetAttribute("value")).ToArray();

        var differ = await host.OpenAsync($"?before={versions[2]}&after={versions[0]}");
        var same = await host.OpenAsync($"?before={versions[1]}&after={versions[1]}");
        var unknown = await host.OpenAsync($"?before={versions[1]}&after=unknown");

        Assert.That(page.Document.QuerySelectorAll("#history tbody tr").Select(row => row.Children[1].TextContent), Is.EqualTo(new[] { "alice", "alice", "alice" }));
        Assert.That(differ.Document.QuerySelectorAll("#differences tbody th").Select(cell => cell.TextContent), Is.EqualTo(new[] { "Scopes", "Greatest age of the sign-in" }));
        Assert.That((same.TextOf("#differences-heading + p"), unknown.Status), Is.EqualTo(("There are none.", 404)));
        Assert.That(unknown.Codes, Is.EqualTo(new[] { OidcErrorCodes.SettingsRevisionUnknown }));
    }

    [Test]
    public async Task A276_Earlier_settings_are_put_in_force_again_from_the_comparison_and_a_draft_is_not()
    {
        await using var host = await SettingsPageHost.StartAsync();
        await host.StoreAsync();
        await host.StoreAsync(("Scopes", "openid phone"));
        var draft = await host.DoneAsync(await host.SubmitAsync(await host.OpenAsync(), "#settings", "draft", host.Filled(("Scopes", "openid email"))));
        var versions = draft.Document.QuerySelectorAll("#after option").Select(option => option.GetAttribute("value")).ToArray();

        var ofDraft = await host.OpenAsync($"?before={versions[0]}&after={versions[1]}");
        var earlier = await host.OpenAsync($"?before={versions[2]}&after={versions[1]}");
        var after = await host.DoneAsync(await host.SubmitAsync(earlier, $"form:has([value='{versions[2]}'])", "activate"));

        Assert.That(ofDraft.Document.QuerySelectorAll("section:has(#differences) form"), Is.Empty);
        Assert.That((after.TextOf("#status"), after.TextOf("#notice")), Is.EqualTo(("On", "Earlier settings are in force again.")));
        Assert.That(after.TextOf("#differences tbody tr"), Does.Contain("openid profile email").And.Contain("openid email"), "what is in force, and the draft");
    }

    [Test]
    public async Task A280_Tests_of_the_connection_are_limited_and_nothing_typed_is_lost()
    {
        await using var host = await SettingsPageHost.StartAsync();
        var page = await host.OpenAsync();
        for (var number = 0; number < 10; number++)
        {
            await host.SubmitAsync(page, "#settings", "check", host.Filled());
        }

        var busy = await host.SubmitAsync(page, "#settings", "check", host.Filled());

        Assert.That((busy.Status, busy.Codes.Single()), Is.EqualTo((429, OidcErrorCodes.SettingsProbeBusy)));
        Assert.That(busy.Response.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(busy.ValueOf("field-Issuer"), Is.EqualTo(host.Host.Provider.Issuer));
    }
}
