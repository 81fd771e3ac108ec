namespace OidcRelyingParty.SettingsPage;

/// <summary>What the settings page adds to the look of our pages.</summary>
internal static class SettingsPageStyle
{
    public const string Css = """
        :root { --good: #1a7f37; --bad: #b3261e; }
        @media (prefers-color-scheme: dark) { :root { --good: #5fd08a; --bad: #ffb4ab; } }
        body { grid-template-columns: minmax(0, 1fr); place-items: start center; }
        main.wide { width: min(52rem, 100%); }
        section, fieldset, details { margin: 0 0 1rem; }
        section { padding-bottom: 1rem; border-bottom: 1px solid var(--line); }
        section:last-child { padding-bottom: 0; border-bottom: 0; }
        form + section { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); }
        h2, legend, summary { color: var(--ink); font-size: 1.0625rem; font-weight: 600; }
        h2 { margin: 0 0 .5rem; }
        legend { padding: 0; }
        time { white-space: nowrap; }
        fieldset { min-width: 0; padding: 0; border: 0; }
        details { padding: .25rem 0; border-top: 1px solid var(--line); }
        summary { padding: .5rem 0; cursor: pointer; }
        form { display: block; margin: 0; }
        form.small label { display: block; margin-bottom: .25rem; }
        main dl { margin: 0 0 .75rem; padding: 0; border: 0; font-size: 1rem; }
        dt { color: var(--soft); }
        dd { color: var(--ink); }
        .field { margin: 1rem 0; }
        .field label { display: block; margin: 0 0 .25rem; }
        .tick { display: flex; align-items: center; gap: .6rem; }
        .tick input { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
        .tick label { margin: 0; }
        select, textarea { width: 100%; padding: .6rem .75rem; border: 1px solid var(--soft); border-radius: .5rem; background: var(--page); color: inherit; font: inherit; }
        textarea { font-family: ui-monospace, monospace; font-size: .9375rem; }
        .hint { margin-top: .25rem; color: var(--soft); font-size: .9375rem; }
        .fault { margin-top: .25rem; color: var(--bad); font-weight: 600; }
        .wrong input, .wrong select, .wrong textarea { border: 2px solid var(--bad); }
        .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .actions { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
        .actions button, .copy button { margin-top: 0; }
        button.plain { padding: .6rem 1.2rem; border: 1px solid var(--soft); border-radius: .5rem; background: none; color: var(--ink); }
        .field button.plain { margin-top: .5rem; }
        button.plain:hover { border-color: var(--accent); }
        .copy { display: flex; flex-wrap: wrap; align-items: center; margin-bottom: .75rem; }
        .copy input { flex: 1 1 8rem; min-width: 0; font-family: ui-monospace, monospace; font-size: .875rem; }
        @media (scripting: none) { [data-copy] { display: none; } }
        .copy button { margin-left: .5rem; }
        .said { color: var(--good); font-size: .9375rem; }
        .said:not(:empty) { margin-left: .5rem; }
        td { white-space: pre-line; }
        .whose { margin: -1rem 0 1.25rem; color: var(--soft); }
        .badge { display: inline-block; padding: 0 .75rem; border: 1px solid currentcolor; border-radius: 1rem; font-weight: 600; }
        .badge.on { color: var(--good); }
        .badge.off { color: var(--soft); }
        .notice.good { border-color: var(--good); }
        .notice.bad { border-color: var(--bad); }
        .notice ul { margin: .5rem 0 0; padding-left: 1.25rem; }
        .findings { padding: 0; list-style: none; }
        .findings li { margin: .5rem 0; padding: .5rem .75rem; border-left: 4px solid var(--line); background: var(--page); overflow-wrap: anywhere; }
        .findings .error { border-color: var(--bad); }
        .findings .warning { border-color: var(--mark); }
        .findings .information { border-color: var(--good); }
        #findings:focus-visible { outline-offset: .5rem; }
        .scroll { overflow-x: auto; }
        table { width: 100%; min-width: 32rem; border-collapse: collapse; font-size: .9375rem; }
        th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
        tbody th { overflow-wrap: break-word; }
        td:not(:last-child) { overflow-wrap: normal; }
        @media (max-width: 30rem) { .actions button { width: 100%; } }
        """;
}
