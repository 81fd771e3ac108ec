using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.EntityFrameworkCore.Tests.Databases;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Revisions;

/// <content>Secrets in the database, and without the key that reads them.</content>
internal abstract partial class RevisionTests
{
    [Test]
    public async Task A_lost_key_ring_leaves_the_settings_and_says_that_the_secret_is_unreadable()
    {
        var (key, lost) = (NewKey(), StartNode(options: new NodeOptions { Key = "lost" }));
        await SaveAsync(lost, Update(key, stamp: null));
        var node = StartNode(options: new NodeOptions { Key = "new" });

        var view = await node.Administration.GetAsync(key);
        Assert.That(view.ClientSecret, Is.EqualTo(new SecretStatus(IsSet: true, IsReadable: false, SetAt: Clock.UtcNow, Fingerprint: null)));
        Assert.That((view.Problem?.Code, view.Settings.ClientId), Is.EqualTo((OidcErrorCodes.SettingsSecretUnreadable, "app")));
        Assert.That(await SignInAsync(node, key), Is.EqualTo(OidcErrorCodes.SettingsSecretUnreadable));

        var kept = await node.Administration.SaveAsync(Update(key, view.Stamp, secret: null));
        Assert.That(kept.Findings.Select(finding => (finding.Field, finding.Error.Code)), Is.EqualTo(new[] { ("ClientSecret", OidcErrorCodes.SettingsSecretUnreadable) }));

        await SaveAsync(node, Update(key, view.Stamp, "new secret"));
        Assert.That((await InForceAsync(node, key))?.ClientSecret?.Reveal(), Is.EqualTo("new secret"));
        Assert.That(await SignInAsync(node, key), Is.Not.EqualTo(OidcErrorCodes.SettingsSecretUnreadable));
    }

    [Test]
    public async Task A_lost_key_ring_is_no_trouble_where_there_is_no_secret()
    {
        var key = NewKey();
        await SaveAsync(StartNode(options: new NodeOptions { Key = "lost" }), Update(key, stamp: null, secret: null));

        var view = await StartNode(options: new NodeOptions { Key = "new" }).Administration.GetAsync(key);

        Assert.That((view.Problem, view.ClientSecret.IsSet, view.ClientSecret.IsReadable), Is.EqualTo(((OidcError?)null, false, true)));
    }

    [Test]
    public async Task A_lost_key_ring_that_is_found_again_reads_everything_again()
    {
        var key = NewKey();
        await SaveAsync(StartNode(), Update(key, stamp: null));
        var without = StartNode(options: new NodeOptions { Key = "new" });
        Assert.That((await InForceAsync(without, key))?.SecretsUnreadable, Is.True);

        Assert.That((await InForceAsync(StartNode(), key))?.ClientSecret?.Reveal(), Is.EqualTo(Canary));
    }

    [Test]
    public async Task A_node_without_the_key_ring_destroys_no_secret_by_writing_what_else_it_knows()
    {
        var (key, node) = (NewKey(), StartNode());
        var off = await SaveAsync(node, Update(key, stamp: null) with { Settings = Update(key, stamp: null).Settings with { Enabled = false } });
        var on = await SaveAsync(node, Update(key, off.Stamp));
        var without = StartNode(options: new NodeOptions { Key = "new" });

        await without.Administration.ActivateAsync(key, off.VersionInForce!, on.Stamp!, "ada"); // both were put in force on save

        Assert.That((await InForceAsync(node, key))?.ClientSecret?.Reveal(), Is.EqualTo(Canary));
        Assert.That((await InForceAsync(without, key))?.SecretsUnreadable, Is.True);
    }

    [Test]
    public async Task No_secret_is_in_any_column_line_or_text()
    {
        var (node, key) = (StartNode(configure: options => options.EnableSensitiveDataLogging()), NewKey());
        var view = await SaveAsync(node, Update(key, stamp: null));
        view = await SaveAsync(node, Update(key, view.Stamp, secret: null, clientId: "renamed"));
        await node.Administration.CompareAsync(key, before: null, view.VersionInForce!); // it was put in force on save

        var columns = await AllColumnsAsync(node);

        Assert.That(columns, Does.Contain(key.Tenant).And.Contains("renamed"), "the dump sees what is there");
        Assert.That(columns, Does.Not.Contain(Canary));
        Assert.That(columns, Does.Not.Contain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Canary))[..20]));
        Assert.That(node.Log.Text, Does.Contain(key.Tenant).And.Not.Contains(Canary));
        Assert.That($"{view} {view.Settings} {await InForceAsync(node, key)}", Does.Not.Contain(Canary));
    }

    [Test]
    public async Task The_settings_are_stored_as_JSON_that_people_can_read()
    {
        var (node, key) = (StartNode(), NewKey());
        await SaveAsync(node, Update(key, stamp: null));

        var document = await node.AskAsync(context => context.Set<RevisionEntity>().Where(row => row.Tenant == key.Tenant).Select(row => row.Document).SingleAsync());

        Assert.That(document, Does.StartWith("{\"enabled\":true,\"issuer\":\"https://").And.Contains("\"clientId\":\"app\"").And.Not.Contains("ecret\":"));
    }

    private static async Task<string> AllColumnsAsync(Node node) => await node.AskAsync(async context =>
    {
        var texts = new List<string>();
        await context.Database.OpenConnectionAsync();
        foreach (var table in context.Model.GetEntityTypes().Select(type => type.GetTableName()))
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                texts.AddRange(Enumerable.Range(0, rows.FieldCount).Select(column => rows.GetValue(column) is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : rows.GetValue(column).ToString()!)); // a value has a text
            }
        }

        return string.Join('\n', texts);
    });

    private static Task<string?> SignInAsync(Node node, OidcSettingsKey key) =>
        CodeOfAsync(() => node.Get<RelyingParty>().BeginSignInAsync(key, new SignInRequest { RedirectUri = new Uri("https://rp.example/cb") }));
}
