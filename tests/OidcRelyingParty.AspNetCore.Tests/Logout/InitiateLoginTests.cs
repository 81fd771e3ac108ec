using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Logout;

/// <summary>A sign-in that somebody else starts (OpenID Connect Core, section 4): a wish, of which only the issuer is taken at its word.</summary>
public sealed class InitiateLoginTests
{
    private TestHost _host = null!;

    private HostBrowser Browser => _host.Browser;

    [SetUp]
    public async Task StartAsync() => _host = await SessionHost.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task A_sign_in_that_the_provider_starts_ends_where_it_says([Values] bool byPost)
    {
        using var start = byPost
            ? await Browser.PostAsync("/initiate-login", [new("iss", _host.Provider.Issuer), new("target_link_uri", TestHost.Origin + "/page?a=b"), new("login_hint", "alice")])
            : await InitiateAsync(("iss", _host.Provider.Issuer), ("target_link_uri", TestHost.Origin + "/page?a=b"), ("login_hint", "alice"));

        var response = await Browser.FollowAsync(start);

        Assert.That(ProviderParameters.Parse(start.Headers.Location!.Query)["login_hint"], Is.EqualTo("alice"));
        Assert.That(start.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(response.RequestMessage!.RequestUri!.AbsoluteUri, Is.EqualTo(TestHost.Origin + "/page?a=b"));
        Assert.That((await Browser.MeAsync())!.Sub, Is.EqualTo("user-alice"));
    }

    [TestCase("https://evil.example.test/")]
    [TestCase("https://app.example.test.evil.example.test/")]
    [TestCase("https://app.example.test@evil.example.test/")]
    [TestCase("http://app.example.test/page")]
    [TestCase("https://app.example.test:444/page")]
    [TestCase("//evil.example.test/")]
    [TestCase("/\\evil.example.test/")]
    [TestCase("javascript:alert(1)")]
    [TestCase("data:text/html,x")]
    [TestCase("https://app.example.test//evil.example.test/")]
    [TestCase("https://app.example.test/logout")]
    [TestCase("https://app.example.test/%2f%2fevil.example.test")]
    [TestCase("page")]
    [TestCase("")]
    public async Task A_target_that_is_not_a_page_of_this_site_leads_home(string target)
    {
        using var start = await InitiateAsync(("iss", _host.Provider.Issuer), ("target_link_uri", target));

        var response = await Browser.FollowAsync(start);

        Assert.That(response.RequestMessage!.RequestUri!.AbsoluteUri, Is.EqualTo(TestHost.Origin + "/"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("https://evil.example.test")]
    [TestCase("https://op.example.test/")]
    [TestCase("HTTPS://op.example.test")]
    [TestCase("https://op.example.test#")]
    public async Task An_issuer_that_no_settings_name_starts_nothing_and_is_not_asked(string? issuer)
    {
        using var response = await InitiateAsync(("iss", issuer));

        await _host.AssertRefusedAsync(response, OidcErrorCodes.InitiatorUnknown);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(_host.Provider.Requests, Is.Empty);
        Assert.That(Browser.AppCookies, Is.Empty);
    }

    [Test]
    public async Task An_issuer_that_is_named_twice_starts_nothing()
    {
        using var response = await Browser.GetAsync($"/initiate-login?iss={_host.Provider.Issuer}&iss={_host.Provider.Issuer}");

        await _host.AssertRefusedAsync(response, OidcErrorCodes.InitiatorUnknown);
    }

    [Test]
    public async Task A_provider_that_is_switched_off_starts_nothing()
    {
        _host.SettingsStore.Put(_host.FittingSettings() with { Version = "2", Enabled = false });

        using var response = await InitiateAsync(("iss", _host.Provider.Issuer));

        await _host.AssertRefusedAsync(response, OidcErrorCodes.InitiatorUnknown);
    }

    [Test]
    public async Task With_several_tenants_the_issuer_finds_the_tenant()
    {
        await using var tenants = await TwoTenants.StartAsync();

        using var response = await tenants.Host.Browser.GetAsync("/initiate-login?iss=" + tenants.Other.Issuer);

        Assert.That(response.Headers.Location!.OriginalString, Does.StartWith(tenants.Other.AddressOf(ProviderEndpoint.Authorization)));
    }

    [TestCase("a\nb")]
    [TestCase("too long")]
    public async Task A_hint_that_is_no_hint_is_left_out(string hint)
    {
        using var start = await InitiateAsync(("iss", _host.Provider.Issuer), ("login_hint", hint == "too long" ? new string('a', 257) : hint));

        Assert.That(ProviderParameters.Parse(start.Headers.Location!.Query).Contains("login_hint"), Is.False);
    }

    // The session that is there stays until the new sign-in is done, and anybody may start one: it is no more than a link to the provider.
    [Test]
    public async Task Starting_a_sign_in_signs_nobody_out()
    {
        await Browser.SignInAsync();

        using var start = await InitiateAsync(("iss", _host.Provider.Issuer));

        Assert.That((await Browser.MeAsync())!.Sub, Is.EqualTo("user-alice"));
    }

    private Task<HttpResponseMessage> InitiateAsync(params (string Name, string? Value)[] parameters)
    {
        var query = new ProviderParameters();
        foreach (var (name, value) in parameters)
        {
            query[name] = value;
        }

        return Browser.GetAsync("/initiate-login?" + query.ToQueryString());
    }
}
