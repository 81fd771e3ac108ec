using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OidcRelyingParty.Endpoints;

/// <summary>Begins a session that has nothing in common with one that the browser brought along.</summary>
internal static class NewSession
{
    /// <summary>Ends the session that there is, and begins another.</summary>
    public static async Task BeginAsync(HttpContext context, ClaimsPrincipal principal)
    {
        if ((await context.AuthenticateAsync(OidcDefaults.SessionScheme)).Succeeded)
        {
            await context.SignOutAsync(OidcDefaults.SessionScheme);
        }

        // With a session store (ITicketStore), the handler of this request would go on using the key it has read, and whoever planted that
        // session in the browser would share the new one. A handler of its own scope has read nothing.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
        var handler = await handlers.GetHandlerAsync(context, OidcDefaults.SessionScheme) as IAuthenticationSignInHandler
            ?? throw new InvalidOperationException($"The scheme '{OidcDefaults.SessionScheme}' cannot sign in.");
        await handler.SignInAsync(principal, properties: null);
    }
}
