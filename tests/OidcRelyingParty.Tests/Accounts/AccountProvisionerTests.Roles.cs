using OidcRelyingParty.Accounts;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Accounts;

internal sealed partial class AccountProvisionerTests
{
    private static readonly MappedRoles Unknown = new([], RoleOutcome.Unknown, []);

    [Test]
    public async Task P4_A_new_user_has_the_default_role()
    {
        _scene.Mapped = new(["viewer"], RoleOutcome.None, []); // the default roles, as the mapping gives them

        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Account.Roles), Is.EqualTo((new[] { "viewer" }, new[] { "viewer" })));
    }

    [Test]
    public async Task U6_The_default_role_does_not_come_back_when_the_application_has_given_another()
    {
        (_scene.Mapping, _scene.Mapped) = (new() { DefaultRoles = ["Viewer"] }, new(["Viewer"], RoleOutcome.None, [])); // and no claim that gives roles
        var made = await _scene.EnterAsync();
        _scene.Accounts.Put(made.Account with { Roles = ["Editor"] });

        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Account.Roles), Is.EqualTo((new[] { "Editor" }, new[] { "Editor" })));
    }

    [Test]
    public async Task P6_With_the_first_sign_in_as_authority_claims_decide_once()
    {
        _scene.Mapping = _scene.Mapping with { Authority = RoleAuthority.FirstSignIn };
        Assert.That((await _scene.EnterAsync()).Roles, Is.EqualTo(new[] { "reader" }));

        _scene.Mapped = new(["writer"], RoleOutcome.Mapped, []);

        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Account.Roles), Is.EqualTo((new[] { "reader" }, new[] { "reader" })));
    }

    [Test]
    public async Task P6_With_every_sign_in_as_authority_roles_are_added_and_taken_away()
    {
        _scene.PutOwn("reader", "leaver");
        _scene.Mapped = new(["writer", "reader"], RoleOutcome.Mapped, []);

        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Account.Roles), Is.EqualTo((new[] { "writer", "reader" }, new[] { "writer", "reader" })));
        Assert.That(_scene.Log.Of(8003).Single().Message, Does.Contain("reader leaver").And.Contain("writer reader"));
    }

    [Test]
    public async Task Roles_in_another_order_are_no_change()
    {
        var own = _scene.PutOwn("reader", "writer");
        _scene.Mapped = new(["writer", "reader"], RoleOutcome.Mapped, []);

        await _scene.EnterAsync();

        Assert.That(_scene.Account.Revision, Is.EqualTo(own.Revision));
    }

    [TestCase("", TestName = "P7_With_an_external_authority_no_group_means_no_role")]
    [TestCase("viewer", TestName = "P8_With_an_external_authority_no_group_means_the_default_role_where_settings_say_so")]
    public async Task P7_With_an_external_authority_the_mapping_has_the_last_word(string list)
    {
        var roles = list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _scene.PutOwn("reader");
        _scene.Mapped = new(roles, RoleOutcome.None, []);

        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Account.Roles), Is.EqualTo((roles, roles)));
    }

    [TestCase(UnknownRolesBehavior.NoneThisTime, "")]
    [TestCase(UnknownRolesBehavior.KeepStored, "reader")]
    public async Task A110_Roles_that_cannot_be_told_leave_what_is_stored_as_it_is(UnknownRolesBehavior behavior, string session)
    {
        var own = _scene.PutOwn("reader");
        (_scene.Mapping, _scene.Mapped) = (_scene.Mapping with { WhenUnknown = behavior }, Unknown);

        Assert.That(string.Join(' ', (await _scene.EnterAsync()).Roles), Is.EqualTo(session));
        Assert.That((_scene.Account.Roles, _scene.Account.Revision), Is.EqualTo((new[] { "reader" }, own.Revision)));
    }

    [Test]
    public async Task A110_An_account_made_while_roles_cannot_be_told_has_none()
    {
        _scene.Mapped = Unknown;

        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Account.Roles), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
    }

    [Test]
    public async Task The_last_administrator_keeps_the_role_with_a_warning()
    {
        _scene.PutOwn("admin", "writer");
        _scene.Put("disabled", account => account with { Roles = ["admin"], IsDisabled = true });

        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Account.Roles), Is.EqualTo((new[] { "reader", "admin" }, new[] { "reader", "admin" })));
        Assert.That(_scene.Log.Of(8004), Has.Count.EqualTo(1));
        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Log.Of(8004).Count), Is.EqualTo((new[] { "reader", "admin" }, 2)), "Not worn down by trying again.");
    }

    [Test]
    public async Task An_administrator_who_is_not_the_last_loses_the_role()
    {
        _scene.PutOwn("admin");
        _scene.Put("another", account => account with { Roles = ["admin"] });

        Assert.That(((await _scene.EnterAsync()).Roles, _scene.Log.Of(8004)), Is.EqualTo((new[] { "reader" }, Array.Empty<LogEntry>())));
    }

    [Test]
    public async Task Of_the_last_two_administrators_who_sign_in_at_once_one_keeps_the_role()
    {
        for (var round = 0; round < 10; round++)
        {
            var scenes = new[] { new AccountScene(), new AccountScene() };
            scenes[1].IdToken["sub"] = "user-bob";
            (scenes[1].Store, scenes[0].Store) = (scenes[0].Accounts, scenes[0].Accounts);
            scenes[0].PutOwn("admin");
            scenes[0].Put("bob", account => account with { Logins = [scenes[1].Login], Roles = ["admin"] });

            await Task.WhenAll(scenes.Select(scene => Task.Run(() => scene.EnterAsync())));

            Assert.That(scenes[0].Accounts.Accounts.Count(account => account.Roles.Contains("admin")), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_session_that_goes_on_follows_the_claims_as_a_sign_in_does()
    {
        await _scene.EnterAsync();
        _scene.Mapped = new(["writer"], RoleOutcome.Mapped, []);

        Assert.That((await _scene.ContinueAsync()).Roles, Is.EqualTo(new[] { "writer" }));
        Assert.That(_scene.Account.Roles, Is.EqualTo(new[] { "writer" }));
    }

    [Test]
    public async Task A_decision_shows_the_roles_before_anything_is_stored()
    {
        _scene.PutOwn("reader");
        _scene.Mapped = new(["writer"], RoleOutcome.Mapped, []);

        var decision = await _scene.DecideAsync();

        Assert.That((decision.Kind, decision.Roles, _scene.Account.Roles), Is.EqualTo((AccountDecisionKind.Existing, new[] { "writer" }, new[] { "reader" })));
    }
}
