using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>Works out the application's roles from claims. Reads exactly the shapes that are configured; splits and unwraps nothing.</summary>
internal static class ClaimRoleMapper
{
    private const int MaxStackLength = 256;

    /// <summary>The roles, each once, in the order in which they were found.</summary>
    public static IReadOnlyList<string> Map(IReadOnlyDictionary<string, JsonElement> claims, RoleMapping mapping)
    {
        if (mapping.Claims.Count == 0)
        {
            return [];
        }

        var rules = mapping.Rules.GroupBy(rule => rule.Value, rule => rule.Role, StringComparer.Ordinal)
            .ToDictionary(rule => rule.Key, rule => rule.ToArray(), StringComparer.Ordinal);
        var roles = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in mapping.Claims)
        {
            foreach (var value in ClaimPath.Find(claims, claim.Path) is { } found ? Values(found) : [])
            {
                foreach (var role in FindRoles(value, rules) ?? Unmapped(value, mapping))
                {
                    if (known.Add(role))
                    {
                        roles.Add(role);
                    }
                }
            }
        }

        return roles;
    }

    // Users come with thousands of groups of which a few are roles: a group is looked up without making a string of it.
    private static string[]? FindRoles(JsonElement value, Dictionary<string, string[]> rules)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (utf8.Length > MaxStackLength || utf8.Contains((byte)'\\'))
        {
            return rules.GetValueOrDefault(value.GetString()!);
        }

        Span<char> text = stackalloc char[MaxStackLength];
        var length = Encoding.UTF8.GetChars(utf8, text);
        return rules.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var roles) ? roles : null;
    }

    private static string[] Unmapped(JsonElement value, RoleMapping mapping) =>
        mapping.Unmapped == UnmappedRoleValue.IsRole ? [value.GetString()!] : [];

    private static IEnumerable<JsonElement> Values(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.String => [claim],
        JsonValueKind.Array => claim.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String),
        _ => [],
    };
}
