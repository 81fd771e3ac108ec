using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;

namespace QuickStart;

/// <summary>The page at <c>/</c>: who is signed in, and the buttons to change that.</summary>
internal static class HomePage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --page: #f4f6f8; --card: #fff; --line: #d5dae0; }
        :root { --accent: #0b5cad; --on-accent: #fff; --chip: #e3edf8; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e8ebef; --soft: #a3adb8; --page: #14171b; --card: #1d2126; --line: #363c44; }
          :root { --accent: #7db8f5; --on-accent: #10141a; --chip: #26384b; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; }
        body { background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        main { width: min(34rem, 100%); padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
        main { border-top: 4px solid var(--accent); }
        h1 { margin: 0 0 1.25rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
        p, ul { margin: .75rem 0; color: var(--soft); }
        ul { padding-left: 1.25rem; }
        code { color: var(--ink); white-space: nowrap; }
        nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; }
        a { color: var(--accent); }
        .button { display: inline-block; margin-top: 1.25rem; padding: .6rem 1.2rem; border: 1px solid transparent; border-radius: .5rem; }
        .button { background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .5rem 1.25rem; margin: 1.25rem 0; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .chip { display: inline-block; margin-right: .35rem; padding: 0 .6rem; border-radius: 1rem; background: var(--chip); }
        @media (max-width: 30rem) { main { padding: 1.5rem; } }
        """;

    /// <summary>What a browser asks for beside every page; without it each plain answer reports a 404.</summary>
    public const string Icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
        <rect width="16" height="16" rx="4" fill="#0b5cad"/><circle cx="8" cy="8" r="4" fill="none" stroke="#fff" stroke-width="2"/>
        </svg>
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

    private const string EmbeddedUsers = """
        <p>No provider is configured, so an embedded one runs beside this application. It knows, among others:</p>
        <ul>
        <li><code>alice</code>, password <code>alice-password</code>, an administrator</li>
        <li><code>bob</code>, password <code>bob-password</code></li>
        </ul>
        """;

    private static string SignedOut(bool isEmbedded) => $"""
        <h1>You are not signed in</h1>
        {(isEmbedded ? EmbeddedUsers : "<p>Sign in with the configured provider.</p>")}
        <a class="button" id="sign-in" href="/login?returnUrl=/">Sign in</a>
        """;

    private static string SignedIn(ClaimsPrincipal user, AntiforgeryTokenSet antiforgery) => $"""
        <h1>Hello {Encode(user.Identity!.Name)}</h1>
        <dl>
        <dt>Subject</dt><dd>{Encode(user.FindFirstValue("sub"))}</dd>
        <dt>E-mail</dt><dd>{Encode(user.FindFirstValue("email"))}</dd>
        <dt>Roles</dt><dd>{string.Join(" ", user.FindAll("role").Select(Chip))}</dd>
        <dt>Issuer</dt><dd>{Encode(user.FindFirstValue("iss"))}</dd>
        </dl>
        <nav aria-label="Pages"><a href="/me">All claims</a><a href="/admin">For administrators</a></nav>
        <form method="post" action="/logout">
        <input type="hidden" name="{antiforgery.FormFieldName}" value="{antiforgery.RequestToken}">
        <button class="button" id="sign-out">Sign out</button>
        </form>
        """;

    private static string Chip(Claim role) => $"""<span class="chip">{Encode(role.Value)}</span>""";

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
