using OidcRelyingParty.Accounts;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Accounts;

/// <summary>Accounts within the whole flow, with a provider in this process.</summary>
[TestFixture]
internal sealed class AccountFlowTests
{
    private InMemoryAccountStore _accounts = null!;
    private CoreHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _accounts = new InMemoryAccountStore();
        _host = new CoreHost(build: builder => builder.UseAccounts(_accounts, options => options.AdministratorRole = "admin"));
        _host.Change(settings => settings with
        {
            Provisioning = new() { CreateAccounts = true },
            Roles = new RoleMapping { Claims = ["roles"], Unmapped = UnmappedRoleValue.IsRole },
        });
    }

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task A_sign_in_ends_in_an_account()
    {
        var result = await _host.SignInAsync();

        var account = _accounts.Accounts.Single();
        Assert.That((result.Account!.Id, result.Roles, account.Roles), Is.EqualTo((account.Id, new[] { "admin" }, new[] { "admin" })));
        Assert.That(result.Principal.FindFirst("oidc_account")!.Value, Is.EqualTo(account.Id));
        Assert.That((result.Principal.Identity!.Name, result.Principal.FindFirst("name")!.Value), Is.EqualTo(("alice", "Alice Example")));
    }

    [Test]
    public async Task The_roles_of_a_session_are_those_of_the_account()
    {
        _host.Change(settings => settings with { Roles = settings.Roles with { Authority = RoleAuthority.FirstSignIn } });
        var first = await _host.SignInAsync();
        _accounts.Put(first.Account! with { Roles = ["editor"] });

        var second = await _host.SignInAsync();

        Assert.That((second.Roles, second.Principal.IsInRole("editor"), second.Principal.IsInRole("admin")), Is.EqualTo((new[] { "editor" }, true, false)));
    }

    [Test]
    public async Task Without_a_store_there_are_no_accounts()
    {
        await using var host = new CoreHost();

        var result = await host.SignInAsync();

        Assert.That((result.Account, result.Principal.FindFirst("oidc_account"), result.Principal.Identity!.Name), Is.EqualTo(((Account?)null, (object?)null, "Alice Example")));
    }

    [Test]
    public async Task M11_Accounts_outlive_the_sign_in_that_made_them()
    {
        var made = await _host.SignInAsync();

        _host.Change(settings => settings with { Enabled = false });
        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.SettingsDisabled).Or.EqualTo(OidcErrorCodes.SettingsMissing));
        Assert.That(_accounts.Accounts.Single(), Is.EqualTo(made.Account));

        _host.Change(settings => settings with { Enabled = true });
        Assert.That((await _host.SignInAsync()).Account, Is.EqualTo(made.Account));
    }

    [Test]
    public async Task W10_A_claim_that_does_not_come_because_its_scope_was_not_asked_for()
    {
        _host.Change(settings => settings with { Scopes = ["openid", "email"] });

        var refusal = await Refusal.OfAsync(() => _host.SignInAsync());

        Assert.That(refusal.Error.Code, Is.EqualTo(OidcErrorCodes.AccountClaimMissing));
        Assert.That(refusal.Error.Message, Does.Contain("'preferred_username'").And.Contain("openid email.").And.Contain(" groups ").And.Not.Contain("alice"));
        Assert.That(_accounts.Accounts, Is.Empty);
    }

    [Test]
    public async Task A233_A_session_is_not_renewed_once_its_account_is_disabled()
    {
        var signedIn = await _host.SignInAsync();
        var renewed = await RenewAsync(signedIn);
        Assert.That(renewed.Account, Is.EqualTo(signedIn.Account));

        _accounts.Put(signedIn.Account! with { IsDisabled = true });

        Assert.That(await Refusal.CodeOfAsync(() => RenewAsync(renewed)), Is.EqualTo(OidcErrorCodes.AccountRefused));
        Task<SignInResult> RenewAsync(SignInResult session) => _host.RelyingParty.RenewAsync(_host.Settings.Key, session.Tokens.RefreshToken!, signedIn.Tokens.IdToken!);
    }

    [TestCase("none")]
    [TestCase("unknown")]
    public async Task P5_Settings_that_refuse_a_user_without_roles_do_not_lock_out_the_super_administrator(string outcome)
    {
        // Nobody has the claim, or everybody has it in a shape that cannot be read.
        RoleMapping roles = new() { Claims = [outcome == "none" ? "departments" : "address"], Unmapped = UnmappedRoleValue.IsRole };
        Func<OidcSettings, OidcSettings> change = settings => settings with
        {
            Provisioning = new() { CreateAccounts = true },
            Roles = roles with { WhenNone = NoRolesBehavior.RefuseSignIn, WhenUnknown = UnknownRolesBehavior.RefuseSignIn },
        };
        _host.Provider.Behaviour.IdTokenClaims = claims => claims["address"] = new System.Text.Json.Nodes.JsonObject { ["street"] = 1 };
        _host.Change(change);
        var code = outcome == "none" ? OidcErrorCodes.RolesNone : OidcErrorCodes.RolesUnknown;
        Assert.That((await _host.CodeOfSignInAsync(), _accounts.Accounts), Is.EqualTo((code, Array.Empty<Account>())), "Everybody else is refused.");

        await using var host = new CoreHost(build: builder => builder.UseAccounts(new InMemoryAccountStore(), options =>
            (options.SuperAdministratorRole, options.SuperAdministrator) = ("root", SuperAdministrator.DangerousByUserName(OidcSettingsKey.Default, "alice"))));
        host.Provider.Behaviour.IdTokenClaims = _host.Provider.Behaviour.IdTokenClaims;
        host.Change(change);

        Assert.That((await host.SignInAsync()).Roles, Is.EqualTo(new[] { "root" }));
    }

    [Test]
    public async Task A249_The_super_administrator_s_role_is_none_that_settings_can_give()
    {
        await using var host = new CoreHost(build: builder => builder
            .UseAccounts(_accounts, options => options.SuperAdministratorRole = "admin")
            .UseAccounts(_accounts));
        host.Change(settings => settings with
        {
            Provisioning = new() { CreateAccounts = true },
            Roles = new RoleMapping { Claims = ["roles"], Rules = [new("admin", "Admin")], WhenNone = NoRolesBehavior.RefuseSignIn },
        });

        Assert.That(host.Get<OidcSettingsValidator>().Validate(host.Settings).Select(finding => finding.Error.Message), Has.Some.Contains("'Admin' is a role that only the host itself gives."));
        Assert.That(await host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.RolesNone), "A role that is not given is no role to enter with.");
    }

    [Test]
    public async Task A240_Ten_thousand_groups_leave_a_small_account()
    {
        _host.Provider.Behaviour.IdTokenClaims = claims =>
            claims["groups"] = new System.Text.Json.Nodes.JsonArray([.. Enumerable.Range(0, 5_000).Select(number => System.Text.Json.Nodes.JsonValue.Create($"g{number}"))]);

        var result = await _host.SignInAsync();

        Assert.That(result.Account!.Roles, Is.EqualTo(new[] { "admin" }));
    }
}
