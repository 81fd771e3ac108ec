using OidcRelyingParty.Accounts;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Accounts;

internal sealed partial class AccountProvisionerTests
{
    private static readonly TestCaseData<Action<InterruptedAccountStore>>[] Faults =
    [
        Fault("finding throws", store => store.Find = (_, _) => throw new InvalidOperationException("the host's own text")),
        Fault("finding runs into its own time-out", store => store.Find = (_, _) => throw new TaskCanceledException()),
        Fault("finding answers with an account of another login", store => store.Find = (_, _) => Task.FromResult<Account?>(AnotherAccount)),
        Fault("finding answers with an account of another tenant", store => store.Find = (_, _) => Task.FromResult<Account?>(AnotherAccount with { Tenant = "tenant-2", Logins = [TheLogin] })),
        Fault("candidates are null", store => store.FindCandidates = _ => null!),
        Fault("a candidate does not match", store => store.FindCandidates = _ => [AnotherAccount]),
        Fault("a candidate is null", store => store.FindCandidates = _ => [null!]),
        Fault("making throws", store => store.BeforeCreate = () => throw new InvalidOperationException("the host's own text")),
        Fault("making answers with null", store => store.Change = _ => null!),
        Fault("making answers with no account", store => store.Change = _ => new(AccountStoreOutcome.Done)),
        Fault("making answers with another user's account", store => store.Change = _ => AccountStoreResult.Done(AnotherAccount)),
        Fault("making answers with an account of another user id", store => store.Change = _ => AccountStoreResult.Done(AnotherAccount with { Logins = [TheLogin] })),
        Fault("the last administrator, it says, would be gone, whatever stays", store =>
            (store.Find, store.Change) = ((_, _) => Task.FromResult<Account?>(AlicesAccount), _ => new(AccountStoreOutcome.LastHolder))),
        Fault("a login exists and is never found", store => (store.Find, store.FindCandidates, store.Change) = ((_, _) => Task.FromResult<Account?>(null), _ => [], _ => new(AccountStoreOutcome.LoginExists))),
    ];

    private static ExternalLogin TheLogin => new(AccountScene.Tenant, AccountScene.Issuer, "user-alice");

    private static Account AnotherAccount => new()
    {
        Id = "another",
        Tenant = AccountScene.Tenant,
        UserId = "user-mallory",
        Roles = ["reader"], // as the claims say, so that nothing would be stored and nobody else notice
        Logins = [new(AccountScene.Tenant, AccountScene.Issuer, "USER-ALICE")],
        Revision = "1",
    };

    private static Account AlicesAccount => AnotherAccount with { Logins = [new(AccountScene.Tenant, AccountScene.Issuer, "user-alice")] };

    [TestCaseSource(nameof(Faults))]
    public async Task A238_A_store_that_fails_lets_nobody_in(Action<InterruptedAccountStore> breakIt)
    {
        var store = new InterruptedAccountStore(_scene.Accounts);
        breakIt(store);
        _scene.Store = store;

        var refusal = await Refusal.OfAsync(() => _scene.EnterAsync());

        Assert.That((refusal.Error.Code, refusal.Error.Kind), Is.EqualTo((OidcErrorCodes.AccountStoreFailed, OidcErrorKind.Unavailable)));
        Assert.That(refusal.Error.Message + refusal.Error.Remedy, Does.Not.Contain("the host's own text"));
    }

    [Test]
    public async Task A238_A_store_that_hangs_is_given_up_also_when_it_does_not_listen()
    {
        var asked = new TaskCompletionSource();
        var never = new TaskCompletionSource<Account?>();
        _scene.Store = new InterruptedAccountStore(_scene.Accounts)
        {
            Find = (_, _) =>
            {
                asked.SetResult();
                return never.Task;
            },
        };

        var entering = Refusal.CodeOfAsync(() => _scene.EnterAsync());
        await asked.Task;
        _scene.Clock.Advance(_scene.Options.StoreTimeout);

        Assert.That(await entering, Is.EqualTo(OidcErrorCodes.AccountStoreFailed));
        Assert.That(_scene.Accounts.Accounts, Is.Empty);
    }

    [Test]
    public void A238_A_caller_who_goes_away_is_told_so()
    {
        using var gone = new CancellationTokenSource();
        _scene.Store = new InterruptedAccountStore(_scene.Accounts)
        {
            Find = async (found, token) =>
            {
                await gone.CancelAsync();
                token.ThrowIfCancellationRequested();
                return found;
            },
        };

        Assert.That(async () => await _scene.EnterAsync(gone.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A237_Of_50_first_sign_ins_at_once_every_one_enters_the_one_account()
    {
        var entered = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _scene.EnterAsync())));

        Assert.That(_scene.Accounts.Accounts, Has.Count.EqualTo(1));
        Assert.That(entered.Select(one => one.Account.Id).Distinct(), Is.EqualTo(new[] { _scene.Account.Id }));
    }

    [Test]
    public async Task A237_An_account_that_another_node_makes_meanwhile_is_entered()
    {
        _scene.Store = new InterruptedAccountStore(_scene.Accounts) { BeforeCreate = () => _scene.PutOwn("reader") };

        Assert.That((await _scene.EnterAsync()).Account.Id, Is.EqualTo("own"));
        Assert.That(_scene.Accounts.Accounts, Has.Count.EqualTo(1));
    }

    [TestCase(AccountLinking.Never)]
    [TestCase(AccountLinking.ByVerifiedEmail)]
    [TestCase(AccountLinking.DangerousByUserId)]
    public async Task A237_The_user_s_own_account_that_is_made_while_others_are_looked_at_is_not_taken_for_another_s(AccountLinking linking)
    {
        _scene.Policy = _scene.Policy with { Linking = linking };
        _scene.Store = new InterruptedAccountStore(_scene.Accounts)
        {
            BeforeCandidates = () => _scene.Put("own", account => account with
            {
                UserId = "user-alice", UserName = "alice", Email = "alice@corp.com", Roles = ["admin"], Logins = [_scene.Login],
            }),
        };

        Assert.That((await _scene.EnterAsync()).Account.Id, Is.EqualTo("own"));
        Assert.That(_scene.Log.Of(8002), Is.Empty);
    }

    [Test]
    public async Task W2_A_name_that_is_taken_meanwhile_is_an_error()
    {
        _scene.Store = new InterruptedAccountStore(_scene.Accounts) { BeforeCreate = () => _scene.Put("other", account => account with { UserName = "Alice" }) };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountUserNameTaken));
        Assert.That(_scene.Accounts.Accounts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A233_An_account_that_is_disabled_meanwhile_stays_out()
    {
        var own = _scene.PutOwn("writer");
        _scene.Store = new InterruptedAccountStore(_scene.Accounts) { BeforeUpdate = () => _scene.Accounts.Put(own with { IsDisabled = true }) };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
        Assert.That((_scene.Account.IsDisabled, _scene.Account.Roles), Is.EqualTo((true, new[] { "writer" })));
    }

    private static TestCaseData<Action<InterruptedAccountStore>> Fault(string name, Action<InterruptedAccountStore> breakIt) =>
        new(breakIt) { TestName = $"A238_A_store_that_fails: {name}" };
}
