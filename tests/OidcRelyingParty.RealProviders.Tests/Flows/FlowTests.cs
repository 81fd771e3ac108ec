using System.Net;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>QuickStart at a real provider: what holds whoever the provider is.</summary>
public abstract class FlowTests : QuickStartTests
{
    [Test]
    public Task A_user_signs_in_and_has_the_roles_the_provider_gives() => RunAsync(Provider.DefaultClient, async host =>
    {
        var alice = host.NewVisitor();
        var bob = host.NewVisitor();

        await AssertSignsInAsync(alice, "alice");
        await AssertSignsInAsync(bob, "bob");

        Assert.That(await alice.OpenAsync("/admin"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await bob.ReadMeAsync()).Roles, Does.Not.Contain("admin"));
        Assert.That(await bob.OpenAsync("/admin"), Is.EqualTo(HttpStatusCode.Forbidden));
    });

    [Test]
    public Task A_wrong_password_signs_nobody_in() => RunAsync(Provider.DefaultClient, async host =>
    {
        var visitor = host.NewVisitor();

        var page = await visitor.EnterWrongPasswordAsync("alice");

        Assert.That(page.Url.Authority, Is.EqualTo(new Uri(Provider.Issuer).Authority), page.ToString());
        Assert.That(await visitor.IsAskedForPasswordAsync(), Is.True);
        Assert.That(await visitor.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.Unauthorized));
    });

    [Test]
    public Task Signing_out_ends_the_session_here_and_at_the_provider() => RunAsync(Provider.DefaultClient, async host =>
    {
        var visitor = host.NewVisitor();
        await visitor.SignInAsync("alice");
        Assert.That(await visitor.IsAskedForPasswordAsync(), Is.False, "The provider remembers who signed in.");

        var page = await visitor.SignOutAsync();

        Assert.That(page.Url.Authority, Is.EqualTo(Provider.RelyingParty.Root.Authority), page.ToString());
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.ToString());
        Assert.That(await visitor.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await visitor.IsAskedForPasswordAsync(), Is.True);
    });
}
