using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Samples.Tests.AdminSettingsPage;

/// <summary>A draft with which nobody gets in, where the host asks for a test and for a confirmation.</summary>
internal sealed class LockOutTests
{
    private const string DraftForm = "form.small:has(button[value=test])";

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    private readonly ManualTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private AdminSettingsPageHost _host = null!; // set before each test

    [SetUp]
    public async Task StartAsync()
    {
        _host = await AdminSettingsPageHost.StartAsync(services: Configure);
        await _host.StoreAsync();
        await ActivateAsync("the first ones");
        using var confirmed = await PostAsync("/confirm");
        Assert.That(confirmed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await confirmed.TextAsync());
    }

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task A274_A_draft_that_would_lock_everyone_out_cannot_be_enabled_by_mistake()
    {
        await StoreLockOutAsync();

        using var byApi = await PostAsync("/activate", new JsonObject { ["version"] = await VersionAsync() });
        using var page = await _host.Administrator.GetAsync(AdminSettingsPageHost.PagePath);
        using var byPage = await _host.Administrator.SubmitAsync(page, DraftForm, ("action", "activate"));
        using var onward = await _host.Administrator.SubmitAsync(page, DraftForm, ("action", "test"));
        var provider = (await Visitor.ReadAsync(onward)).QuerySelector("#to-provider")!.GetAttribute("href")!; // the page leads there
        using var result = await _host.Administrator.OpenAsync(provider);
        using var afterwards = await PostAsync("/activate", new JsonObject { ["version"] = await VersionAsync() });
        using var entered = await _host.SignInAsync();

        Assert.That((await byApi.ErrorCodeAsync(), await byPage.ErrorCodeAsync()), Is.EqualTo((OidcErrorCodes.SettingsNotTested, OidcErrorCodes.SettingsNotTested)));
        Assert.That((await Visitor.ReadAsync(result)).QuerySelector("main")!.GetAttribute("data-trial"), Is.EqualTo("failed"), await result.TextAsync());
        Assert.That(await afterwards.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsNotTested), "a test that failed is none");
        Assert.That(await entered.ElementAsync("sub"), Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task A274_One_put_in_force_all_the_same_is_undone_by_itself_also_by_a_process_that_starts_later()
    {
        await StoreLockOutAsync();
        await ActivateAsync("it is 23:00");
        using var locked = await _host.SignInAsync();

        _clock.Advance(Wait);
        await using var later = await _host.StartNodeAsync(services: Configure);
        using var there = await later.SignInAsync();
        using var here = await _host.SignInAsync();
        using var again = await PostAsync("/activate", new JsonObject { ["version"] = await VersionAsync() });

        Assert.That(await again.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsNotTested), "not by mistake in the morning either");
        Assert.That(await locked.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.ClientRefused));
        Assert.That((await there.ElementAsync("sub"), await here.ElementAsync("sub")), Is.EqualTo(("user-alice", "user-alice")));
    }

    private void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(_clock)
        .Configure<SettingsAdministrationOptions>(options => (options.Activation, options.ConfirmWithin) = (ActivationPolicy.AfterTest, Wait));

    private Task StoreLockOutAsync()
    {
        var document = _host.Document();
        document["clientSecret"] = "not-the-one-that-the-provider-knows";
        document["singleSignOnOnly"] = true;
        return _host.StoreAsync(document);
    }

    private async Task ActivateAsync(string reason)
    {
        using var activated = await PostAsync("/activate", new JsonObject { ["version"] = await VersionAsync(), ["override"] = reason });
        Assert.That(activated.StatusCode, Is.EqualTo(HttpStatusCode.OK), await activated.TextAsync());
    }

    private async Task<string?> VersionAsync() => (string?)(await _host.ReadAsync())["status"]!["version"]; // every answer has them

    private async Task<HttpResponseMessage> PostAsync(string suffix, JsonObject? body = null)
    {
        using var read = await _host.Administrator.FetchAsync(HttpMethod.Get, AdminSettingsPageHost.Api);
        return await _host.Administrator.FetchAsync(HttpMethod.Post, AdminSettingsPageHost.Api + suffix, body is null ? null : Answers.Json(body), ("If-Match", read.Headers.ETag!.Tag)); // every answer has one
    }
}
