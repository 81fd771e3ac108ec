using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.EntityFrameworkCore.Tests.Databases;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Stores;

internal abstract partial class StoreTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    [Test]
    public async Task Rows_that_expired_a_while_ago_are_deleted_by_the_next_one()
    {
        var node = StartNode();
        var (session, living) = (NewSession() with { ExpiresAt = Clock.UtcNow.AddMinutes(1) }, NewSession());
        await node.Sessions.AddAsync(session, CancellationToken.None);
        await node.Sessions.AddAsync(living, CancellationToken.None);
        await node.UsedKeys.TryAddAsync($"old:{session.Id}", Clock.UtcNow.AddMinutes(1), CancellationToken.None);
        Clock.Advance(TimeSpan.FromMinutes(1) + Grace + TimeSpan.FromSeconds(1));

        await node.Sessions.AddAsync(NewSession(), CancellationToken.None);
        await node.UsedKeys.TryAddAsync($"new:{session.Id}", Clock.UtcNow.AddMinutes(1), CancellationToken.None);

        Assert.That(await IdsAsync(node), Does.Not.Contain(session.Id).And.Contains(living.Id));
        Assert.That(await node.AskAsync(context => context.Set<UsedKeyEntity>().CountAsync(used => used.ExpiresAt < Clock.UtcNow - Grace)), Is.Zero);
    }

    [Test]
    public async Task A_node_whose_clock_is_ahead_deletes_nothing_that_counts_on_the_others()
    {
        var (node, ahead) = (StartNode(), StartNode(new Testing.ManualTimeProvider(Clock.UtcNow + Grace)));
        var session = NewSession() with { ExpiresAt = Clock.UtcNow.AddMinutes(1) };
        await node.Sessions.AddAsync(session, CancellationToken.None);

        await ahead.Sessions.AddAsync(NewSession(), CancellationToken.None);

        Assert.That(await node.Sessions.FindAsync(session.Id, CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task Expired_rows_are_looked_for_at_most_once_a_minute()
    {
        var commands = new Commands();
        var node = StartNode(configure: options => options.AddInterceptors(commands));

        for (var number = 0; number < 5; number++)
        {
            await node.Sessions.AddAsync(NewSession(), CancellationToken.None);
            Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.That(commands.Texts, Has.Exactly(2).StartsWith("DELETE"));
    }

    [Test]
    public async Task Nobody_s_sign_in_fails_because_expired_rows_cannot_be_deleted()
    {
        var node = StartNode(configure: options => options.AddInterceptors(new Commands { Failing = "DELETE" }));
        var session = NewSession();

        await node.Sessions.AddAsync(session, CancellationToken.None);

        Assert.That(await node.Sessions.FindAsync(session.Id, CancellationToken.None), Is.Not.Null);
        Assert.That(await node.UsedKeys.TryAddAsync(session.Id, Clock.UtcNow.AddMinutes(1), CancellationToken.None), Is.True);
    }

    [Test]
    public async Task A314_A_key_that_cannot_be_kept_is_neither_new_nor_used()
    {
        var key = Guid.NewGuid().ToString();
        var node = StartNode(configure: options => options.AddInterceptors(new Commands { Failing = "INSERT" }));

        Assert.That(async () => await node.UsedKeys.TryAddAsync(key, Clock.UtcNow.AddMinutes(1), CancellationToken.None), Throws.InstanceOf<DbUpdateException>());
        Assert.That(await StartNode().UsedKeys.TryAddAsync(key, Clock.UtcNow.AddMinutes(1), CancellationToken.None), Is.True);
    }

    [Test]
    public async Task A_second_session_of_one_id_does_not_take_the_place_of_the_first()
    {
        var node = StartNode();
        var session = NewSession();
        await node.Sessions.AddAsync(session, CancellationToken.None);

        Assert.That(async () => await node.Sessions.AddAsync(session with { Subject = "mallory" }, CancellationToken.None), Throws.InstanceOf<DbUpdateException>());
        Assert.That((await node.Sessions.FindAsync(session.Id, CancellationToken.None))!.Subject, Is.EqualTo("alice"));
    }

    [Test]
    public async Task A_session_id_that_not_every_database_can_hold_is_no_session()
    {
        var sessions = StartNode().Sessions;

        Assert.That(await sessions.FindAsync("a\0b", CancellationToken.None), Is.Null);
        Assert.That(async () => await sessions.EndAsync(SessionSelector.One("a\0b"), CancellationToken.None), Throws.Nothing);
    }

    [Test]
    public async Task The_host_s_own_tables_are_left_alone()
    {
        var node = StartNode();
        await node.AskAsync(context =>
        {
            context.Add(new Note { Text = "mine" });
            return context.SaveChangesAsync();
        });

        await node.Sessions.EndAsync(SessionSelector.All, CancellationToken.None);

        Assert.That(await node.AskAsync(context => context.Notes.Select(note => note.Text).ToListAsync()), Is.EqualTo(new[] { "mine" }));
        Assert.That(await IdsAsync(node), Is.Empty);
    }

    [Test]
    public async Task The_host_s_own_contexts_keep_their_habits_also_when_they_are_pooled()
    {
        var node = StartNode();

        await node.Sessions.AddAsync(NewSession(), CancellationToken.None);

        var habits = await node.AskAsync(context => Task.FromResult((context.ChangeTracker.QueryTrackingBehavior, context.ChangeTracker.AutoDetectChangesEnabled)));
        Assert.That(habits, Is.EqualTo((QueryTrackingBehavior.NoTracking, false)));
    }

    private static Task<List<string>> IdsAsync(Node node) => node.AskAsync(context => context.Set<SessionEntity>().Select(session => session.Id).ToListAsync());
}
