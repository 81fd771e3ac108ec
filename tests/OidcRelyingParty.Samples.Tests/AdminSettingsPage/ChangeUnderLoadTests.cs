using System.Net;
using System.Text.Json.Nodes;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.AdminSettingsPage;

/// <summary>Settings change while people sign in.</summary>
internal sealed class ChangeUnderLoadTests
{
    private const int SignIns = 200;

    [Test]
    public async Task A_change_while_200_sign_ins_are_in_flight_fails_none_and_is_used_by_later_ones()
    {
        await using var host = await AdminSettingsPageHost.StartAsync();
        await host.StoreAsync();
        var visitors = Enumerable.Range(0, SignIns).Select(_ => host.Sample.CreateVisitor()).ToArray();
        var begun = await Task.WhenAll(visitors.Select(visitor => visitor.GetAsync("/login/start")));

        // Half of them finish while the settings change ten times.
        var finishing = visitors.Take(SignIns / 2).Select((visitor, number) => visitor.FollowAsync(begun[number])).ToArray();
        for (var change = 0; change < 10; change++)
        {
            var document = host.Document();
            document["acrValues"] = new JsonArray($"urn:change:{change}");
            document["sessionLifetime"] = 3600 + change;
            await host.StoreAsync(document, skipProbe: true);
        }

        var pages = (await Task.WhenAll(finishing)).Concat(await Task.WhenAll(visitors.Skip(SignIns / 2).Select((visitor, number) => visitor.FollowAsync(begun[number + (SignIns / 2)])))).ToArray();
        using var later = await host.Sample.CreateVisitor().GetAsync("/login/start");

        var subjects = await Task.WhenAll(pages.Select(page => page.ElementAsync("sub")));
        Assert.That(subjects, Is.All.EqualTo("user-alice"));
        Assert.That(begun.Select(answer => answer.Headers.Location!.Query), Has.None.Contains("acr_values"));
        Assert.That(Uri.UnescapeDataString(later.Headers.Location!.Query), Does.Contain("acr_values=urn:change:9"));
    }

    [Test]
    public async Task A281_A_canary_secret_saved_by_the_page_and_the_API_is_in_no_log_answer_file_or_column()
    {
        await using var host = await AdminSettingsPageHost.StartAsync();
        var secret = host.Sample.Embedded.ClientSecret;
        await host.StoreAsync();
        using var page = await host.Administrator.GetAsync(AdminSettingsPageHost.PagePath);
        using var saved = await host.Administrator.SubmitAsync(page, "#settings", ("ClientSecret", secret), ("Scopes", "openid email"), ("action", "save"));
        using var wrong = await host.Administrator.SubmitAsync(page, "#settings", ("ClientSecret", secret), ("Issuer", "nonsense"), ("action", "save"));
        using var entered = await host.SignInAsync();
        using var history = await host.Administrator.FetchAsync(HttpMethod.Get, AdminSettingsPageHost.Api + "/history");
        using var settings = await host.Administrator.FetchAsync(HttpMethod.Get, AdminSettingsPageHost.Api);

        var answers = new[] { await page.TextAsync(), await saved.TextAsync(), await wrong.TextAsync(), await entered.TextAsync(), await history.TextAsync(), await settings.TextAsync() };
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), "the page saves with it");
        Assert.That(answers, Has.None.Contains(secret));
        Assert.That(host.Sample.Logs.Lines, Has.None.Contains(secret));
        foreach (var file in host.Sample.Storage.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.That((await reader.ReadToEndAsync()).Contains(secret, StringComparison.Ordinal), Is.False, file.Name);
        }
    }
}
