using System.Net;
using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Samples.Tests.ClaimGroups;

/// <summary>Claims decide who somebody is (rows W1 to W5), seen in the sample.</summary>
internal sealed class WikiTests
{
    private ClaimGroupsHost _host = null!; // set before each test

    [SetUp]
    public async Task StartAsync() => _host = await ClaimGroupsHost.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [TestCase("/.well-known/openid-configuration")]
    [TestCase("")]
    public async Task W1_The_full_well_known_URL_works_as_well_as_the_issuer(string suffix)
    {
        await _host.Settings.StoreAsync(_host.Document(("wellKnown", _host.Issuer + suffix)));

        Assert.That((await _host.WhoAmIAsync("alice"))["sub"]!.GetValue<string>(), Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task W1_A_well_known_URL_that_leads_nowhere_is_refused_by_its_name_in_the_document()
    {
        using var refused = await _host.Settings.SendAsync(HttpMethod.Put, "", _host.Document(("wellKnown", _host.Issuer + "/realms/other/.well-known/openid-configuration")));

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await refused.JsonAsync())["findings"]!.AsArray().Select(finding => finding!["field"]!.GetValue<string>()), Has.Some.EqualTo("wellKnown"));
    }

    [Test]
    public async Task W2_The_username_claim_is_unique_and_a_collision_is_an_error()
    {
        await _host.Settings.StoreAsync(_host.Document(("usernameClaim", "given_name")));
        var namesake = TestUser.Create("mallory", [], []);
        namesake.Claims["given_name"] = "ALICE";
        _host.Provider.Users.Add(namesake);

        var alice = await _host.WhoAmIAsync("alice");
        using var collision = await _host.SignInAsync("mallory");

        Assert.That(alice["name"]!.GetValue<string>(), Is.EqualTo("Alice"));
        Assert.That(await collision.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.AccountUserNameTaken));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task W3_Whoever_is_called_root_is_root_administrator_only_when_the_host_opted_in(bool isOptedIn)
    {
        await using var host = await ClaimGroupsHost.StartAsync(new Dictionary<string, string> { ["RootAdministratorByName"] = isOptedIn.ToString() });
        host.Provider.Users.Add(TestUser.Create("root", ["untrusted"], []));
        await host.Settings.StoreAsync(host.Document());

        var roles = await host.RolesAsync("root");

        Assert.That((roles.Contains("root"), roles.Contains("admin")), Is.EqualTo((isOptedIn, false)));
    }

    [TestCase("Admin", "admin")]
    [TestCase("TRUSTED", "trusted")]
    [TestCase("untrusted", "untrusted")]
    public async Task W4_A_group_is_compared_regardless_of_capital_letters_as_a_text_or_in_a_list(string group, string role)
    {
        await _host.Settings.StoreAsync(_host.Document());
        var single = TestUser.Create("single", [], []);
        single.Claims["groups"] = group;
        _host.Provider.Users.Add(single);
        _host.Provider.Users.Add(TestUser.Create("several", ["something", group], []));

        Assert.That((await _host.RolesAsync("single"), await _host.RolesAsync("several")), Is.EqualTo((new[] { role }, new[] { role })));
    }

    [Test]
    public async Task W5_Without_a_matching_group_a_user_is_untrusted()
    {
        await _host.Settings.StoreAsync(_host.Document());
        _host.Provider.Users.Add(TestUser.Create("nobody", ["staff"], []));
        _host.Provider.Users.Add(TestUser.Create("groupless", [], []));
        using var visitor = _host.CreateVisitor("nobody");
        await visitor.OpenAsync("/login/start");

        using var trusted = await visitor.GetAsync("/trusted");

        Assert.That((await _host.RolesAsync("nobody"), await _host.RolesAsync("groupless")), Is.EqualTo((new[] { "untrusted" }, new[] { "untrusted" })));
        Assert.That(trusted.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }
}
