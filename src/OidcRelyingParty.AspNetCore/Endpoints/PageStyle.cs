namespace OidcRelyingParty.Endpoints;

/// <summary>How our pages look: light and dark, on a phone and on a desk. Nothing is loaded from anywhere.</summary>
internal static class PageStyle
{
    public const string Css = """
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

    /// <summary>More, for a page with a form.</summary>
    public const string Form = """
        form { display: grid; gap: .25rem; margin-top: 1.25rem; }
        label { margin-top: .75rem; font-weight: 600; }
        input { padding: .6rem .75rem; border: 1px solid var(--soft); border-radius: .5rem; background: var(--page); color: inherit; font: inherit; }
        input { width: 100%; }
        .notice { margin-bottom: 1.25rem; padding: .75rem 1rem; border-left: 4px solid var(--mark); background: var(--page); }
        .choices { flex-direction: column; align-items: stretch; margin-top: 1.25rem; text-align: center; }
        button { margin-top: 1.25rem; font: inherit; cursor: pointer; }
        """;
}
