using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Roles;

[TestFixture]
public class ManyGroupsTests
{
    private static readonly string Long = new('g', 300);

    private static readonly string[] Awkward = ["plain", "with \"quotes\" and \\", "ÄÖÜ 日本 🔑", Long];

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
        Assert.That(Map(Groups(escaped)), Is.EqualTo(expected));
        Assert.That(Map(Groups(plain)), Is.EqualTo(expected));
    }

    [Test]
    public void Thousands_of_groups_that_are_no_roles_cost_no_memory()
    {
        var groups = Groups(JsonSerializer.SerializeToElement(Enumerable.Range(0, 10_000).Select(number => $"cn=group-{number},dc=example,dc=org")));
        Map(groups);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Map(groups);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(13 * 1024));
    }

    [Test]
    public void A251_Ten_thousand_groups_and_a_thousand_rules_are_mapped_right_and_soon([Values] RoleValueComparison comparison)
    {
        var groups = Documents.Of(JsonSerializer.SerializeToElement(new { groups = Enumerable.Range(0, 10_000).Select(number => $"group-{number}") }));
        var mapping = new RoleMapping { Claims = ["groups"], Rules = [.. Enumerable.Range(9_500, 1_000).Select(number => new RoleRule($"group-{number}", $"role-{number}"))], Comparison = comparison };
        ClaimRoleMapper.Map(groups, mapping, reserved: []);

        // The best of several: what else the machine does is not this code's.
        var times = new List<TimeSpan>();
        IReadOnlyList<string> roles = [];
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.GetTimestamp();
            roles = ClaimRoleMapper.Map(groups, mapping, reserved: []).Roles;
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        Assert.That(roles, Is.EqualTo(Enumerable.Range(9_500, 500).Select(number => $"role-{number}")));
        Assert.That(times.Min(), Is.LessThan(TimeSpan.FromMilliseconds(50)));
    }

    private static IReadOnlyList<string> Map(IdentityDocuments documents) => ClaimRoleMapper.Map(documents, Mapping, reserved: []).Roles;

    private static IdentityDocuments Groups(JsonElement groups) =>
        Documents.Of(JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { ["groups"] = groups }, Relaxed));
}
