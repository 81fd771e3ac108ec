using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed partial class HandOverTests
{
    private TestHost _host = null!; // set up before every test
    private Spa _spa = null!; // set up before every test

    [SetUp]
    public async Task SetUp()
    {
        _host = await FrontEndHost.StartAsync();
        _spa = new Spa(_host);
    }

    [TearDown]
    public async Task TearDown()
    {
        _spa.Dispose();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task I7_The_callback_ends_at_the_tenants_front_end_with_a_code_that_is_exchanged_for_the_token()
    {
        var address = await _spa.SignInAsync(new { tenant_id = "acme" });
        using var response = await _spa.ExchangeAsync(Spa.Fragment(address)["code"]!);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.That(address.GetLeftPart(UriPartial.Query), Is.EqualTo(FrontEndHost.FrontEndUrl));
        Assert.That(Spa.Fragment(address).Select(member => member.Key), Is.EqualTo(new[] { "code" }));
        Assert.That(answer.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "access_token", "token_type", "expires_in" }));
        Assert.That((answer.GetProperty("token_type").GetString(), answer.GetProperty("expires_in").GetInt64()), Is.EqualTo(("Bearer", 3600)));
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task The_browser_gets_no_session_of_this_application()
    {
        await _spa.GetTokenAsync();

        Assert.That(_host.Browser.HasSession, Is.False);
        Assert.That(await _host.Browser.MeAsync(), Is.Null);
        Assert.That(_host.Browser.PendingCookies(), Is.Empty);
    }

    [Test]
    public async Task A_session_of_this_application_in_the_same_browser_goes_on()
    {
        await using var host = await FrontEndHost.StartAsync(options => options.Endpoints += endpoints => endpoints.ResolveSettingsKey = _ => FrontEndHost.Acme);
        using var spa = new Spa(host);
        await host.Browser.SignInAsync();

        await spa.SignInAsync(new { tenant_id = "acme" });

        Assert.That((await host.Browser.MeAsync())?.Sub, Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task Where_the_front_end_wanted_to_go_comes_back_as_data_and_moves_nothing()
    {
        var address = await _spa.SignInAsync(new { tenant_id = "acme", return_to = "/orders?page=2&x=#top" });

        Assert.That(address.GetLeftPart(UriPartial.Query), Is.EqualTo(FrontEndHost.FrontEndUrl));
        Assert.That(Spa.Fragment(address)["return_to"], Is.EqualTo("/orders?page=2&x=#top"));
    }

    [TestCase(-1, true)]
    [TestCase(0, false)]
    public async Task A_code_lives_a_minute(int secondsBeyond, bool accepted)
    {
        var code = await _spa.GetCodeAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(60 + secondsBeyond));

        using var response = await _spa.ExchangeAsync(code);

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(accepted ? null : OidcErrorCodes.FrontEndCode));
    }

    [Test]
    public async Task How_long_a_code_lives_is_the_hosts_choice()
    {
        await using var host = await FrontEndHost.StartAsync(options => options.Services = FrontEndHost.With(frontEnd => frontEnd.CodeLifetime = TimeSpan.FromSeconds(10)));
        using var spa = new Spa(host);
        var code = await spa.GetCodeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        using var response = await spa.ExchangeAsync(code);

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.FrontEndCode));
    }

    [Test]
    public async Task A_code_that_nobody_exchanges_leaves_no_session()
    {
        await _spa.GetCodeAsync();
        var waiting = await SessionsAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(waiting, Has.Count.EqualTo(1));
        Assert.That(await SessionsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_session_that_was_ended_before_the_exchange_gives_no_token()
    {
        var code = await _spa.GetCodeAsync();
        await _host.Services.GetRequiredService<OidcSessions>().EndAsync(SessionSelector.OfTenant("acme"));

        await AssertRefusedAsync(code);
    }

    [Test]
    public async Task A_front_end_whose_address_is_gone_from_the_settings_that_the_sign_in_began_with_gets_nothing()
    {
        var answer = await _spa.CatchCallbackAsync(new { tenant_id = "acme" });
        _host.SettingsStore.Put(_host.FittingSettings() with { Key = FrontEndHost.Acme });

        using var response = await Spa.CallBackAsync(_host.Browser, answer);

        await _host.AssertRefusedAsync(response, OidcErrorCodes.FrontEndUrlMissing);
    }

    private Task<IReadOnlyList<SessionRecord>> SessionsAsync() => _host.Services.GetRequiredService<ISessionStore>()
        .ListAsync(SessionSelector.OfUser(FrontEndHost.Acme, _host.Provider.Issuer, "user-alice"), CancellationToken.None).AsTask();
}
