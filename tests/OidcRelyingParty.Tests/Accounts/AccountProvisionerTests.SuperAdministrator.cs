using System.Text.Json.Nodes;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Accounts;

internal sealed partial class AccountProvisionerTests
{
    private const string DiscoveryUrl = AccountScene.Issuer + "/.well-known/openid-configuration";

    private static readonly OidcSettingsKey Key = new(AccountScene.Tenant);

    private static readonly SuperAdministrator BySubject = SuperAdministrator.BySubject(Key, AccountScene.Issuer, "user-alice");
    private static readonly SuperAdministrator ByVerifiedEmail = SuperAdministrator.ByVerifiedEmail(Key, AccountScene.Issuer, "alice@corp.com");
    private static readonly SuperAdministrator ByUserName = SuperAdministrator.DangerousByUserName(Key, "alice");

    private static readonly TestCaseData<SuperAdministrator>[] Rules =
    [
        new(BySubject) { TestName = "P5_The_super_administrator_by_subject" },
        new(ByVerifiedEmail) { TestName = "P5_The_super_administrator_by_verified_address" },
        new(SuperAdministrator.BySubject(Key, DiscoveryUrl, "user-alice")) { TestName = "P5_The_super_administrator_by_subject, at a discovery URL" },
        new(SuperAdministrator.ByVerifiedEmail(Key, DiscoveryUrl, "alice@corp.com")) { TestName = "P5_The_super_administrator_by_verified_address, at a discovery URL" },
        new(ByUserName) { TestName = "W3_The_root_administrator_by_user_name" },
    ];

    private static readonly TestCaseData<SuperAdministrator, Action<AccountScene>>[] Impostors =
    [
        Impostor("address not verified", ByVerifiedEmail, scene => scene.IdToken["email_verified"] = false),
        Impostor("address said to be verified in a text", ByVerifiedEmail, scene => scene.IdToken["email_verified"] = "true"),
        Impostor("address without a word about it", ByVerifiedEmail, scene => scene.IdToken.Remove("email_verified")),
        Impostor("address with other capital letters", ByVerifiedEmail, scene => scene.IdToken["email"] = "Alice@corp.com"),
        Impostor("address of another issuer", ByVerifiedEmail, scene => scene.IdToken["iss"] = "https://evil.example"),
        Impostor("address in another tenant", ByVerifiedEmail, scene => scene.Key = new("tenant-2")),
        Impostor("address at another provider", ByVerifiedEmail, scene => scene.Key = new(AccountScene.Tenant, "other")),
        Impostor("address in UserInfo only", ByVerifiedEmail, scene =>
        {
            scene.IdToken.Remove("email");
            scene.IdToken.Remove("email_verified");
            scene.UserInfo = new JsonObject { ["email"] = "alice@corp.com", ["email_verified"] = true };
        }),
        Impostor("subject of another issuer", BySubject, scene => scene.IdToken["iss"] = "https://evil.example"),
        Impostor("subject of another issuer than the discovery URL's", SuperAdministrator.BySubject(Key, DiscoveryUrl, "user-alice"), scene => scene.IdToken["iss"] = "https://evil.example"),
        Impostor("subject in another tenant", BySubject, scene => scene.Key = new("tenant-2")),
        Impostor("name in another tenant", ByUserName, scene => scene.Key = new("tenant-2")),
        Impostor("name with other capital letters", ByUserName, scene => scene.IdToken["preferred_username"] = "Alice"),
    ];

    [TestCaseSource(nameof(Rules))]
    public async Task P5_The_super_administrator_gets_the_role_whatever_the_claims_say(SuperAdministrator rule)
    {
        _scene.Mapped = new([], RoleOutcome.None, []);
        (_scene.Options.SuperAdministratorRole, _scene.Options.SuperAdministrator) = ("root", rule);

        var decision = await _scene.DecideAsync();
        var entered = await _scene.EnterAsync();

        Assert.That((decision.Roles, entered.Roles, _scene.Account.Roles), Is.EqualTo((new[] { "root" }, new[] { "root" }, new[] { "root" })));
        Assert.That(_scene.Log.Of(8005).Single().Message, Does.Contain("user-alice"));
        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Log.Of(8005).Count), Is.EqualTo((new[] { "root" }, 1)), "Told once.");
    }

    [TestCaseSource(nameof(Rules))]
    public async Task P5_An_account_that_was_there_gets_the_role_too(SuperAdministrator rule)
    {
        _scene.PutOwn("reader");
        _scene.Mapping = _scene.Mapping with { Authority = RoleAuthority.FirstSignIn };
        (_scene.Options.SuperAdministratorRole, _scene.Options.SuperAdministrator) = ("root", rule);

        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Account.Roles), Is.EqualTo((new[] { "reader", "root" }, new[] { "reader", "root" })));
    }

    [TestCaseSource(nameof(Impostors))]
    public async Task A230_Nobody_else_does(SuperAdministrator rule, Action<AccountScene> pretend)
    {
        (_scene.Options.SuperAdministratorRole, _scene.Options.SuperAdministrator) = ("root", rule);
        pretend(_scene);

        Assert.That((await _scene.EnterAsync()).Roles, Does.Not.Contain("root"));
        Assert.That((_scene.Log.Of(8006).Count, _scene.Log.Of(8005).Count), Is.EqualTo((1, 0)), "Somebody who looked like it is worth a warning.");
    }

    [Test]
    public async Task A230_An_address_or_name_gives_the_role_to_one_account_and_to_no_later_one([Values] bool byEmail)
    {
        (_scene.Options.SuperAdministratorRole, _scene.Options.SuperAdministrator) = ("root", byEmail ? ByVerifiedEmail : ByUserName);
        var first = await _scene.EnterAsync();
        _scene.Accounts.Put(first.Account with { UserName = "renamed", IsDisabled = true });

        _scene.IdToken["sub"] = "user-successor";

        Assert.That((await _scene.EnterAsync()).Roles, Does.Not.Contain("root"));
        Assert.That(_scene.Log.Of(8006).Single().Message, Does.Contain(first.Account.Id));
    }

    [Test]
    public async Task The_role_stays_with_the_account_when_address_and_claims_change()
    {
        (_scene.Options.SuperAdministratorRole, _scene.Options.SuperAdministrator) = ("root", ByVerifiedEmail);
        await _scene.EnterAsync();

        _scene.IdToken["email"] = "alice.married@corp.com";
        _scene.Mapped = new(["writer"], RoleOutcome.Mapped, []);

        Assert.That((await _scene.EnterAsync()).Roles, Is.EqualTo(new[] { "writer", "root" }));
    }

    [Test]
    public async Task A230_No_claim_gives_the_role([Values] bool accountExists, [Values("root", "Root", "ROOT")] string spelling)
    {
        _scene.Options.SuperAdministratorRole = "root";
        _scene.Mapped = new(["reader", spelling], RoleOutcome.Mapped, []);
        if (accountExists)
        {
            _scene.PutOwn("reader");
        }

        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Account.Roles), Is.EqualTo((new[] { "reader" }, new[] { "reader" })));
    }

    [Test]
    public async Task A230_A_disabled_super_administrator_stays_out()
    {
        (_scene.Options.SuperAdministratorRole, _scene.Options.SuperAdministrator) = ("root", BySubject);
        _scene.Accounts.Put(_scene.PutOwn("root") with { IsDisabled = true });

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
    }

    [Test]
    public async Task The_super_administrator_has_the_role_also_when_roles_cannot_be_told()
    {
        (_scene.Options.SuperAdministratorRole, _scene.Options.SuperAdministrator, _scene.Mapped) = ("root", BySubject, Unknown);

        Assert.That((await _scene.EnterAsync()).Roles, Is.EqualTo(new[] { "root" }));
        Assert.That((await _scene.ContinueAsync()).Roles, Is.EqualTo(new[] { "root" }));
    }

    private static TestCaseData<SuperAdministrator, Action<AccountScene>> Impostor(string name, SuperAdministrator rule, Action<AccountScene> pretend) =>
        new(rule, pretend) { TestName = $"A230_Nobody_else_does: {name}" };
}
