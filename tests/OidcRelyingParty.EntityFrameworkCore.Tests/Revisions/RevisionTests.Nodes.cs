using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.EntityFrameworkCore.Tests.Databases;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Revisions;

/// <content>Several nodes, and a database that fails.</content>
internal abstract partial class RevisionTests
{
    private const int Parallel = 50;

    [Test]
    public async Task I12_A_change_is_used_at_once_where_it_was_made_and_on_the_others_within_seconds()
    {
        var (one, other, key) = (StartNode(), StartNode(), NewKey());
        var view = await SaveAsync(one, Update(key, stamp: null));
        Assert.That((await InForceAsync(other, key))?.ClientId, Is.EqualTo("app"));

        await SaveAsync(one, Update(key, view.Stamp, clientId: "renamed"));

        Assert.That((await InForceAsync(one, key))?.ClientId, Is.EqualTo("renamed"));
        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await InForceAsync(other, key))?.ClientId, Is.EqualTo("renamed"));
    }

    [Test]
    public async Task A_revision_that_nobody_confirms_is_undone_although_its_process_is_gone()
    {
        var key = NewKey();
        var options = new NodeOptions { Administration = administration => administration.ConfirmWithin = TimeSpan.FromMinutes(5) };
        await using (var dying = StartNode(options: options))
        {
            var first = await SaveAsync(dying, Update(key, stamp: null));
            var confirmed = await dying.Administration.ConfirmAsync(key, first.Stamp!, "ada"); // saved
            await SaveAsync(dying, Update(key, confirmed.Stamp, clientId: "locks everyone out"));
        }

        var node = StartNode(options: options);
        Assert.That((await InForceAsync(node, key))?.ClientId, Is.EqualTo("locks everyone out"));
        Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.That((await InForceAsync(node, key))?.ClientId, Is.EqualTo("locks everyone out"));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((await InForceAsync(node, key))?.ClientId, Is.EqualTo("app"));
        Assert.That((await InForceAsync(StartNode(options: options), key))?.ClientId, Is.EqualTo("app"));
        Assert.That(node.Log.CountOf(1003), Is.EqualTo(1));
    }

    [Test]
    public async Task A272_Of_saves_on_two_nodes_at_once_one_is_stored_whole()
    {
        var (one, other, key) = (StartNode(), StartNode(), NewKey());
        var view = await SaveAsync(one, Update(key, stamp: null));

        var codes = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(number => Task.Run(() => CodeOfAsync(() =>
            (number % 2 == 0 ? one : other).Administration.SaveAsync(Update(key, view.Stamp, $"secret {number}", clientId: $"client {number}"))))));

        Assert.That(codes, Has.Exactly(1).Null.And.Exactly(Parallel - 1).EqualTo(OidcErrorCodes.SettingsConflict));
        var stored = (await InForceAsync(StartNode(), key))!; // it was saved
        Assert.That(stored.ClientSecret!.Reveal()["secret ".Length..], Is.EqualTo(stored.ClientId["client ".Length..]), "no field of one save with the secret of another");
        Assert.That(await one.Administration.ListHistoryAsync(key), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_save_whose_commit_was_not_heard_of_is_made_once_and_answered_as_made()
    {
        var (lost, key) = (new LostCommit(), NewKey());
        var node = StartNode(configure: lost.Use);

        var view = await SaveAsync(node, Update(key, stamp: null));

        Assert.That(lost.Count, Is.EqualTo(1));
        Assert.That((await StartNode().Administration.GetAsync(key)).Stamp, Is.EqualTo(view.Stamp));
        Assert.That(await node.Administration.ListHistoryAsync(key), Has.Count.EqualTo(1));
    }

    [TestCase("UPDATE")]
    [TestCase("INSERT")]
    public async Task A313_A_write_that_fails_stores_nothing_and_changes_nothing(string failing)
    {
        var (node, key) = (StartNode(), NewKey());
        var view = await SaveAsync(node, Update(key, stamp: null));
        var broken = StartNode(configure: options => options.AddInterceptors(new Commands { FailingPart = failing }));
        await InForceAsync(broken, key);

        Assert.That(await CodeOfAsync(() => broken.Administration.SaveAsync(Update(key, view.Stamp, "other secret", clientId: "renamed"))), Is.EqualTo(OidcErrorCodes.SettingsStoreFailed));

        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That((await InForceAsync(broken, key))?.ClientId, Is.EqualTo("app"));
        Assert.That((await node.Administration.GetAsync(key)).Stamp, Is.EqualTo(view.Stamp));
        Assert.That(await node.Administration.ListHistoryAsync(key), Has.Count.EqualTo(1));
        Assert.That(await node.AskAsync(context => context.Set<RevisionEntity>().CountAsync(row => row.Tenant == key.Tenant)), Is.EqualTo(1));
    }

    [Test]
    public async Task A312_Sign_ins_go_on_while_the_database_does_not_answer()
    {
        var key = NewKey();
        await SaveAsync(StartNode(), Update(key, stamp: null));
        var commands = new Commands();
        var node = StartNode(configure: options => options.AddInterceptors(commands));
        await InForceAsync(node, key);
        commands.FailingPart = "SELECT";

        Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.That((await InForceAsync(node, key))?.ClientId, Is.EqualTo("app"));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That(async () => await InForceAsync(node, key), Throws.Exception);
        Assert.That(await SignInAsync(node, key), Is.EqualTo(OidcErrorCodes.SettingsStoreFailed));
        Assert.That(await CodeOfAsync(() => node.Administration.GetAsync(key)), Is.EqualTo(OidcErrorCodes.SettingsStoreFailed));

        commands.FailingPart = null;
        Assert.That((await InForceAsync(node, key))?.ClientId, Is.EqualTo("app"));
    }
}
