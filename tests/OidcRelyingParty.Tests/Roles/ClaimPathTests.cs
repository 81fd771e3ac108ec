using System.Text.Json;
using OidcRelyingParty.Roles;

namespace OidcRelyingParty.Tests.Roles;

[TestFixture]
internal sealed class ClaimPathTests
{
    private const string Claims = """
        {
          "groups": "flat",
          "realm_access": { "roles": "nested", "deep": { "er": "deeper" } },
          "realm_access.roles": "literal",
          "resource_access": { "my.app": { "roles": "dotted client" }, "my": { "app": { "roles": "not this" }, "other": "found by the shorter name" } },
          "https://example.org/roles": "a URL",
          "list": [ { "roles": "in a list" } ],
          "": "no name",
          "nothing": null
        }
        """;

    [TestCase("groups", "flat")]
    [TestCase("realm_access.roles", "literal")]
    [TestCase("realm_access.deep.er", "deeper")]
    [TestCase("resource_access.my.app.roles", "dotted client")]
    [TestCase("resource_access.my.other", "found by the shorter name")]
    [TestCase("https://example.org/roles", "a URL")]
    [TestCase("", "no name")]
    public void A252_A_claim_is_found_as_it_is_written_and_its_whole_name_wins(string path, string expected) =>
        Assert.That(Find(path)?.GetString(), Is.EqualTo(expected));

    [TestCase("Groups")]
    [TestCase("groups.x")]
    [TestCase("realm_access.Roles")]
    [TestCase("realm_access.roles.x")]
    [TestCase("list.0.roles")]
    [TestCase("list[0].roles")]
    [TestCase("list.roles")]
    [TestCase("nothing.x")]
    [TestCase("realm_access.")]
    [TestCase(".realm_access")]
    [TestCase("realm_access..roles")]
    [TestCase(".")]
    [TestCase("$.groups")]
    public void A252_Nothing_is_found_by_guessing(string path) => Assert.That(Find(path), Is.Null);

    [Test]
    public void A_null_is_a_value() => Assert.That(Find("nothing")?.ValueKind, Is.EqualTo(JsonValueKind.Null));

    private static JsonElement? Find(string path) =>
        ClaimPath.Find(JsonElement.Parse(Claims).EnumerateObject().ToDictionary(claim => claim.Name, claim => claim.Value), path);
}
