using System.Text.Json;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>Works out the application's roles from claims. Reads exactly the shapes that are configured; splits and unwraps nothing.</summary>
internal static class ClaimRoleMapper
{
    /// <summary>The roles, each once, in the order in which they were found.</summary>
    public static IReadOnlyList<string> Map(IReadOnlyDictionary<string, JsonElement> claims, RoleMapping mapping)
    {
        if (mapping.Claims.Count == 0)
        {
            return [];
        }

        var rules = mapping.Rules.ToLookup(rule => rule.Value, rule => rule.Role, StringComparer.Ordinal);
        var roles = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in mapping.Claims)
        {
            foreach (var value in ClaimPath.Find(claims, path) is { } found ? Values(found) : [])
            {
                foreach (var role in Roles(value, rules, mapping.Unmapped))
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

    private static IEnumerable<string> Roles(string value, ILookup<string, string> rules, UnmappedRoleValue unmapped) =>
        rules.Contains(value) ? rules[value] : unmapped == UnmappedRoleValue.IsRole ? [value] : [];

    private static IEnumerable<string> Values(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.String => [claim.GetString()!],
        JsonValueKind.Array => claim.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };
}
