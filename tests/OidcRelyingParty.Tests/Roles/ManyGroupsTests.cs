using System.Text.Encodings.Web;
using System.Text.Json;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Roles;

[TestFixture]
public class ManyGroupsTests
{
    private static readonly string Long = new('g', 300);

    private static readonly string[] Awkward = ["plain", "with \"quotes\" and \\", "ÄÖÜ 日本 🔑", Long, ""];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly RoleMapping Mapping = new()
    {
        Claims = ["groups"],
        Rules = [.. Awkward.Select((group, index) => new RoleRule(group, $"role-{index}"))],
    };

    [TestCaseSource(nameof(Awkward))]
    public void A_group_is_found_however_it_is_written(string group)
    {
        var escaped = JsonDocument.Parse($"""["{string.Concat(group.Select(unit => $"\\u{(int)unit:x4}"))}"]""").RootElement;
        var plain = JsonSerializer.SerializeToElement(new[] { group }, Relaxed);

        var expected = new[] { $"role-{Array.IndexOf(Awkward, group)}" };
        Assert.That(Map(escaped), Is.EqualTo(expected));
        Assert.That(Map(plain), Is.EqualTo(expected));
    }

    [Test]
    public void Thousands_of_groups_that_are_no_roles_cost_no_memory()
    {
        var groups = JsonSerializer.SerializeToElement(Enumerable.Range(0, 10_000).Select(number => $"cn=group-{number},dc=example,dc=org"));
        Map(groups);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Map(groups);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(13 * 1024));
    }

    private static IReadOnlyList<string> Map(JsonElement groups) =>
        ClaimRoleMapper.Map(new Dictionary<string, JsonElement> { ["groups"] = groups }, Mapping);
}
