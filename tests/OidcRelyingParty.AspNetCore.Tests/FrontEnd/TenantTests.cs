using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed class TenantTests
{
    private TestHost _host = null!; // set up before every test
    private Spa _spa = null!; // set up before every test

    [SetUp]
    public async Task SetUp()
    {
        _host = await FrontEndHost.StartAsync(options =>
        {
            options.Provider += provider => provider.Clients[0].RedirectUris.Add(TestHost.CallbackUrl + "/globex");
            options.App += app => app.MapGet("/api/{tenant}/me", (ClaimsPrincipal user) => new Dictionary<string, string> { ["sub"] = user.FindFirstValue("sub")! })
                .RequireAuthorization(FrontEndHost.Bearer);
        });
        _host.SettingsStore.Put(_host.FittingSettings() with { Key = new("globex"), FrontEndUrl = new("https://globex.example.test/") });
        _spa = new Spa(_host);
    }

    [TearDown]
    public async Task TearDown()
    {
        _spa.Dispose();
        await _host.DisposeAsync();
    }

    [TestCase("acme", "https://spa.example.test/app?lang=en")]
    [TestCase("globex", "https://globex.example.test/")]
    public async Task I1_Each_tenant_is_handed_over_to_its_own_front_end_with_a_token_of_its_own(string tenant, string frontEnd)
    {
        var answer = await _spa.CatchCallbackAsync(new { tenant_id = tenant });
        using var callback = await _host.Browser.GetAsync($"/signin-oidc/{tenant}?{answer.ToQueryString()}");
        using var exchange = await _spa.ExchangeAsync(Spa.Fragment(callback.Headers.Location!)["code"]!);
        var token = (await Spa.ReadAsync(exchange)).GetProperty("access_token").GetString();

        Assert.That(callback.Headers.Location!.GetLeftPart(UriPartial.Query), Is.EqualTo(frontEnd));
        Assert.That((await _spa.MeAsync(token))!["oidc_tenant"], Is.EqualTo(tenant));
    }

    [Test]
    public async Task I8_The_token_of_one_tenant_opens_no_address_of_another()
    {
        var token = await _spa.GetTokenAsync();

        Assert.That((await _spa.MeAsync(token, "/api/acme/me"))?["sub"], Is.EqualTo("user-alice"));
        Assert.That(await _spa.MeAsync(token, "/api/globex/me"), Is.Null);
    }

    [Test]
    public async Task A029_The_answer_for_one_tenant_is_refused_at_the_callback_of_another()
    {
        var answer = await _spa.CatchCallbackAsync(new { tenant_id = "globex" });

        using var response = await Spa.CallBackAsync(_host.Browser, answer);

        await _host.AssertRefusedAsync(response, OidcErrorCodes.StateUnknown);
        Assert.That(_host.TokenRequests(), Is.Zero);
    }
}
