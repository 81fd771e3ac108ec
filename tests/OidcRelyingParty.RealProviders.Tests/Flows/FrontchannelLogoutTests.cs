using System.Net;
using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Providers;
using OidcRelyingParty.RealProviders.Tests.QuickStart;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>The provider's sign-out page opens QuickStart in a frame, in a real browser.</summary>
public abstract class FrontchannelLogoutTests : QuickStartTests
{
    /// <summary>The client whose sessions end through a frame.</summary>
    private protected abstract Client Client { get; }

    /// <summary>Another relying party that the same browser visits.</summary>
    private protected abstract Client OtherClient { get; }

    private protected RelyingPartyAddress OtherAddress { get; } = new("localhost");

    /// <summary>Where the provider finds our frame; a browser sends our cookie into it only on the provider's own site.</summary>
    private protected virtual string FrameAddress => Provider.RelyingParty.CrossSiteFrontchannelLogoutUri;

    private protected virtual bool HasFrameTheCookie => false;

    [OneTimeSetUp]
    public void RequireChromium() => Chromium.Require();

    [Test]
    public Task Signing_out_of_another_relying_party_ends_the_session_here_through_a_frame() => RunAsync(Client, async host =>
    {
        await using var otherHost = await QuickStartHost.StartAsync(Provider, OtherClient, OtherAddress);
        var bob = host.NewVisitor();
        await AssertSignsInAsync(bob, "bob");
        var (here, there) = (bob.Address("/me"), otherHost.NewVisitor().Address("/me"));
        var steps = SignIn(new Chromium().Open(bob.Address("/login?returnUrl=/me")), "alice").WaitFor(here).See(here);
        steps = GoOn(steps.Open(new Uri(there, "/login?returnUrl=/me"))).WaitFor(there);
        steps = ConfirmSignOut(steps.Open(new Uri(there, "/")).Click("#sign-out")).WaitForFrame(FrameAddress).See(here);

        var visit = await steps.RunAsync();

        Assert.That(visit.Statuses, Is.EqualTo(new[] { 200, 401 }), string.Join('\n', visit.Console));
        Assert.That(visit.FramesOf(FrameAddress).Select(frame => (frame.Status, frame.HasCookie)), Is.All.EqualTo((200, HasFrameTheCookie)));
        Assert.That(visit.Console, Has.None.Contains("frame-ancestors"));
        Assert.That(await bob.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.OK));
        host.AssertLogHoldsNoSecret(visit.Secrets);
    });

    [Test]
    public Task Signing_out_here_comes_back_from_the_provider() => RunAsync(Client, async host =>
    {
        var start = host.NewVisitor().Address("/");
        var me = new Uri(start, "/me");
        var steps = SignIn(new Chromium().Open(new Uri(start, "/login?returnUrl=/me")), "alice").WaitFor(me).Open(start).Click("#sign-out");

        var visit = await LeaveSignOutPage(ConfirmSignOut(steps)).WaitForElement("#sign-in").See(me).RunAsync();

        Assert.That(visit.Statuses, Is.EqualTo(new[] { 401 }));
        Assert.That(visit.FramesOf(FrameAddress).Select(frame => frame.Status), Is.All.EqualTo(200));
        Assert.That(visit.Loads.Select(load => new Uri(load.Url).AbsolutePath), Has.Member("/signout-callback-oidc"));
        host.AssertLogHoldsNoSecret(visit.Secrets);
    });

    /// <summary>What a user does on the provider's page to sign in.</summary>
    private protected abstract Chromium SignIn(Chromium steps, string user);

    /// <summary>What a user does there who is signed in already.</summary>
    private protected virtual Chromium GoOn(Chromium steps) => steps;

    /// <summary>What a user does on the provider's page to sign out.</summary>
    private protected virtual Chromium ConfirmSignOut(Chromium steps) => steps;

    /// <summary>What a user does there who does not want to wait.</summary>
    private protected virtual Chromium LeaveSignOutPage(Chromium steps) => steps;
}
