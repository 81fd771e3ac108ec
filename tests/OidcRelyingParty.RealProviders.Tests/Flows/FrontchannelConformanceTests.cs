using System.Net;
using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Providers;
using OidcRelyingParty.RealProviders.Tests.QuickStart;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>The Front-Channel RP plan of the OpenID Foundation, with our provider in the part of the suite and a real browser, whose pictures the suite wants.</summary>
public sealed class FrontchannelConformanceTests : QuickStartTests
{
    /// <summary>With what the suite's own characters do to an address that holds them unencoded.</summary>
    private const string SessionId = "sid-with-[punctuation]!*'();:@$,/?";

    private OwnProvider Own => (OwnProvider)Provider;

    [OneTimeSetUp]
    public void RequireChromium() => Chromium.Require();

    [OneTimeTearDown]
    public async Task StopProviderAsync() => await Own.DisposeAsync();

    [Test]
    public Task oidcc_client_test_rp_frontchannel_rpinitlogout() => RunAsync(Provider.DefaultClient, async host =>
    {
        var sameSession = await SignInBesideAsync(host);
        AnswerSignOutWithFrame($"?iss={Own.Issuer}&sid={SessionId}");
        var picture = Path.Combine(TestContext.CurrentContext.WorkDirectory, "rp_frontchannel_rpinitlogout.png");

        var visit = await SignInAndOut(sameSession.Address("/"), steps => steps.TakePicture(picture)).RunAsync();

        AssertSignedOutThroughFrame(visit, HttpStatusCode.OK);
        Assert.That(await sameSession.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.Unauthorized));
        TestContext.AddTestAttachment(picture);
    });

    /// <summary>The suite as seen when run: it separates the parameters by the text <c>&amp;amp;</c>, so that <c>sid</c> arrives under another name.</summary>
    [TestCase("true", HttpStatusCode.OK)]
    [TestCase("false", HttpStatusCode.BadRequest)]
    public Task oidcc_client_test_rp_frontchannel_rpinitlogout_with_its_odd_separator(string allowWithoutSession, HttpStatusCode expected) =>
        RunAsync(Provider.DefaultClient.With("AllowFrontChannelLogoutWithoutSession", allowWithoutSession), async host =>
        {
            var sameSession = await SignInBesideAsync(host);
            AnswerSignOutWithFrame($"?iss={Own.Issuer}&amp;sid={SessionId}");

            var visit = await SignInAndOut(sameSession.Address("/"), steps => steps).RunAsync();

            AssertSignedOutThroughFrame(visit, expected);
            Assert.That(await sameSession.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.OK), "Nothing says which session is meant.");
        });

    private protected override async Task<Provider> GetProviderAsync() => await OwnProvider.StartAsync();

    /// <summary>A session in another browser that says to be of the same session at the provider: only the frame can end it.</summary>
    private async Task<Visitor> SignInBesideAsync(QuickStartHost host)
    {
        Own.Test.Behaviour.Respond = null;
        Own.Test.Behaviour.IdTokenClaims = claims => claims["sid"] = SessionId;
        var visitor = host.NewVisitor();
        var page = await visitor.SignInAsync("bob");
        Assert.That((page.Status, page.Url), Is.EqualTo((HttpStatusCode.OK, visitor.Address("/me"))), page.ToString());
        return visitor;
    }

    private Chromium SignInAndOut(Uri start, Func<Chromium, Chromium> lookAtFrame)
    {
        var steps = new Chromium().Open(new Uri(start, "/login?returnUrl=/"))
            .Fill("#username", "alice").Fill("#password", "alice-password").Click("#submit")
            .Click("#sign-out").WaitForFrame(Provider.RelyingParty.FrontchannelLogoutUri);
        return lookAtFrame(steps).Click("#reported").WaitForElement("#sign-in").See(new Uri(start, "/me"));
    }

    /// <summary>The page of the suite: a frame, a report by script when it is loaded, and later a redirect.</summary>
    private void AnswerSignOutWithFrame(string query) => Own.Test.Behaviour.Respond = request =>
    {
        if (request.Endpoint != ProviderEndpoint.EndSession)
        {
            return Task.FromResult<ProviderResponse?>(null);
        }

        var address = WebUtility.HtmlEncode(Provider.RelyingParty.FrontchannelLogoutUri + query);
        var back = WebUtility.HtmlEncode($"{request.Parameters["post_logout_redirect_uri"]}?state={request.Parameters["state"]}");
        return Task.FromResult<ProviderResponse?>(ProviderResponse.Html($"""
            <!DOCTYPE html><title>Signing out</title><h1>Signing out of the relying party</h1>
            <iframe src="{address}" width="600" height="200" onload="document.getElementById('wait').id = 'reported'"></iframe>
            <p><a id="wait" href="{back}">Go on</a></p>
            """));
    };

    private void AssertSignedOutThroughFrame(ChromiumVisit visit, HttpStatusCode expected)
    {
        var frames = visit.FramesOf(Provider.RelyingParty.FrontchannelLogoutUri).Select(frame => (HttpStatusCode)frame.Status);
        Assert.That(frames, Is.EqualTo(new[] { expected }), string.Join('\n', visit.Console));
        Assert.That(visit.Statuses, Is.EqualTo(new[] { (int)HttpStatusCode.Unauthorized }));
        Assert.That(visit.Loads.Select(load => new Uri(load.Url).AbsolutePath), Has.Member("/signout-callback-oidc"));
    }
}
