using Microsoft.AspNetCore.Antiforgery;
using OidcRelyingParty;

namespace QuickStart;

/// <summary>A page that lists the user's sessions and ends one or all of them, and a way to renew the tokens now.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this WebApplication app)
    {
        var signedIn = app.MapGroup("").RequireAuthorization();
        signedIn.MapGet("/sessions", ShowAsync);
        signedIn.MapPost("/sessions/end", EndAsync);
        signedIn.MapPost("/refresh", RenewAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, OidcSessions sessions, IAntiforgery antiforgery)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            SessionsPage.Render(await sessions.ListMineAsync(context), antiforgery.GetAndStoreTokens(context)), "text/html; charset=utf-8");
    }

    private static async Task<IResult> EndAsync(HttpContext context, OidcSessions sessions, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        await (form["id"] is [{ Length: > 0 } id] ? sessions.EndMineAsync(context, id) : sessions.EndAllMineAsync(context));
        return Results.LocalRedirect("/sessions");
    }

    private static async Task<IResult> RenewAsync(HttpContext context, OidcSessions sessions)
    {
        try
        {
            await sessions.RenewAsync(context);
            return Results.Json(new { accessTokenExpires = await sessions.GetAccessTokenExpiryAsync(context) });
        }
        catch (OidcException e)
        {
            return Results.Problem(e.Error.Remedy, title: e.Error.Meaning, statusCode: Failure.StatusOf(e.Error.Kind), extensions: [new("code", e.Error.Code)]);
        }
    }
}
