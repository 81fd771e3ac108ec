using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using OidcRelyingParty.Endpoints;

namespace OidcRelyingParty.Login;

/// <summary>What a visitor who has to sign in asked for.</summary>
/// <param name="ReturnUrl">Where to go afterwards; local.</param>
/// <param name="IsBackup">Whether the page for when nothing else works is asked for: <c>backup=1</c>.</param>
/// <param name="WantsPage">Whether no sign-in is to begin by itself: <c>showLoginPage=true</c>.</param>
internal sealed record LoginVisit(string ReturnUrl, bool IsBackup, bool WantsPage)
{
    /// <summary>Read from the address that is visited and from the one to return to, so that either can say it on any page.</summary>
    public static LoginVisit Of(HttpContext context, string? returnUrl, OidcEndpointOptions options)
    {
        var path = ReturnPath.LocalOrDefault(returnUrl, context, options);
        var target = QueryHelpers.ParseQuery(path.Split('#')[0] is var address && address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? address[start..] : "");
        bool Says(string name, string value) =>
            context.Request.Query[name] == value || (target.TryGetValue(name, out StringValues found) && found == value);
        return new LoginVisit(path, Says(LoginPaths.Backup, "1"), Says(LoginPaths.ShowLoginPage, "true"));
    }
}
