using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.Endpoints;

/// <summary>Makes the session of a finished sign-in.</summary>
internal sealed class SessionStart(IdTokenHintCookie idTokenHint, IOptionsMonitor<CookieAuthenticationOptions> cookies, TimeProvider timeProvider)
{
    /// <summary>For a user whom a provider vouches for.</summary>
    /// <exception cref="OidcException">The store of the sessions fails; there is no session then.</exception>
    public async Task BeginAsync(HttpContext context, SignInResult result)
    {
        var cookie = cookies.Get(OidcDefaults.SessionScheme);
        var properties = new AuthenticationProperties();
        if (SessionLifetime.Find(result, cookie.ExpireTimeSpan) is { } lifetime)
        {
            // An end that was decided on is not put off, also where the host lets its other sessions slide.
            (properties.ExpiresUtc, properties.AllowRefresh) = (timeProvider.GetUtcNow() + lifetime, false);
        }

        if (cookie.SessionStore is null)
        {
            // No token goes into a cookie that every request carries.
            idTokenHint.Set(context, SessionIdentity.Of(result.Principal), result.Tokens.IdToken!); // a sign-in without one is refused
        }
        else
        {
            new SessionTokens().With(result.Tokens, timeProvider.GetUtcNow()).WriteTo(properties);
        }

        await BeginAsync(context, result.Principal, properties);
    }

    /// <summary>For any user; the session is a new one, whatever the request came with.</summary>
    /// <exception cref="OidcException">The store of the sessions fails; there is no session then.</exception>
    public static async Task BeginAsync(HttpContext context, ClaimsPrincipal principal, AuthenticationProperties properties)
    {
        try
        {
            await EndOldSessionAsync(context);
            // A handler of its own: the request's has read the old session, and would go on with its id and its tokens (session fixation).
            await using var scope = context.RequestServices.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IAuthenticationService>().SignInAsync(context, OidcDefaults.SessionScheme, principal, properties);
        }
        catch (Exception e) when (e is not OidcException && !(e is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            throw new OidcException(OidcErrorCodes.SessionStoreFailed, "The session cannot be kept.", innerException: e);
        }
    }

    private static async Task EndOldSessionAsync(HttpContext context)
    {
        // Also one that is not good here, because it is another tenant's.
        if (await context.AuthenticateAsync(OidcDefaults.SessionScheme) is { None: false })
        {
            await context.SignOutAsync(OidcDefaults.SessionScheme);
        }
    }
}
