using OidcRelyingParty.Accounts;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Accounts;

internal sealed partial class AccountProvisionerTests
{
    private static readonly ProvisioningPolicy ByEmail = new() { Linking = AccountLinking.ByVerifiedEmail };
    private static readonly ProvisioningPolicy ByUserId = new() { Linking = AccountLinking.DangerousByUserId };

    [Test]
    public async Task A_verified_address_leads_to_the_account_that_has_it_where_settings_say_so()
    {
        var account = PutWithEmail("local", "alice@corp.com");
        _scene.Policy = ByEmail;

        var decision = await _scene.DecideAsync();
        var entered = await _scene.EnterAsync();

        Assert.That((decision.Kind, decision.Account!.Id), Is.EqualTo((AccountDecisionKind.Link, account.Id)));
        Assert.That((entered.Account.Id, entered.Account.Logins), Is.EqualTo((account.Id, new[] { _scene.Login })));
        Assert.That((_scene.Accounts.Accounts.Count, _scene.Log.Of(8002).Count), Is.EqualTo((1, 1)));
        Assert.That((await _scene.DecideAsync()).Kind, Is.EqualTo(AccountDecisionKind.Existing));
    }

    [TestCase(true, 2)]
    [TestCase(false, 1)]
    public async Task A235_By_default_no_address_leads_to_an_account(bool creates, int count)
    {
        PutWithEmail("local", "alice@corp.com");
        _scene.Policy = new() { CreateAccounts = creates };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(creates ? null : OidcErrorCodes.AccountRefused));
        Assert.That(_scene.Accounts.Accounts, Has.Count.EqualTo(count));
        Assert.That(_scene.Accounts.Accounts[0].Logins, Is.Empty);
    }

    [Test]
    public async Task A235_An_account_registered_with_the_victim_s_address_does_not_get_the_victim()
    {
        var attacker = _scene.Put("attacker", account => account with { Email = "alice@corp.com" });
        _scene.Policy = ByEmail with { CreateAccounts = true };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountLinkRefused));
        Assert.That(_scene.Accounts.Accounts, Is.EqualTo(new[] { attacker }));
    }

    [Test]
    public async Task A223_One_rule_for_users_with_and_without_an_account(
        [Values] bool accountExists, [Values(AccountLinking.ByVerifiedEmail, AccountLinking.Never)] AccountLinking linking)
    {
        if (accountExists)
        {
            PutWithEmail("local", "alice@corp.com");
        }

        _scene.IdToken["email_verified"] = false;
        _scene.Policy = new() { CreateAccounts = true, Linking = linking, EmailDomains = ["corp.com"] };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
    }

    [TestCase("admin")]
    [TestCase("Admin")]
    [TestCase("root")]
    [TestCase("ROOT")]
    public async Task An_administrator_s_account_is_never_linked(string role)
    {
        (_scene.Options.SuperAdministratorRole, var administrator) = ("root", PutWithEmail("user-alice", "alice@corp.com", role));

        foreach (var policy in new[] { ByEmail, ByUserId })
        {
            _scene.Policy = policy with { CreateAccounts = true };
            Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountLinkRefused));
        }

        Assert.That(_scene.Accounts.Accounts, Is.EqualTo(new[] { administrator }));
    }

    [Test]
    public async Task Where_nobody_knows_who_is_an_administrator_nobody_is_linked()
    {
        _scene.Options.AdministratorRole = null;
        PutWithEmail("local", "alice@corp.com");
        _scene.Policy = ByEmail;

        Assert.That((await Refusal.OfAsync(() => _scene.EnterAsync())).Error, Has.Property("Code").EqualTo(OidcErrorCodes.AccountLinkRefused)
            .And.Property("Message").Contains("AdministratorRole"));
    }

    [Test]
    public async Task A233_A_disabled_account_is_not_linked()
    {
        var disabled = _scene.Accounts.Put(PutWithEmail("local", "alice@corp.com") with { IsDisabled = true });
        _scene.Policy = ByEmail with { CreateAccounts = true };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
        Assert.That(_scene.Accounts.Accounts, Is.EqualTo(new[] { disabled }));
    }

    [TestCase("user-alice", false, true)]
    [TestCase("User-Alice", false, false)]
    [TestCase("User-Alice", true, true)]
    public async Task P3_Users_match_character_by_character_unless_settings_say_otherwise(string userId, bool ignoringCase, bool matches)
    {
        var existing = _scene.Put("existing", account => account with { UserId = userId });
        _scene.Policy = ByUserId with { MatchIgnoringCase = ignoringCase };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(matches ? null : OidcErrorCodes.AccountRefused));
        Assert.That(_scene.Accounts.Accounts.Single().Logins, Has.Count.EqualTo(matches ? 1 : 0));
        Assert.That(_scene.Accounts.Accounts.Single().Id, Is.EqualTo(existing.Id));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task P3_Several_that_match_regardless_of_capital_letters_are_none(bool oneIsExact)
    {
        _scene.Put("one", account => account with { UserId = oneIsExact ? "user-alice" : "USER-alice" });
        _scene.Put("two", account => account with { UserId = "User-Alice" });
        _scene.Policy = ByUserId with { MatchIgnoringCase = true, CreateAccounts = true };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountAmbiguous));
        Assert.That(_scene.Accounts.Accounts.SelectMany(account => account.Logins), Is.Empty);
    }

    [Test]
    public async Task Two_accounts_with_one_address_are_none()
    {
        PutWithEmail("one", "alice@corp.com");
        PutWithEmail("two", "alice@corp.com");
        _scene.Policy = ByEmail with { CreateAccounts = true };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountAmbiguous));
    }

    [Test]
    public async Task A258_An_account_of_another_tenant_is_not_linked()
    {
        PutWithEmail("local", "alice@corp.com");
        (_scene.Key, _scene.Policy) = (new("tenant-2"), ByEmail);

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
        Assert.That(_scene.Accounts.Accounts.Single().Logins, Is.Empty);
    }

    [Test]
    public async Task The_domain_rule_holds_for_links_too()
    {
        PutWithEmail("local", "alice@corp.com");
        _scene.Policy = ByEmail with { EmailDomains = ["other.example"] };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
    }

    [Test]
    public async Task An_account_that_changes_while_it_is_linked_is_looked_at_again()
    {
        var account = PutWithEmail("local", "alice@corp.com");
        _scene.Policy = ByEmail;
        _scene.Store = new InterruptedAccountStore(_scene.Accounts) { BeforeLink = () => _scene.Accounts.Put(account with { Roles = ["admin"] }) };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountLinkRefused), "It has become an administrator's.");
        Assert.That(_scene.Accounts.Accounts.Single().Logins, Is.Empty);
    }

    private Account PutWithEmail(string id, string email, params string[] roles) =>
        _scene.Put(id, account => account with { Email = email, IsEmailVerified = true, Roles = roles });
}
