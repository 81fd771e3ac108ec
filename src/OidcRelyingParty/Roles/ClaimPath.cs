using System.Text.Json;

namespace OidcRelyingParty.Roles;

/// <summary>
/// Finds a claim by its name or by a path such as <c>realm_access.roles</c>. At every level the longest name that exists wins, so a claim
/// called <c>https://example.org/roles</c> and a client called <c>my.app</c> are found as they are written.
/// </summary>
internal static class ClaimPath
{
    /// <summary>The value at the path; null when there is none.</summary>
    public static JsonElement? Find(IReadOnlyDictionary<string, JsonElement> claims, string path)
    {
        foreach (var (name, remainder) in Splits(path))
        {
            if (claims.TryGetValue(name, out var value) && FindWithin(value, remainder) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The value at the path; null when there is none.</summary>
    public static JsonElement? Find(JsonElement claims, string path) => FindWithin(claims, path);

    private static JsonElement? FindWithin(JsonElement value, string? path)
    {
        if (path is null)
        {
            return value;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var (name, remainder) in Splits(path))
        {
            if (value.TryGetProperty(name, out var member) && FindWithin(member, remainder) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The whole path as one name, then ever shorter names with what remains.</summary>
    private static IEnumerable<(string Name, string? Remainder)> Splits(string path)
    {
        yield return (path, null);
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            yield return (path[..dot], path[(dot + 1)..]);
        }
    }
}
