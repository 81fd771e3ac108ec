using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>Keeps redirects on this site: a path of our own origin, or the default.</summary>
internal static class ReturnPath
{
    private const int MaxLength = 2048;

    /// <summary>The text when it is a local path that leads to none of the sign-in endpoints, else the default path.</summary>
    public static string LocalOrDefault(string? text, HttpContext context, OidcEndpointOptions options) =>
        text is not null && IsLocal(text) && !IsOwnEndpoint(text, context.Request.PathBase, options)
            ? text
            : context.Request.PathBase + options.DefaultReturnPath;

    /// <summary>
    /// Whether every browser takes the text for a path of the same origin. Judged as written and as a careless server would decode it once or
    /// twice: <c>//host</c>, <c>/\host</c> and a tab between the slashes all lead elsewhere.
    /// </summary>
    public static bool IsLocal(string text)
    {
        if (text.Length is 0 or > MaxLength || text.Any(c => c is < '!' or > '~' or '\\'))
        {
            return false;
        }

        var path = text.Split('?', '#')[0];
        var once = Uri.UnescapeDataString(path);
        return StartsLocally(path) && StartsLocally(once) && StartsLocally(Uri.UnescapeDataString(once));
    }

    private static bool StartsLocally(string path) =>
        path.Length > 0 && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(c => char.IsControl(c) || c == '\\');

    // A return to one of them would start over, sign out, or be refused.
    private static bool IsOwnEndpoint(string text, PathString pathBase, OidcEndpointOptions options)
    {
        var path = new PathString(Uri.UnescapeDataString(text.Split('?', '#')[0]));
        if (path.StartsWithSegments(pathBase, StringComparison.OrdinalIgnoreCase, out var remaining))
        {
            path = remaining;
        }

        return Array.Exists(
            [options.LoginPath, options.LogoutPath, FixedPart(options.CallbackPath), options.SignedOutCallbackPath,
                options.BackchannelLogoutPath, options.FrontchannelLogoutPath, options.InitiateLoginPath],
            own => own.Length > 1 && path.StartsWithSegments(own, StringComparison.OrdinalIgnoreCase));
    }

    private static string FixedPart(string template) => template.IndexOf('{', StringComparison.Ordinal) is var brace and >= 0 ? template[..brace].TrimEnd('/') : template;
}
