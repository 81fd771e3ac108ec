using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;

namespace QuickStart;

/// <summary>The page at <c>/</c>: who is signed in, and the buttons to change that.</summary>
internal static class HomePage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--page:#f6f7f9;--card:#fff;--line:#d5dae0;--accent:#0b5cad;--on-accent:#fff}
        @media(prefers-color-scheme:dark){:root{--ink:#e8ebef;--soft:#a3adb8;--page:#14171b;--card:#1d2126;--line:#363c44;--accent:#7db8f5;--on-accent:#10141a}}
        *{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
        main{width:min(36rem,100%);padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
        h1{margin:0 0 .5rem;font-size:1.5rem}p{margin:.5rem 0;color:var(--soft)}a{color:var(--accent)}
        .button{display:inline-block;margin-top:1rem;padding:.6rem 1.2rem;border:0;border-radius:.5rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
        .button:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        dl{display:grid;grid-template-columns:auto 1fr;gap:.35rem 1.25rem;margin:1.25rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        """;

    public static string Render(ClaimsPrincipal user, AntiforgeryTokenSet antiforgery, bool isEmbedded) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>QuickStart</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        {(user.Identity?.IsAuthenticated == true ? SignedIn(user, antiforgery) : SignedOut(isEmbedded))}
        </main>
        </body>
        </html>
        """;

    private static string SignedOut(bool isEmbedded) => $"""
        <h1>You are not signed in</h1>
        <p>{(isEmbedded
            ? "No provider is configured, so an embedded one runs beside this application. Sign in as alice (alice-password, an administrator) or bob (bob-password)."
            : "Sign in with the configured provider.")}</p>
        <a class="button" id="sign-in" href="/login?returnUrl=/">Sign in</a>
        """;

    private static string SignedIn(ClaimsPrincipal user, AntiforgeryTokenSet antiforgery) => $"""
        <h1>Hello {Encode(user.Identity!.Name)}</h1>
        <dl>
        <dt>Subject</dt><dd>{Encode(user.FindFirstValue("sub"))}</dd>
        <dt>E-mail</dt><dd>{Encode(user.FindFirstValue("email"))}</dd>
        <dt>Roles</dt><dd>{Encode(string.Join(", ", user.FindAll("role").Select(role => role.Value)))}</dd>
        <dt>Issuer</dt><dd>{Encode(user.FindFirstValue("iss"))}</dd>
        </dl>
        <p><a href="/me">All claims</a> · <a href="/admin">For administrators</a></p>
        <form method="post" action="/logout">
        <input type="hidden" name="{antiforgery.FormFieldName}" value="{antiforgery.RequestToken}">
        <button class="button" id="sign-out">Sign out</button>
        </form>
        """;

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
