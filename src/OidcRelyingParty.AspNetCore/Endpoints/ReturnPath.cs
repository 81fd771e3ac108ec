using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>Keeps redirects on this site: a path of our own origin, or the default.</summary>
internal static class ReturnPath
{
    private const int MaxLength = 2048;

    /// <summary>The text when it is a local path that leads to none of the sign-in endpoints, else the default path.</summary>
    public static string LocalOrDefault(string? text, HttpContext context, OidcEndpointOptions options) =>
        text is not null && IsLocal(text) && !IsOwnEndpoint(text, context.Request.PathBase, options) ? text : Default(context, options);

    /// <summary>The default path; below the path base, unless that (a proxy may have named it) would lead elsewhere.</summary>
    public static string Default(HttpContext context, OidcEndpointOptions options)
    {
        var path = context.Request.PathBase + options.DefaultReturnPath;
        return IsLocal(path) ? path : options.DefaultReturnPath;
    }

    /// <summary>
    /// Whether every browser takes the text for a path of the same origin. Judged as written and as a careless server would decode it once or
    /// twice: <c>//host</c>, <c>/\host</c> and a tab between the slashes all lead elsewhere.
    /// </summary>
    public static bool IsLocal(string text)
    {
        if (text.Length is 0 or > MaxLength || text.Any(c => c is < '!' or > '~'))
        {
            return false;
        }

        var path = PathOf(text);
        var once = Uri.UnescapeDataString(path);
        return IsLocalPath(path) && IsLocalPath(once) && IsLocalPath(Uri.UnescapeDataString(once));
    }

    private static bool IsLocalPath(string path) =>
        path.StartsWith('/')
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.Any(c => char.IsControl(c) || c == '\\')
        // Browsers resolve these before they ask, so a path with them is no page's; and it could end at one of our endpoints.
        && !path.Split('/').Any(segment => segment is "." or "..");

    // A return to one of them would start over, sign out, or be refused.
    private static bool IsOwnEndpoint(string text, PathString pathBase, OidcEndpointOptions options)
    {
        var path = new PathString(Uri.UnescapeDataString(PathOf(text)));
        if (path.StartsWithSegments(pathBase, StringComparison.OrdinalIgnoreCase, out var remaining))
        {
            path = remaining;
        }

        return path.Value != "/" && Array.Exists(
            [options.LoginPath, options.StartPath, options.LogoutPath, options.CallbackPath, options.SignedOutCallbackPath,
                options.BackchannelLogoutPath, options.FrontchannelLogoutPath, options.InitiateLoginPath],
            own => PathTemplate.Matches(own, path));
    }

    private static string PathOf(string text) => text.Split('?', '#')[0];
}
