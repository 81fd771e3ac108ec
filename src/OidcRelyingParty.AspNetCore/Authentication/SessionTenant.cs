using Microsoft.AspNetCore.Authentication.Cookies;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.Authentication;

/// <summary>Keeps the session of one tenant out of the pages of another. Where a request names no tenant, or the default one, any session is good.</summary>
internal static class SessionTenant
{
    /// <summary>Comes after the host's own check of the session.</summary>
    public static void Check(CookieAuthenticationOptions cookie)
    {
        var host = cookie.Events.OnValidatePrincipal;
        cookie.Events.OnValidatePrincipal = async validated =>
        {
            await host(validated);
            if (validated.Principal is { } principal && SessionIdentity.IsOfAnotherTenant(validated.HttpContext, principal))
            {
                validated.RejectPrincipal();
            }
        };
    }
}
