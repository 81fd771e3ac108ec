using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>The built-in page for a failure: what happened, what to do, and the code to tell a support desk. Loads nothing from anywhere.</summary>
internal static class ErrorPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--page:#f6f7f9;--card:#fff;--line:#d5dae0;--accent:#0b5cad}
        @media(prefers-color-scheme:dark){:root{--ink:#e8ebef;--soft:#a3adb8;--page:#14171b;--card:#1d2126;--line:#363c44;--accent:#7db8f5}}
        *{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
        main{width:min(34rem,100%);padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
        h1{margin:0 0 1rem;font-size:1.4rem}h2{margin:1.25rem 0 .25rem;font-size:1rem}p{margin:.25rem 0}
        dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:1.5rem 0 0;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem}
        dd{margin:0;overflow-wrap:anywhere}a{color:var(--accent)}
        """;

    // The address still holds what the provider sent (a code, a state): not for history or a screenshot.
    private const string CleanAddress = "history.replaceState(null,'',location.pathname)";

    public static Task WriteAsync(HttpContext context, OidcError error, string? tryAgainPath, bool showMessage)
    {
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

        static string Encode(string text) => HtmlEncoder.Default.Encode(text);
        var title = error.Kind switch
        {
            OidcErrorKind.Refused => "Access was refused",
            OidcErrorKind.NotFound => "There is nothing here",
            OidcErrorKind.BadRequest => "This sign-in cannot be continued",
            _ => "Sign-in is not possible at the moment",
        };
        var tryAgain = tryAgainPath is null ? "" : $"""<p><a href="{Encode(tryAgainPath)}">Start the sign-in again</a></p>""";
        var detail = showMessage ? $"<h2>For the developer</h2><p>{Encode(error.Message)}</p>" : "";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{title}</title>
            <style nonce="{nonce}">{Style}</style>
            <script nonce="{nonce}">{CleanAddress}</script>
            </head>
            <body>
            <main data-error-code="{Encode(error.Code)}">
            <h1>{title}</h1>
            <h2>What happened</h2>
            <p>{Encode(error.Meaning)}</p>
            <h2>What to do</h2>
            <p>{Encode(error.Remedy)}</p>
            {tryAgain}
            {detail}
            <dl><dt>Code</dt><dd><code>{Encode(error.Code)}</code></dd><dt>Request</dt><dd><code>{Encode(context.TraceIdentifier)}</code></dd></dl>
            </main>
            </body>
            </html>
            """, context.RequestAborted);
    }
}
