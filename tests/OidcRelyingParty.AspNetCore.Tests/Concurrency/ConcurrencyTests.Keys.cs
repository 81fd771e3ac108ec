using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Concurrency;

public sealed partial class ConcurrencyTests
{
    [Test]
    public async Task A089_A_hundred_sign_ins_that_meet_a_new_key_at_once_cause_one_key_set_request_and_all_succeed_also_a_minute_later()
    {
        await BeginAsync();
        for (var round = 0; round < 2; round++)
        {
            _host.Provider.ClearRequests();
            var browsers = Enumerable.Range(0, 100).Select(_ => _host.CreateBrowser()).ToArray();
            var answers = await Task.WhenAll(browsers.Select(browser => browser.AuthorizeAsync()));
            _host.Provider.Keys["ES256"] = TestSigningKey.Create("ES256");

            var pages = await Task.WhenAll(browsers.Zip(answers, (browser, answer) => Task.Run(() => browser.FollowAsync(answer))));

            Assert.That(pages.Select(page => page.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(browsers.Select(browser => browser.HasSession), Is.All.True);
            Assert.That(Asked(ProviderEndpoint.KeySet), Is.EqualTo(1));
            Array.ForEach(browsers, browser => browser.Dispose());
            _host.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Test]
    public async Task A071_Two_hundred_unknown_keys_in_ten_seconds_cause_one_key_set_request_and_harm_nobody()
    {
        await BeginAsync();
        _host.Provider.ClearRequests();
        _host.Provider.Behaviour.IdTokenHeader = header => header["kid"] = Guid.NewGuid().ToString();
        for (var number = 0; number < 200; number++)
        {
            using var browser = _host.CreateBrowser();
            var response = await browser.SignInAsync();

            Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.IdTokenKey));
            _host.Clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        _host.Provider.Behaviour.IdTokenHeader = null;
        await _host.Browser.SignInAsync();

        Assert.That(Asked(ProviderEndpoint.KeySet), Is.EqualTo(1));
        Assert.That(_host.Browser.HasSession, Is.True);
    }

    // The refresh read the old keys, and its answer is slow; meanwhile the provider rotated and somebody signed in with the new key.
    [Test]
    public async Task A_slow_refresh_does_not_bring_back_the_keys_from_before_a_rotation()
    {
        await BeginAsync();
        _host.Clock.Advance(TimeSpan.FromHours(2));
        var refresh = Gate.At(_host.Provider, ProviderEndpoint.KeySet, ProviderResponse.CacheableJson(_host.Provider.Keys.ToKeySet()));
        await BeginAsync();
        await refresh.Reached;
        _host.Provider.Keys["ES256"] = TestSigningKey.Create("ES256");
        await _host.Browser.SignInAsync();

        await OpenAndSeeReadAsync(refresh);
        using var second = _host.CreateBrowser();
        var response = await second.SignInAsync();

        Assert.That(await response.ErrorCodeAsync(), Is.Null);
        Assert.That(second.HasSession, Is.True);
    }

    // The other way round: a look for new keys is slow, and a refresh ends before it.
    [Test]
    public async Task A_slow_look_for_new_keys_does_not_undo_a_refresh()
    {
        await BeginAsync();
        _host.Clock.Advance(TimeSpan.FromHours(2));
        _host.Provider.Keys["ES256"] = TestSigningKey.Create("ES256");
        var refresh = Gate.At(_host.Provider, ProviderEndpoint.Discovery);
        var look = Gate.At(_host.Provider, ProviderEndpoint.KeySet);
        var signIn = _host.Browser.SignInAsync();
        await Task.WhenAll(refresh.Reached, look.Reached);
        _host.Provider.Behaviour.Discovery = metadata => metadata["authorization_endpoint"] = "https://op.example.test/moved";

        await OpenAndSeeReadAsync(refresh);
        look.Open();
        await signIn;
        var next = await BeginAsync();

        Assert.That(_host.Browser.HasSession, Is.True);
        Assert.That(next.Url.AbsolutePath, Is.EqualTo("/moved"));
    }

    private async Task OpenAndSeeReadAsync(Gate refresh)
    {
        var read = _host.Logs.WaitForAsync(line => line.EventId == 2001);
        refresh.Open();
        await read;
    }
}
