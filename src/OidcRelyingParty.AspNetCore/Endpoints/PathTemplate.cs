using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Endpoints;

/// <summary>A configured path that may hold <c>{tenant}</c> and <c>{provider}</c>.</summary>
internal static class PathTemplate
{
    /// <summary>The path for one tenant and provider.</summary>
    public static string Fill(string template, OidcSettingsKey key) => template
        .Replace("{tenant}", key.Tenant, StringComparison.Ordinal)
        .Replace("{provider}", key.Provider, StringComparison.Ordinal);

    /// <summary>Whether routing would take a path to the endpoint of this template, for any tenant.</summary>
    public static bool Matches(string template, PathString path)
    {
        var expected = Segments(template);
        var found = Segments(path.Value ?? "");
        return expected.Length == found.Length && expected.Zip(found).All(pair => SegmentMatches(pair.First, pair.Second));
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool SegmentMatches(string expected, string found) => expected.IndexOf('{', StringComparison.Ordinal) is var brace and >= 0
        ? found.StartsWith(expected[..brace], StringComparison.OrdinalIgnoreCase)
        : found.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
