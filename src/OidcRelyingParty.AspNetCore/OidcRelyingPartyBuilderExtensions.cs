using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;

namespace OidcRelyingParty;

/// <summary>Chooses how an ASP.NET Core host keeps sessions.</summary>
public static class OidcRelyingPartyBuilderExtensions
{
    /// <summary>
    /// Keeps sessions in the cookie alone and nothing on the server. They survive a restart and need no store, but cannot be ended from outside,
    /// renewed or listed; tokens are not kept, and a copy of the cookie works until it expires.
    /// </summary>
    /// <param name="builder">The relying party.</param>
    public static OidcRelyingPartyBuilder UseStatelessSessions(this OidcRelyingPartyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<CookieAuthenticationOptions>(OidcDefaults.SessionScheme, cookie => cookie.SessionStore = null);
        return builder;
    }
}
