using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>One of two providers is an attacker's: nothing of the honest one reaches it, and it signs nobody in as the other's user.</summary>
public sealed class SeveralProvidersTests
{
    private TwoProviders _providers = null!; // set up before every test
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _providers = await TwoProviders.StartAsync();
        _browser = _providers.CreateBrowser();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _browser.Dispose();
        await _providers.DisposeAsync();
    }

    [Test]
    public async Task A026_A_second_sign_in_does_not_disturb_the_first()
    {
        var first = await TwoProviders.CatchCallbackAsync(_browser, "honest");
        var second = await TwoProviders.CatchCallbackAsync(_browser, "evil", "bob");

        var endOfFirst = await _browser.GetAsync(first.AbsoluteUri);
        var evilWasAsked = _providers.Evil.CountOf(ProviderEndpoint.Token);
        var endOfSecond = await _browser.GetAsync(second.AbsoluteUri);

        Assert.That(endOfFirst.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(evilWasAsked, Is.Zero);
        Assert.That(_providers.Honest.CountOf(ProviderEndpoint.Token), Is.EqualTo(1));
        Assert.That(endOfSecond.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task A027_A_provider_cannot_speak_for_another()
    {
        _providers.Evil.Behaviour.IdTokenClaims = claims => claims["iss"] = _providers.Honest.Issuer;
        var answer = await TwoProviders.CatchCallbackAsync(_browser, "evil");
        await TwoProviders.BeginAsync(_browser, "honest");

        var response = await _browser.GetAsync(answer.AbsoluteUri);

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.IdTokenIssuer));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A028_A_code_of_the_honest_provider_is_not_sent_to_the_other_when_the_answer_names_its_issuer()
    {
        var (honest, evilState) = await MixUpAsync();

        var response = await _browser.GetAsync($"{TestHost.Origin}/signin/evil?code={honest["code"]}&iss={honest["iss"]}&state={evilState}");

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.ResponseIssuer));
        Assert.That(_providers.Evil.CountOf(ProviderEndpoint.Token), Is.Zero);
    }

    [Test]
    public async Task A028_A_code_of_the_honest_provider_is_not_sent_to_the_other_when_it_comes_to_the_honest_address()
    {
        var (honest, evilState) = await MixUpAsync();

        var response = await _browser.GetAsync($"{TestHost.Origin}/signin/honest?code={honest["code"]}&state={evilState}");

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateUnknown));
        Assert.That(_providers.Evil.CountOf(ProviderEndpoint.Token), Is.Zero);
        Assert.That(_providers.Honest.CountOf(ProviderEndpoint.Token), Is.Zero);
    }

    [Test]
    public async Task A029_A_code_does_not_reach_the_endpoint_of_other_settings_for_the_same_issuer()
    {
        _providers.Register("proxied", _providers.Honest, settings => settings with { BackchannelBaseUrl = new Uri(_providers.Evil.Issuer) });
        var honest = ProviderParameters.Parse((await TwoProviders.CatchCallbackAsync(_browser, "honest")).Query);

        var response = await _browser.GetAsync($"{TestHost.Origin}/signin/proxied?{honest.ToQueryString()}");

        Assert.That(await response.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateUnknown));
        Assert.That(_providers.Evil.Requests, Is.Empty);
    }

    // The victim begins with the attacker's provider, which sends the browser on to the honest one with a request of its own making.
    private async Task<(ProviderParameters Honest, string EvilState)> MixUpAsync()
    {
        var evilRequest = await TwoProviders.BeginAsync(_browser, "evil");
        var honest = await TwoProviders.CatchCallbackAsync(_browser, "honest");
        return (ProviderParameters.Parse(honest.Query), ProviderParameters.Parse(evilRequest.Query)["state"]!);
    }
}
