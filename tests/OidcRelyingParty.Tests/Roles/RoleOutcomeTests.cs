using System.Text.Json.Nodes;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Roles;

/// <summary>What a sign-in becomes by what the claims say about roles.</summary>
[TestFixture]
internal sealed class RoleOutcomeTests
{
    private CoreHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new CoreHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task A_sign_in_says_how_sure_its_roles_are()
    {
        Map(new RoleMapping { Claims = ["groups"], Rules = [new("staff", "Member")] });
        Assert.That((await _host.SignInAsync()).RoleOutcome, Is.EqualTo(RoleOutcome.Mapped));

        Map(new RoleMapping { Claims = ["nowhere"], Rules = [new("staff", "Member")], DefaultRoles = ["Guest"] });
        var none = await _host.SignInAsync();
        Assert.That((none.RoleOutcome, none.Roles.Single(), none.Principal.IsInRole("Guest")), Is.EqualTo((RoleOutcome.None, "Guest", true)));
        Assert.That(_host.Log.Of(7001), Is.Empty);
    }

    [Test]
    public async Task A110_Overage_is_a_sign_in_without_roles_and_a_warning_to_the_operator()
    {
        Map(new RoleMapping { Claims = ["groups"], Rules = [new("staff", "Member")], DefaultRoles = ["Guest"] });
        _host.Provider.Behaviour.IdTokenClaims = claims =>
        {
            claims.Remove("groups");
            claims["_claim_names"] = new JsonObject { ["groups"] = "src1" };
            claims["_claim_sources"] = new JsonObject { ["src1"] = new JsonObject { ["endpoint"] = "https://169.254.169.254/groups" } };
        };
        var asked = new List<string>();
        _host.Provider.Behaviour.Respond = request =>
        {
            asked.Add(request.Endpoint.ToString());
            return Task.FromResult<OidcRelyingParty.Testing.ProviderResponse?>(null);
        };

        var result = await _host.SignInAsync();

        Assert.That((result.RoleOutcome, result.Roles.Count), Is.EqualTo((RoleOutcome.Unknown, 0)));
        Assert.That(_host.Log.Of(7001), Has.Count.EqualTo(1).And.All.Property("Message").Contains("'groups' in the ID token and UserInfo: left out"));
        Assert.That(asked, Has.None.Contains("169.254"));
    }

    [Test]
    public async Task Nobody_enters_without_a_role_where_the_settings_say_so()
    {
        Map(new RoleMapping { Claims = ["groups", "realm_access.nothing"], Rules = [new("boss", "Administrator")], WhenNone = NoRolesBehavior.RefuseSignIn });

        var refused = await Refusal.OfAsync(() => _host.SignInAsync());

        Assert.That((refused.Error.Code, refused.Error.Kind), Is.EqualTo((OidcErrorCodes.RolesNone, OidcErrorKind.Refused)));
        Assert.That(refused.Error.Message, Does.Contain("'groups' in the ID token and UserInfo: a list of 2;").And.Contain("'realm_access.nothing' in the ID token and UserInfo: nothing")
            .And.Contain("Scopes asked for: openid profile email.").And.Contain(" preferred_username "));
        Assert.That(refused.Error.Message, Does.Not.Contain("staff").And.Not.Contain("alice"), "Names and types, never values.");
    }

    [Test]
    public async Task Nobody_enters_whose_roles_cannot_be_told_where_the_settings_say_so()
    {
        Map(new RoleMapping { Claims = ["roles", "groups"], Rules = [new("admin", "Administrator")], WhenUnknown = UnknownRolesBehavior.RefuseSignIn });
        _host.Provider.Behaviour.IdTokenClaims = claims => claims["groups"] = new JsonObject { ["canary"] = true };

        var refused = await Refusal.OfAsync(() => _host.SignInAsync());

        Assert.That((refused.Error.Code, refused.Error.Kind), Is.EqualTo((OidcErrorCodes.RolesUnknown, OidcErrorKind.Refused)));
        Assert.That(refused.Error.Message, Does.Contain("'groups' in the ID token and UserInfo: an object, where a text or a list of texts was expected")
            .And.Contain("Claims that came: ").And.Not.Contain("canary").And.Not.Contain("'roles'"));
        Map(_host.Settings.Roles with { WhenUnknown = UnknownRolesBehavior.NoneThisTime });
        Assert.That((await _host.SignInAsync()).RoleOutcome, Is.EqualTo(RoleOutcome.Unknown));
    }

    [Test]
    public async Task A_name_that_came_from_outside_is_fit_for_a_message()
    {
        Map(new RoleMapping { Claims = ["groups"], Rules = [new("boss", "Administrator")], WhenNone = NoRolesBehavior.RefuseSignIn });
        _host.Provider.Behaviour.IdTokenClaims = claims =>
        {
            claims["\u001b[31m\r\nnew line"] = 1;
            for (var i = 0; i < 200; i++)
            {
                claims[$"x{i}-{new string('x', 200)}"] = 1;
            }
        };

        var refused = await Refusal.OfAsync(() => _host.SignInAsync());

        Assert.That(refused.Error.Message.Where(char.IsControl), Is.Empty);
        Assert.That(refused.Error.Message, Has.Length.LessThan(14_000));
    }

    [Test]
    public async Task A250_A_group_that_was_left_or_is_mapped_no_more_gives_no_role_at_the_next_sign_in()
    {
        Map(new RoleMapping { Claims = ["groups"], Rules = [new("admin", "Administrator"), new("staff", "Member")] });
        var before = await _host.SignInAsync();
        Assert.That(before.Roles, Is.EqualTo(new[] { "Administrator", "Member" }));

        _host.Provider.Behaviour.IdTokenClaims = claims => claims["groups"] = new JsonArray("staff");
        Assert.That((await _host.SignInAsync()).Roles, Is.EqualTo(new[] { "Member" }), "The user left the group.");
        Map(new RoleMapping { Claims = ["groups"], Rules = [new("admin", "Administrator")] });
        Assert.That((await _host.SignInAsync()).Roles, Is.Empty, "The rule is gone.");
    }

    [Test]
    public async Task A249_A_reserved_role_is_left_out_although_the_settings_in_force_name_it()
    {
        await using var host = new CoreHost(options => options.ReservedRoles.Add("superadmin"));
        host.Change(settings => settings with { Roles = new RoleMapping { Claims = ["groups"], Rules = [new("admin", "SuperAdmin"), new("admin", "Member")], DefaultRoles = ["SuperAdmin"] } });

        Assert.That((await host.SignInAsync()).Roles, Is.EqualTo(new[] { "Member" }));
    }

    private void Map(RoleMapping mapping) => _host.Change(settings => settings with { Roles = mapping });
}
