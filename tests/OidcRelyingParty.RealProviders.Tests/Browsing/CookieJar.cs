using System.Globalization;

namespace OidcRelyingParty.RealProviders.Tests.Browsing;

/// <summary>
/// Cookies as a browser keeps them on loopback: by host (not port), path and name; <c>Secure</c> does not matter there, which is
/// where <see cref="System.Net.CookieContainer"/> differs.
/// </summary>
internal sealed class CookieJar
{
    private readonly List<Cookie> _cookies = [];

    public void Keep(Uri url, string setCookie)
    {
        var parts = setCookie.Split(';', StringSplitOptions.TrimEntries);
        var (name, value) = Pair(parts[0]);
        var attributes = parts.Skip(1).Select(Pair).ToLookup(a => a.Name, a => a.Value, StringComparer.OrdinalIgnoreCase);
        var path = attributes["path"].FirstOrDefault(p => p.StartsWith('/')) ?? DefaultPath(url);

        lock (_cookies) // a browser sends several requests at once
        {
            _cookies.RemoveAll(c => c.Host == url.Host && c.Path == path && c.Name == name);
            if (!HasExpired(attributes))
            {
                _cookies.Add(new Cookie(url.Host, path, name, value));
            }
        }
    }

    /// <summary>The <c>Cookie</c> header for this address; empty when there is none.</summary>
    public string HeaderFor(Uri url)
    {
        lock (_cookies)
        {
            return string.Join("; ", _cookies
                .Where(c => c.Host == url.Host && PathMatches(url.AbsolutePath, c.Path))
                .OrderByDescending(c => c.Path.Length)
                .Select(c => $"{c.Name}={c.Value}"));
        }
    }

    private static (string Name, string Value) Pair(string text) =>
        text.Split('=', 2) is [var name, var value] ? (name, value) : (text, "");

    private static string DefaultPath(Uri url) => url.AbsolutePath.LastIndexOf('/') is var i and > 0 ? url.AbsolutePath[..i] : "/";

    private static bool PathMatches(string path, string cookiePath) =>
        path == cookiePath || path.StartsWith(cookiePath.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static bool HasExpired(ILookup<string, string> attributes) =>
        attributes["max-age"].FirstOrDefault() is { } seconds
            ? int.Parse(seconds, CultureInfo.InvariantCulture) <= 0
            : attributes["expires"].FirstOrDefault() is { } date
              && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, out var end) && end <= TimeProvider.System.GetUtcNow();
}
