using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.Authentication;

/// <summary>Our defaults for the session cookie; whatever the host configures for the scheme comes after and wins.</summary>
internal sealed class SessionCookieSetup(IOptions<OidcEndpointOptions> options, SessionTicketStore sessions) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public void Configure(string? name, CookieAuthenticationOptions cookie)
    {
        if (name != OidcDefaults.SessionScheme)
        {
            return;
        }

        // With https the browser itself then refuses a cookie of that name from a sister host or over http.
        var isHttps = options.Value.PublicOrigin?.Scheme == Uri.UriSchemeHttps;
        cookie.Cookie.Name = isHttps ? "__Host-oidc.session" : "oidc.session";
        cookie.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.Path = isHttps ? "/" : null;
        // Sessions live on the server, so that they can be ended; the cookie only names them.
        cookie.SessionStore = sessions;
        // A working day, counted from the sign-in and never extended.
        cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
        cookie.SlidingExpiration = false;
        // A policy may name either scheme: what the session cannot answer, the sign-in does.
        cookie.ForwardChallenge = OidcDefaults.AuthenticationScheme;
        cookie.ForwardForbid = OidcDefaults.AuthenticationScheme;
    }

    public void Configure(CookieAuthenticationOptions cookie) => Configure(Options.DefaultName, cookie);
}
