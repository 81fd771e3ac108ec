using System.Net;

namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

public sealed class TestHostTests
{
    [TestCase("/")]
    [TestCase("/page")]
    public async Task A_sign_in_ends_on_the_page_it_began_on(string path)
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Browser.SignInAsync("alice", path);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.RequestMessage!.RequestUri!.AbsoluteUri, Is.EqualTo(TestHost.Origin + path));
        Assert.That((await host.Browser.MeAsync())!.Sub, Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task The_session_is_in_a_cookie_bound_to_this_host()
    {
        await using var host = await TestHost.StartAsync();

        await host.Browser.SignInAsync();

        Assert.That(host.Browser.AppCookies.Select(cookie => cookie.Name), Is.EqualTo(new[] { "__Host-oidc.session" }));
    }

    [TestCase("alice", HttpStatusCode.OK)]
    [TestCase("bob", HttpStatusCode.Forbidden)]
    public async Task Only_an_administrator_sees_the_page_for_administrators(string userName, HttpStatusCode status)
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Browser.SignInAsync(userName, "/admin");

        Assert.That(response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task A_script_is_told_to_sign_in_and_not_redirected()
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.Browser.FetchJsonAsync("/api/data");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }
}
