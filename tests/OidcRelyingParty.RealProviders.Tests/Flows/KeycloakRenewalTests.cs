using System.Net;
using OidcRelyingParty.RealProviders.Tests.Providers;
using OidcRelyingParty.RealProviders.Tests.QuickStart;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>What an administrator does to a user reaches the session at its renewal.</summary>
public sealed class KeycloakRenewalTests : QuickStartTests
{
    [Test]
    public Task A_role_that_was_taken_is_gone_after_the_renewal() => RunAsync(async (visitor, administrator, subject) =>
    {
        await administrator.TakeAdminRoleAsync(subject);
        Assert.That(await visitor.OpenAsync("/admin"), Is.EqualTo(HttpStatusCode.OK));

        await visitor.RenewAsync();

        Assert.That(await visitor.OpenAsync("/admin"), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await visitor.ReadMeAsync()).Roles, Does.Not.Contain("admin"));
    });

    [Test]
    public Task The_session_of_a_disabled_user_ends_at_the_renewal() => RunAsync(async (visitor, administrator, subject) =>
    {
        await administrator.DisableAsync(subject);
        Assert.That(await visitor.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.OK));

        var page = await visitor.RenewAsync();

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(page.Body, Does.Contain("session.ended"));
        Assert.That(await visitor.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.Unauthorized));
    });

    private protected override async Task<Provider> GetProviderAsync() => await Keycloak.GetExampleRealmAsync();

    private Task RunAsync(Func<Visitor, KeycloakAdministrator, string, Task> flow) => RunAsync(Provider.RenewingClient, async host =>
    {
        var user = $"user-{Guid.NewGuid():N}";
        using var administrator = await KeycloakAdministrator.SignInAsync((Keycloak)Provider);
        var subject = await administrator.AddAdministratorAsync(user);
        var visitor = host.NewVisitor();
        await visitor.SignInAsync(user);
        Assert.That(await visitor.OpenAsync("/admin"), Is.EqualTo(HttpStatusCode.OK));

        await flow(visitor, administrator, subject);
    });
}
