using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;

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
            if (validated.Principal is { } principal && SessionIdentity.SettingsKeyOf(principal) is { } key && IsOfAnotherTenant(validated, key))
            {
                validated.RejectPrincipal();
            }
        };
    }

    private static bool IsOfAnotherTenant(CookieValidatePrincipalContext validated, OidcSettingsKey key)
    {
        var options = validated.HttpContext.RequestServices.GetRequiredService<IOptions<OidcEndpointOptions>>().Value;
        return options.ResolveSettingsKey(validated.HttpContext) is { } wanted
            && wanted.Tenant != OidcSettingsKey.Default.Tenant && wanted.Tenant != key.Tenant;
    }
}
