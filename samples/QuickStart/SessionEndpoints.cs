using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
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
        app.MapGet("/goodbye", () => Results.Content(SessionsPage.Goodbye, "text/html; charset=utf-8"));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, OidcSessions sessions, IAntiforgery antiforgery)
    {
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
        if (form["id"] is [{ Length: > 0 } id])
        {
            await sessions.EndMineAsync(context, id);
            return Results.LocalRedirect("/sessions");
        }

        // At the provider too: it would sign the user in again without a question.
        await sessions.EndAllMineAsync(context);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/goodbye" }, [OidcDefaults.AuthenticationScheme]);
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
