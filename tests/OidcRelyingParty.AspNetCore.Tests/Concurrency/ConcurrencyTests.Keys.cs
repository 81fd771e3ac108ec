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
}
