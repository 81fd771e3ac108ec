using System.Diagnostics;
using System.Net;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

public sealed partial class SessionTests
{
    [Test]
    public async Task The_cookie_is_small_however_much_is_known_of_the_user()
    {
        await using var host = await SessionHost.StartAsync(options =>
            options.Settings = settings => settings with { Roles = new OidcRelyingParty.Settings.RoleMapping { Claims = ["groups"], Unmapped = OidcRelyingParty.Settings.UnmappedRoleValue.IsRole } });
        await host.Browser.SignInAsync("carol");

        var cookie = host.Browser.SessionCookie();
        TestContext.Out.WriteLine($"{cookie.Name.Length + 1 + cookie.Value.Length} bytes, payload {(await host.RecordAsync("user-carol")).Payload.Length}");

        Assert.That((await host.Browser.MeAsync())!.Roles, Has.Length.EqualTo(200));
        Assert.That(cookie.Name.Length + 1 + cookie.Value.Length, Is.LessThan(512));
        Assert.That(host.Browser.AppCookies, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A207_The_cookie_goes_to_this_host_alone_and_to_no_script()
    {
        using var start = await Browser.AuthorizeAsync();
        using var signedIn = await Browser.GetAsync(start.Headers.Location!.OriginalString);

        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("__Host-oidc.session=", StringComparison.Ordinal));

        Assert.That(cookie.Split("; ").Skip(1), Is.EquivalentTo(new[] { "path=/", "secure", "samesite=lax", "httponly" }));
        Assert.That(signedIn.Headers.CacheControl?.NoStore, Is.True, "A211");
    }

    // Opening two hundred tabs and signing in in the last.
    [Test]
    public async Task A208_Unfinished_sign_ins_do_not_pile_up()
    {
        for (var number = 0; number < 200; number++)
        {
            using var start = await Browser.GetAsync("/login");
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var pending = Browser.AppCookies.Where(cookie => cookie.Name.StartsWith("__Host-oidc.", StringComparison.Ordinal)).ToArray();
        TestContext.Out.WriteLine($"{pending.Length} cookies, {pending.Sum(cookie => cookie.Name.Length + cookie.Value.Length)} bytes");
        using var response = await Browser.SignInAsync();

        Assert.That(pending, Has.Length.LessThanOrEqualTo(5));
        Assert.That(pending.Sum(cookie => cookie.Name.Length + cookie.Value.Length), Is.LessThan(4096));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("__Host-oidc.session=chunks-3; __Host-oidc.sessionC1={0}; __Host-oidc.sessionC3={0}")]
    [TestCase("__Host-oidc.session=chunks-1; __Host-oidc.sessionC1={0}; __Host-oidc.sessionC2={0}")]
    [TestCase("__Host-oidc.session=chunks-99999999; __Host-oidc.sessionC1={0}")]
    [TestCase("__Host-oidc.session=chunks--1; __Host-oidc.sessionC1={0}")]
    [TestCase("__Host-oidc.session=chunks-2; __Host-oidc.sessionC2={0}; __Host-oidc.sessionC1=A")]
    [TestCase("__Host-oidc.session={0}A")]
    [TestCase("__Host-oidc.session=A{0}")]
    [TestCase("__Host-oidc.session=")]
    public async Task A210_A_cookie_put_together_by_somebody_else_is_nobodys(string cookies)
    {
        await Browser.SignInAsync();
        var value = Browser.SessionCookie().Value;
        using var client = _host.CreateClient();
        using var warm = await client.GetAsync("/me");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me");
        request.Headers.Add("Cookie", string.Format(System.Globalization.CultureInfo.InvariantCulture, cookies, value));

        var allocated = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(request);
        TestContext.Out.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0} ms, {GC.GetTotalAllocatedBytes() - allocated} bytes");

        // "chunks-1" with the one right piece is how the framework itself would write a long cookie.
        Assert.That(response.StatusCode, Is.EqualTo(cookies.Contains("chunks-1;", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Unauthorized));
        Assert.That(GC.GetTotalAllocatedBytes() - allocated, Is.LessThan(4 * 1024 * 1024));
    }
}
