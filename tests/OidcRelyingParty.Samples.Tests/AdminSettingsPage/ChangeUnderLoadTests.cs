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
        // Browsers, application and provider share this machine, so the provider may be slow; that is not what is looked at.
        await using var host = await AdminSettingsPageHost.StartAsync(new Dictionary<string, string> { ["Oidc:BackchannelTimeout"] = "00:01:00" });
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

        var errors = await Task.WhenAll(pages.Select(page => page.ErrorCodeAsync()));
        var subjects = await Task.WhenAll(pages.Select(page => page.ElementAsync("sub")));
        Assert.That(errors, Is.All.Null);
        Assert.That(subjects, Is.All.EqualTo("user-alice"));
        Assert.That(begun.Select(answer => answer.Headers.Location!.Query), Has.None.Contains("acr_values"));
        Assert.That(Uri.UnescapeDataString(later.Headers.Location!.Query), Does.Contain("acr_values=urn:change:9"));
    }
}
