using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace SampleHosting;

/// <summary>The pages of the samples: who is signed in, and where to go.</summary>
public static class SamplePage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --page: #f4f6f8; --card: #fff; --line: #d5dae0; --accent: #0b5cad; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8ebef; --soft: #a3adb8; --page: #14171b; --card: #1d2126; --line: #363c44; --accent: #7db8f5; } }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        main { width: min(36rem, 100%); padding: 2rem; background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--accent); border-radius: .75rem; }
        h1 { margin: 0 0 1rem; font-size: 1.5rem; }
        dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .5rem 1.25rem; }
        dt, p { color: var(--soft); }
        dd, pre { margin: 0; overflow-wrap: anywhere; }
        pre { white-space: pre-wrap; }
        nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 1rem 0; }
        a { color: var(--accent); }
        button { padding: .5rem 1rem; font: inherit; cursor: pointer; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        """;

    /// <summary>A page of a title and content, in which every text is encoded.</summary>
    /// <param name="title">The title.</param>
    /// <param name="content">HTML.</param>
    public static IResult Html(string title, string content) => Results.Content($"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Encode(title)}</title><link rel="icon" href="data:,"><style>{Style}</style></head>
        <body><main><h1>{Encode(title)}</h1>
        {content}
        </main></body>
        </html>
        """, "text/html; charset=utf-8");

    /// <summary>The start page: who is signed in, with which roles, and a button to sign out.</summary>
    /// <param name="title">The sample's name.</param>
    /// <param name="context">The request.</param>
    /// <param name="antiforgery">Proves the sign-out form to be of this page.</param>
    /// <param name="links">Further pages, by their addresses.</param>
    public static IResult Home(string title, HttpContext context, IAntiforgery antiforgery, params (string Address, string Label)[] links)
    {
        var user = context.User;
        var pages = string.Concat(links.Select(link => $"""<a href="{Encode(link.Address)}">{Encode(link.Label)}</a>"""));
        if (user.Identity?.IsAuthenticated != true)
        {
            return Html(title, $"""<p>You are not signed in. The sample's own login knows <code>root</code>, password <code>root-password</code>.</p><nav aria-label="Pages"><a id="sign-in" href="/login">Sign in</a>{pages}</nav>""");
        }

        var token = antiforgery.GetAndStoreTokens(context);
        return Html(title, $"""
            <p>Hello <strong id="name">{Encode(user.Identity.Name)}</strong></p>
            <dl>
            <dt>Subject</dt><dd id="sub">{Encode(user.FindFirstValue("sub"))}</dd>
            <dt>Roles</dt><dd id="roles">{Encode(string.Join(' ', user.FindAll("role").Select(role => role.Value)))}</dd>
            <dt>Single sign-on</dt><dd id="sso">{Encode(user.FindFirstValue("is_sso"))}</dd>
            </dl>
            <nav aria-label="Pages">{pages}</nav>
            <form method="post" action="/logout"><input type="hidden" name="{token.FormFieldName}" value="{token.RequestToken}"><button id="sign-out">Sign out</button></form>
            """);
    }

    /// <summary>Encodes a text for HTML.</summary>
    /// <param name="text">The text; null for none.</param>
    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
