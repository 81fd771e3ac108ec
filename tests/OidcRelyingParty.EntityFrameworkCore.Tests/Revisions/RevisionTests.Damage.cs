using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Revisions;

/// <content>What becomes of rows that somebody, or something, has spoiled.</content>
internal abstract partial class RevisionTests
{
    private static readonly TestCaseData[] Damages =
    [
        Damage("not JSON", rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Document, "{\"clientId\": \"a"))),
        Damage("empty", rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Document, ""))),
        Damage("a list", rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Document, "[]"))),
        Damage("an unknown member", rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Document, "{\"clientId\": \"app\", \"clientIds\": \"b\"}"))),
        Damage("a member twice", rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Document, "{\"clientId\": \"app\", \"clientId\": \"b\"}"))),
        Damage("an unknown choice", rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Document, "{\"clientId\": \"app\", \"userInfo\": \"perhaps\"}"))),
        Damage("a wrong type", rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Document, "{\"clientId\": \"app\", \"enabled\": \"true\"}"))),
        Damage("no revision", rows => rows.ExecuteDeleteAsync()),
    ];

    [TestCaseSource(nameof(Damages))]
    public async Task A312_Damaged_settings_sign_nobody_in_and_are_never_defaults(Func<IQueryable<RevisionEntity>, Task<int>> how)
    {
        var (node, key, other) = (StartNode(), NewKey(), NewKey());
        await SaveAsync(node, Update(key, stamp: null));
        await SaveAsync(node, Update(other, stamp: null));
        await SpoilAsync(node, key, how);
        var next = StartNode();

        Assert.That(await CodeOfAsync(() => InForceAsync(next, key)), Is.EqualTo(OidcErrorCodes.SettingsDamaged));
        Assert.That((await InForceAsync(next, other))?.ClientSecret?.Reveal(), Is.EqualTo(Canary), "other tenants go on");
    }

    [TestCaseSource(nameof(Damages))]
    public async Task A312_The_last_good_settings_stay_in_force_for_a_while(Func<IQueryable<RevisionEntity>, Task<int>> how)
    {
        var (node, writer, key) = (StartNode(), StartNode(), NewKey());
        var view = await SaveAsync(writer, Update(key, stamp: null));
        var good = await InForceAsync(node, key);
        await SaveAsync(writer, Update(key, view.Stamp, clientId: "later"));
        await SpoilAsync(writer, key, how);

        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That((await InForceAsync(node, key))?.ClientId, Is.EqualTo("app"));
        Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.That(await InForceAsync(node, key), Is.SameAs(good));
        Assert.That(node.Log.CountOf(1004), Is.EqualTo(1), "logged once, not with every sign-in");

        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That(await CodeOfAsync(() => InForceAsync(node, key)), Is.EqualTo(OidcErrorCodes.SettingsDamaged));
    }

    [TestCaseSource(nameof(Damages))]
    public async Task Damaged_settings_are_shown_as_such_and_saved_again(Func<IQueryable<RevisionEntity>, Task<int>> how)
    {
        var (node, key) = (StartNode(), NewKey());
        await SaveAsync(node, Update(key, stamp: null));
        await SpoilAsync(node, key, how);

        var view = await node.Administration.GetAsync(key);
        Assert.That((view.Problem?.Code, view.Settings.Enabled, view.Stamp is null), Is.EqualTo((OidcErrorCodes.SettingsDamaged, false, false)));

        var kept = await node.Administration.SaveAsync(Update(key, view.Stamp, secret: null));
        Assert.That(kept.View, Is.Null, "a secret that cannot be read is not dropped in silence");
        Assert.That(kept.Findings.Select(finding => (finding.Field, finding.Error.Code)), Is.EqualTo(new[] { ("ClientSecret", OidcErrorCodes.SettingsSecretUnreadable) }));

        var repaired = await SaveAsync(node, Update(key, view.Stamp, "new secret"));
        Assert.That(repaired.Problem, Is.Null);
        Assert.That((await InForceAsync(node, key))?.ClientSecret?.Reveal(), Is.EqualTo("new secret"));
    }

    [Test]
    public async Task Secrets_that_another_tenant_s_row_was_given_are_unreadable()
    {
        var (node, key, thief) = (StartNode(), NewKey(), NewKey());
        await SaveAsync(node, Update(key, stamp: null));
        await SaveAsync(node, Update(thief, stamp: null, "own secret"));
        var stolen = await node.AskAsync(context => context.Set<RevisionEntity>().Where(row => row.Tenant == key.Tenant).Select(row => row.ProtectedSecrets).SingleAsync());

        await SpoilAsync(node, thief, rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.ProtectedSecrets, stolen)));

        var read = await InForceAsync(StartNode(), thief);
        Assert.That((read?.SecretsUnreadable, read?.ClientSecret), Is.EqualTo(((bool?)true, (Secret?)null)));
    }

    [Test]
    public async Task A268_Texts_that_not_every_database_holds_are_the_caller_s_fault_or_nobody_s()
    {
        var (node, key) = (StartNode(), NewKey());
        var view = await SaveAsync(node, Update(key, stamp: null));
        var draft = await SaveAsync(node, Update(key, view.Stamp) with { AsDraft = true });

        Assert.That(await CodeOfAsync(() => node.Administration.ActivateAsync(key, "a\0b", draft.Stamp!, "ada")), Is.EqualTo(OidcErrorCodes.SettingsRevisionUnknown)); // saved
        await node.Administration.ActivateAsync(key, draft.Settings.Version, draft.Stamp!, "ada\0", "why\0not");

        var entry = (await node.Administration.ListHistoryAsync(key))[0];
        Assert.That((entry.By, entry.Override), Is.EqualTo(("ada\ufffd", "why\ufffdnot")));
    }

    private static TestCaseData Damage(string name, Func<IQueryable<RevisionEntity>, Task<int>> how) => new TestCaseData(how).SetArgDisplayNames(name);
}
