using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>Pages of a host that shows its users their sessions and calls APIs for them.</summary>
internal static class SessionPages
{
    public static void Map(WebApplication app)
    {
        var sessions = app.Services.GetRequiredService<OidcSessions>();
        app.MapGet("/sessions", async (HttpContext context) => await context.Response.WriteAsJsonAsync(await sessions.ListMineAsync(context)));
        app.MapPost("/sessions/{id}/end", (HttpContext context, string id) => sessions.EndMineAsync(context, id));
        app.MapPost("/sessions/end", sessions.EndAllMineAsync);
        app.MapGet("/token", (HttpContext context) => AnswerAsync(context, sessions.GetAccessTokenAsync));
        app.MapPost("/renew", (HttpContext context) => AnswerAsync(context, async current =>
        {
            await sessions.RenewAsync(current);
            return "renewed";
        }));
        app.MapPost("/leave", (HttpContext context, string? to) => context.SignOutAsync(new AuthenticationProperties { RedirectUri = to }));
    }

    // The code, so that a test sees which failure the application got.
    private static async Task AnswerAsync(HttpContext context, Func<HttpContext, Task<string>> act)
    {
        try
        {
            await context.Response.WriteAsync(await act(context));
        }
        catch (OidcException e)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            await context.Response.WriteAsync(e.Error.Code);
        }
    }
}
