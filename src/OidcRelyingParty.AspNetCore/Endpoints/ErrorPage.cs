using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>The built-in page for a failure: what happened, what to do, and the code to tell a support desk.</summary>
internal static class ErrorPage
{
    // The address still holds what the provider sent (a code, a state): not for history or a screenshot.
    private const string CleanAddress = "history.replaceState(null,'',location.pathname)";

    public static Task WriteAsync(HttpContext context, OidcError error, WaysOn ways, ErrorPageTexts texts, bool showMessage)
    {
        static string Encode(string text) => HtmlPage.Encode(text);
        var title = error.Kind switch
        {
            OidcErrorKind.Refused => "Access was refused",
            OidcErrorKind.NotFound => "There is nothing here",
            OidcErrorKind.BadRequest => texts.BadRequest,
            _ => texts.Impossible,
        };
        var tryAgain = ways.TryAgainPath is { } again ? $"""<a class="button" href="{Encode(again)}">{texts.TryAgain}</a>""" : "";
        var otherWays = ways.LoginPagePath is { } page ? $"""<a href="{Encode(page)}">Other ways to sign in</a>""" : "";
        var detail = showMessage ? $"<h2>For the developer</h2><p>{Encode(error.Message)}</p>" : "";
        return HtmlPage.WriteAsync(
            context,
            title,
            $"""
            <main data-error-code="{Encode(error.Code)}">
            <h1>{title}</h1>
            <h2>What happened</h2>
            <p>{Encode(error.Meaning)}</p>
            <h2>What to do</h2>
            <p>{Encode(error.Remedy)}</p>
            {detail}
            <nav aria-label="Ways on">
            {tryAgain}
            {otherWays}
            <a href="{Encode(ways.StartPath)}">Go to the start page</a>
            </nav>
            <dl><dt>Code</dt><dd><code>{Encode(error.Code)}</code></dd><dt>Request</dt><dd><code>{Encode(context.TraceIdentifier)}</code></dd></dl>
            </main>
            """,
            script: CleanAddress);
    }
}
