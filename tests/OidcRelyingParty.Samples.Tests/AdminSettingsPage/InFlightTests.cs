using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.AdminSettingsPage;

/// <summary>A sign-in that is under way while its revision ceases to be in force: what comes after it could not have finished it.</summary>
internal sealed class InFlightTests
{
    private AdminSettingsPageHost _host = null!; // set before each test

    [SetUp]
    public async Task StartAsync() => _host = await AdminSettingsPageHost.StartAsync(services: services =>
        services.Configure<SettingsAdministrationOptions>(options => options.ConfirmWithin = TimeSpan.FromMinutes(5)));

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task M9_A_login_in_flight_finishes_on_the_revision_it_began_with_here_and_on_another_node(
        [Values("client", "provider", "secret", "rollback")] string change, [Values] bool isElsewhere)
    {
        await StoreOtherClientAsync();
        using var confirmed = await PostAsync("/confirm");
        await _host.StoreAsync();
        using var visitor = _host.Sample.CreateVisitor();
        using var begun = await visitor.GetAsync("/login/start");

        await ChangeAsync(change);
        await using var other = await _host.StartNodeAsync();
        using var elsewhere = other.Sample.CreateVisitor();
        elsewhere.Cookies.Add(visitor.Cookies.GetAllCookies());
        using var finished = await (isElsewhere ? elsewhere : visitor).FollowAsync(begun);
        using var later = await _host.SignInAsync();

        Assert.That((await finished.ErrorCodeAsync(), await finished.ElementAsync("sub")), Is.EqualTo(((string?)null, "user-alice")));
        Assert.That(await later.ElementAsync("sub"), Is.Null, "what is in force now lets nobody in");
    }

    private async Task ChangeAsync(string change)
    {
        switch (change)
        {
            case "client":
                await StoreOtherClientAsync();
                break;
            case "provider":
                var moved = _host.Document();
                moved["issuer"] = "http://127.0.0.1:1";
                await _host.StoreAsync(moved, skipProbe: true);
                break;
            case "secret":
                using (var cleared = await SendAsync(HttpMethod.Delete, "/clientSecret?skipProbe=it+has+leaked"))
                {
                    Assert.That(cleared.StatusCode, Is.EqualTo(HttpStatusCode.OK), await cleared.TextAsync());
                }

                break;
            default:
                using (var rolledBack = await PostAsync("/rollback"))
                {
                    Assert.That(rolledBack.StatusCode, Is.EqualTo(HttpStatusCode.OK), await rolledBack.TextAsync());
                }

                break;
        }
    }

    private async Task StoreOtherClientAsync()
    {
        var document = _host.Document();
        document["clientId"] = "another-client";
        await _host.StoreAsync(document, skipProbe: true);
    }

    private Task<HttpResponseMessage> PostAsync(string suffix) => SendAsync(HttpMethod.Post, suffix);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string suffix)
    {
        using var read = await _host.Administrator.FetchAsync(HttpMethod.Get, AdminSettingsPageHost.Api);
        return await _host.Administrator.FetchAsync(method, AdminSettingsPageHost.Api + suffix, null, ("If-Match", read.Headers.ETag!.Tag)); // every answer has one
    }
}
