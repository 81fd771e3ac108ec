using OidcRelyingParty.Accounts;
using OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Stores;

internal abstract partial class StoreTests
{
    [Test]
    public async Task An_account_whose_commit_was_not_heard_of_is_there_for_the_next_attempt()
    {
        var (lost, login) = (new LostCommit(), new ExternalLogin(Guid.NewGuid().ToString("N"), "https://op.example", "alice"));
        var store = StartNode(configure: lost.Use).Accounts;

        var made = await store.CreateAsync(new NewAccount { Login = login, UserId = "alice", UserName = "alice", Roles = ["reader"] }, CancellationToken.None);

        Assert.That((lost.Count, made.Outcome), Is.EqualTo((1, AccountStoreOutcome.LoginExists)));
        Assert.That((await store.FindAsync(login, CancellationToken.None))?.Roles, Is.EqualTo(new[] { "reader" }));
    }

    [Test]
    public async Task Roles_and_links_whose_commit_was_not_heard_of_are_a_conflict_with_what_is_wanted()
    {
        var login = new ExternalLogin(Guid.NewGuid().ToString("N"), "https://op.example", "alice");
        var made = (await StartNode().Accounts.CreateAsync(new NewAccount { Login = login, UserId = "alice", Roles = ["admin"] }, CancellationToken.None)).Account!;
        var (lostRoles, lostLink) = (new LostCommit(), new LostCommit());

        var roles = await StartNode(configure: lostRoles.Use).Accounts.UpdateRolesAsync(made, ["admin", "reader"], "admin", CancellationToken.None);
        var changed = (await StartNode().Accounts.FindAsync(login, CancellationToken.None))!;
        var link = await StartNode(configure: lostLink.Use).Accounts.LinkAsync(changed, login with { Subject = "another" }, CancellationToken.None);

        Assert.That((lostRoles.Count, roles.Outcome, lostLink.Count), Is.EqualTo((2, AccountStoreOutcome.Conflict, 1)));
        Assert.That(link.Outcome, Is.EqualTo(AccountStoreOutcome.Conflict).Or.EqualTo(AccountStoreOutcome.LoginExists));
        var linked = await StartNode().Accounts.FindAsync(login with { Subject = "another" }, CancellationToken.None);
        Assert.That((linked?.Id, linked?.Roles), Is.EqualTo((made.Id, new[] { "admin", "reader" })));
    }
}
