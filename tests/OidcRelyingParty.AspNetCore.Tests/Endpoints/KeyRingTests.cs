using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>A sign-in lives in the browser and the key ring, not in the process that began it.</summary>
public sealed class KeyRingTests
{
    private DirectoryInfo _keys = null!; // set up before every test

    [SetUp]
    public void CreateKeys() => _keys = Directory.CreateTempSubdirectory("keys");

    [TearDown]
    public void DeleteKeys() => _keys.Delete(recursive: true);

    [Test]
    public async Task A321_Another_process_with_the_same_key_ring_finishes_the_sign_in()
    {
        await using var first = await StartAsync();
        var answer = await first.Browser.CatchCallbackAsync(startPath: "/page");
        await using var second = await StartAsync(first);

        var response = await second.Browser.CallBackAsync(answer);

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/page"));
        Assert.That((await second.Browser.MeAsync())?.Sub, Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task A317_A_new_key_in_the_middle_of_a_sign_in_changes_nothing()
    {
        await using var first = await StartAsync();
        await first.Browser.SignInAsync();
        var answer = await first.Browser.CatchCallbackAsync(startPath: "/login?returnUrl=/page");
        Rotate();
        await using var second = await StartAsync(first);

        var session = await second.Browser.MeAsync();
        var response = await second.Browser.CallBackAsync(answer);

        Assert.That(_keys.GetFiles(), Has.Length.EqualTo(2));
        Assert.That(session?.Sub, Is.EqualTo("user-alice"));
        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/page"));
    }

    [Test]
    public async Task A315_With_the_key_ring_lost_the_sign_in_starts_again()
    {
        await using var first = await StartAsync();
        await first.Browser.SignInAsync();
        var answer = await first.Browser.CatchCallbackAsync(startPath: "/login");
        _keys.Delete(recursive: true);
        _keys.Create();
        await using var second = await StartAsync(first);

        var session = await second.Browser.MeAsync();
        var response = await second.Browser.CallBackAsync(answer);
        var page = await response.Content.ReadAsStringAsync();

        Assert.That(session, Is.Null);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateUnknown));
        Assert.That(page, Does.Contain("Start the sign-in again"));
        Assert.That(second.Logs.Ours.Count(), Is.EqualTo(1), "one line");
        Assert.That(second.Provider.Requests, Is.Empty);
    }

    // With a host before it: its provider, and its browser's cookies.
    private async Task<TestHost> StartAsync(TestHost? before = null)
    {
        var host = await TestHost.StartAsync(options => options.Services = services =>
        {
            services.AddSingleton(DataProtectionProvider.Create(_keys, protection => protection.SetApplicationName("app")));
            new OidcRelyingPartyBuilder(services).UseStatelessSessions(); // the second host knows the first one's sessions by the cookie alone
            if (before is not null)
            {
                services.AddHttpClient(ProviderClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(before.Provider.CreateHandler);
            }
        });
        if (before is not null)
        {
            host.Browser.Cookies.Add(before.Browser.Cookies.GetAllCookies());
        }

        return host;
    }

    private void Rotate()
    {
        using var services = new ServiceCollection()
            .AddDataProtection().PersistKeysToFileSystem(_keys).SetApplicationName("app").Services
            .BuildServiceProvider();
        services.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));
    }
}
