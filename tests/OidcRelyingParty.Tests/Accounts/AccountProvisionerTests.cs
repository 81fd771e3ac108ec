using System.Text.Json.Nodes;
using OidcRelyingParty.Accounts;

namespace OidcRelyingParty.Tests.Accounts;

/// <summary>Who enters which account.</summary>
[TestFixture]
internal sealed partial class AccountProvisionerTests
{
    private AccountScene _scene = null!;

    [SetUp]
    public void SetUp() => _scene = new AccountScene();

    [Test]
    public async Task P1_An_account_is_made_at_the_first_sign_in_and_entered_at_the_next()
    {
        var first = await _scene.EnterAsync();
        var second = await _scene.EnterAsync();

        var account = _scene.Accounts.Accounts.Single();
        Assert.That((first.Account.Id, second.Account.Id), Is.EqualTo((account.Id, account.Id)));
        Assert.That(
            (account.Tenant, account.UserId, account.UserName, account.Email, account.IsEmailVerified, account.DisplayName),
            Is.EqualTo((AccountScene.Tenant, "user-alice", "alice", "alice@corp.com", true, "Alice Example")));
        Assert.That((account.Roles, account.Logins), Is.EqualTo((new[] { "reader" }, new[] { _scene.Login })));
        Assert.That(_scene.Log.Of(8001), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A232_A_user_without_an_account_is_refused_where_none_are_made()
    {
        _scene.Policy = new();

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
        Assert.That(_scene.Accounts.Accounts, Is.Empty);
        Assert.That(_scene.Log.Of(8007).Single().Message, Does.Contain("make none").And.Contain("user-alice"));
    }

    [Test]
    public async Task U4_An_account_that_exists_is_entered_also_where_none_are_made()
    {
        var own = _scene.PutOwn("reader");
        _scene.Policy = new();

        Assert.That((await _scene.EnterAsync()).Account.Id, Is.EqualTo(own.Id));
    }

    [Test]
    public async Task A233_A_disabled_account_is_neither_entered_nor_enabled_nor_made_again()
    {
        var disabled = _scene.Accounts.Put(_scene.PutOwn("reader") with { IsDisabled = true });

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
        Assert.That(_scene.Accounts.Accounts, Is.EqualTo(new[] { disabled }));
        Assert.That(_scene.Log.Of(8007).Single().Message, Does.Contain("disabled"));
    }

    [Test]
    public async Task A287_Unknown_disabled_and_of_a_wrong_domain_look_the_same()
    {
        var errors = new List<OidcError>();
        async Task AddAsync(Action<AccountScene> arrange)
        {
            var scene = new AccountScene();
            arrange(scene);
            errors.Add((await Refusal.OfAsync(() => scene.EnterAsync())).Error);
        }

        await AddAsync(scene => scene.Policy = new());
        await AddAsync(scene => scene.Accounts.Put(scene.PutOwn() with { IsDisabled = true }));
        await AddAsync(scene => scene.Policy = new() { CreateAccounts = true, EmailDomains = ["other.example"] });
        await AddAsync(scene =>
        {
            scene.Policy = new() { CreateAccounts = true, EmailDomains = ["corp.com"] };
            scene.IdToken["email_verified"] = false;
        });

        Assert.That(errors.Select(error => (error.Code, error.Kind, error.Meaning, error.Remedy)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(errors[0].Code, Is.EqualTo(OidcErrorCodes.AccountRefused));
        Assert.That(errors.Select(error => error.Message), Is.Unique, "The operator sees which.");
    }

    [TestCase(null, "user-alice")]
    [TestCase("email", "alice@corp.com")]
    [TestCase("employee", "4711")]
    public async Task P2_The_user_id_is_the_subject_or_a_claim_by_name(string? claim, string userId)
    {
        _scene.UserInfo = new JsonObject { ["sub"] = "user-alice", ["employee"] = 4711 };
        _scene.Policy = _scene.Policy with { UserIdClaim = claim };

        Assert.That((await _scene.EnterAsync()).Account.UserId, Is.EqualTo(userId));
    }

    [Test]
    public async Task There_need_not_be_user_names()
    {
        _scene.Policy = _scene.Policy with { UserNameClaim = null };

        Assert.That((await _scene.EnterAsync()).Account.UserName, Is.Null);
    }

    [TestCase("alice")]
    [TestCase("ALICE")]
    public async Task W2_A_user_name_that_is_another_s_is_an_error_and_no_merge(string taken)
    {
        var other = _scene.Put("other", account => account with { UserName = taken });

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountUserNameTaken));
        Assert.That(_scene.Accounts.Accounts, Is.EqualTo(new[] { other }));
    }

    [TestCase("user-alice", false, OidcErrorCodes.AccountUserNameTaken)]
    [TestCase("USER-alice", false, null)]
    [TestCase("USER-alice", true, OidcErrorCodes.AccountUserNameTaken)]
    public async Task A225_A_user_id_that_is_another_s_is_an_error_and_no_merge(string taken, bool ignoringCase, string? code)
    {
        _scene.Put("other", account => account with { UserId = taken });
        _scene.Policy = _scene.Policy with { MatchIgnoringCase = ignoringCase };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(code));
    }

    [TestCase("preferred_username")]
    [TestCase("upn")]
    [TestCase("name")]
    public async Task A225_A_name_never_leads_to_an_account_that_is_there(string claim)
    {
        var administrator = _scene.Put("root", account => account with { Roles = ["admin"] });
        _scene.IdToken[claim] = "root";
        _scene.Policy = _scene.Policy with { UserNameClaim = claim };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountUserNameTaken));
        Assert.That(_scene.Accounts.Accounts, Is.EqualTo(new[] { administrator }));
    }

    [Test]
    public async Task A226_A_user_name_that_is_the_victim_s_address_keeps_nobody_out()
    {
        _scene.Put("attacker", account => account with { UserName = "alice@corp.com" });

        Assert.That(await _scene.CodeAsync(), Is.Null);
    }

    [Test]
    public async Task A259_One_login_in_two_tenants_leads_to_two_accounts()
    {
        var first = await _scene.EnterAsync();
        _scene.Key = new("tenant-2");
        var second = await _scene.EnterAsync();

        Assert.That(second.Account.Id, Is.Not.EqualTo(first.Account.Id));
        Assert.That(_scene.Accounts.Accounts.Select(account => account.Tenant), Is.EqualTo(new[] { AccountScene.Tenant, "tenant-2" }));
    }

    [Test]
    public async Task A258_What_one_tenant_allows_opens_no_other()
    {
        await _scene.EnterAsync();

        _scene.Key = new("tenant-2");
        _scene.Policy = new() { CreateAccounts = true, EmailDomains = ["other.example"] };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
        Assert.That(_scene.Accounts.Accounts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A224_The_same_address_of_another_issuer_is_another_user()
    {
        var first = await _scene.EnterAsync();
        _scene.IdToken["iss"] = "https://login.example.test/other-directory";
        (_scene.IdToken["sub"], _scene.IdToken["preferred_username"]) = ("user-mallory", "mallory");

        var second = await _scene.EnterAsync();

        Assert.That(second.Account.Id, Is.Not.EqualTo(first.Account.Id));
        Assert.That(second.Account.Email, Is.EqualTo(first.Account.Email));
    }

    [Test]
    public async Task A_decision_changes_nothing()
    {
        var decision = await _scene.DecideAsync();

        Assert.That(_scene.Accounts.Accounts, Is.Empty);
        Assert.That((decision.Kind, decision.NewAccount!.UserName, decision.Roles), Is.EqualTo((AccountDecisionKind.Create, "alice", new[] { "reader" })));
        Assert.That(decision.Reasons, Is.Not.Empty);
        Assert.That(_scene.Log.Entries, Is.Empty, "It is a trial.");
    }

    [Test]
    public async Task A_decision_to_refuse_says_why()
    {
        _scene.Policy = new();

        var decision = await _scene.DecideAsync();

        Assert.That((decision.Kind, decision.Error!.Code, decision.Account, decision.NewAccount), Is.EqualTo((AccountDecisionKind.Refuse, OidcErrorCodes.AccountRefused, (Account?)null, (NewAccount?)null)));
        Assert.That(decision.Reasons.Single(), Does.Contain("make none"));
    }

    [Test]
    public async Task A_session_goes_on_only_while_its_account_is_there_and_enabled()
    {
        Assert.That(await Refusal.CodeOfAsync(() => _scene.ContinueAsync()), Is.EqualTo(OidcErrorCodes.AccountRefused));
        Assert.That(_scene.Accounts.Accounts, Is.Empty, "A renewal makes no account.");

        var entered = await _scene.EnterAsync();
        Assert.That((await _scene.ContinueAsync()).Account.Id, Is.EqualTo(entered.Account.Id));

        _scene.Accounts.Put(entered.Account with { IsDisabled = true });
        Assert.That(await Refusal.CodeOfAsync(() => _scene.ContinueAsync()), Is.EqualTo(OidcErrorCodes.AccountRefused));
    }

    [Test]
    public async Task P7_Who_has_an_account_is_refused_without_roles_like_everybody_else_where_the_settings_say_so()
    {
        await _scene.EnterAsync();
        var refusal = OidcError.Create(OidcErrorCodes.RolesNone, "No rule gives a role.");
        _scene.Mapped = _scene.Mapped with { Roles = [], Refusal = refusal };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.RolesNone));
        Assert.That(await Refusal.CodeOfAsync(() => _scene.ContinueAsync()), Is.EqualTo(OidcErrorCodes.RolesNone), "nor does a session go on");
        Assert.That(_scene.Account.Roles, Is.EqualTo(new[] { "reader" }), "the account is as it was");
    }
}
