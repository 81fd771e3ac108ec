using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>The built-in page for a failure: what happened, what to do, and the code to tell a support desk. Loads nothing from anywhere.</summary>
internal static class ErrorPage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --page: #f4f6f8; --card: #fff; --line: #d5dae0; }
        :root { --accent: #0b5cad; --on-accent: #fff; --mark: #b45309; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e8ebef; --soft: #a3adb8; --page: #14171b; --card: #1d2126; --line: #363c44; }
          :root { --accent: #7db8f5; --on-accent: #10141a; --mark: #f0b254; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; }
        body { background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        main { width: min(34rem, 100%); padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
        main { border-top: 4px solid var(--mark); }
        h1 { margin: 0 0 1.25rem; font-size: 1.5rem; line-height: 1.25; }
        h2 { margin: 1.25rem 0 .25rem; color: var(--soft); font-size: .875rem; }
        p { margin: 0; overflow-wrap: anywhere; }
        nav { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1.5rem; margin-top: 1.75rem; }
        a { color: var(--accent); }
        .button { padding: .6rem 1.2rem; border: 1px solid transparent; border-radius: .5rem; }
        .button { background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .25rem 1rem; margin: 1.75rem 0 0; }
        dl { padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
        dd { margin: 0; overflow-wrap: anywhere; }
        @media (max-width: 30rem) {
          main { padding: 1.5rem; }
          dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
          dd + dt { margin-top: .5rem; }
        }
        """;

    // The address still holds what the provider sent (a code, a state): not for history or a screenshot.
    private const string CleanAddress = "history.replaceState(null,'',location.pathname)";

    public static Task WriteAsync(HttpContext context, OidcError error, string? tryAgainPath, string startPath, bool showMessage)
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
        var tryAgain = tryAgainPath is null ? "" : $"""<a class="button" href="{Encode(tryAgainPath)}">Start the sign-in again</a>""";
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
            {detail}
            <nav aria-label="Ways on">
            {tryAgain}
            <a href="{Encode(startPath)}">Go to the start page</a>
            </nav>
            <dl><dt>Code</dt><dd><code>{Encode(error.Code)}</code></dd><dt>Request</dt><dd><code>{Encode(context.TraceIdentifier)}</code></dd></dl>
            </main>
            </body>
            </html>
            """, context.RequestAborted);
    }
}
