using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;

namespace QuickStart;

/// <summary>What all pages of this application share.</summary>
internal static class Page
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
        ol { list-style: none; margin: 0; padding: 0; border-bottom: 1px solid var(--line); }
        li.session { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: 1rem 0; border-top: 1px solid var(--line); }
        li.session p { margin: .25rem 0 0; font-size: .9rem; }
        time { white-space: nowrap; }
        h2 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
        .plain:hover { border-color: var(--accent); }
        .session .chip { display: table; margin-bottom: .25rem; color: var(--ink); }
        .plain { padding: .35rem .9rem; border: 1px solid var(--line); border-radius: .5rem; background: none; color: var(--ink); font: inherit; cursor: pointer; }
        @media (max-width: 30rem) { main { padding: 1.5rem; } }
        """;

    public static string Render(string title, string content) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        {content}
        </main>
        </body>
        </html>
        """;

    public static string AntiforgeryField(AntiforgeryTokenSet antiforgery) =>
        $"""<input type="hidden" name="{antiforgery.FormFieldName}" value="{antiforgery.RequestToken}">""";

    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
