using System.Net;
using System.Text;
using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>The provider's pages: plain HTML forms that need no script.</summary>
internal static class Pages
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --page: #f4f6f8; --card: #fff; --line: #d5dae0; }
        :root { --accent: #0b5cad; --on-accent: #fff; --edge: #7a8490; --alarm: #b42318; --alarm-card: #fef3f2; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e8ebef; --soft: #a3adb8; --page: #14171b; --card: #1d2126; --line: #363c44; }
          :root { --accent: #7db8f5; --on-accent: #10141a; --edge: #7b8591; --alarm: #ff9b93; --alarm-card: #3a1a18; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; }
        body { background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        main { width: min(26rem, 100%); padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
        h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
        p { margin: 0 0 1rem; overflow-wrap: anywhere; }
        a { color: var(--accent); }
        label { display: block; margin-top: 1rem; font-weight: 600; }
        input { width: 100%; margin-top: .25rem; padding: .6rem .75rem; border: 1px solid var(--edge); border-radius: .5rem; }
        input { background: var(--card); color: inherit; font: inherit; }
        button { margin: 1.5rem .5rem 0 0; padding: .6rem 1.2rem; border: 1px solid transparent; border-radius: .5rem; }
        button { background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
        button.other { background: transparent; color: inherit; border-color: var(--edge); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        [role=alert] { padding: .6rem .75rem; border-left: 4px solid var(--alarm); border-radius: .25rem; background: var(--alarm-card); }
        .hint { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
        .hint ul { margin: .25rem 0 0; padding-left: 1.25rem; }
        .hint code { color: var(--ink); }
        iframe { display: none; }
        @media (max-width: 30rem) { main { padding: 1.5rem; } }
        """;

    public static ProviderResponse SignIn(TestProvider provider, Interaction interaction, string? userName, string? problem)
    {
        var (alert, nameHint, passwordHint) = problem is null
            ? ("", " autofocus", "")
            : ($"""<p role="alert" id="problem">{Encode(problem)}</p>""", "", " autofocus aria-describedby=\"problem\"");
        static string Item(TestUser user) => $"<li><code>{Encode(user.UserName)}</code> / <code>{Encode(user.Password)}</code></li>";
        return Page("Sign in", $"""
            <p>to go on to <strong>{Encode(interaction.Request.Client.ClientId)}</strong></p>
            {alert}
            <form method="post" action="{Address(provider, ProviderEndpoint.Login)}">
            {Hidden("interaction", interaction.Id)}
            <label for="username">User name</label>
            <input id="username" name="username" autocomplete="username"{nameHint} value="{Encode(userName)}">
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password"{passwordHint}>
            <button id="submit" name="action" value="sign-in">Sign in</button>
            <button id="cancel" class="other" name="action" value="cancel">Cancel</button>
            </form>
            <div class="hint">Users of this test provider:<ul>{string.Concat(provider.Users.Select(Item))}</ul></div>
            """);
    }

    public static ProviderResponse Consent(TestProvider provider, Interaction interaction) => Page("Allow access?", $"""
        <p><strong>{Encode(interaction.Request.Client.ClientId)}</strong> asks for:</p>
        <ul>{string.Join("", interaction.Request.Scopes.Select(scope => $"<li>{Encode(scope)}</li>"))}</ul>
        <form method="post" action="{Address(provider, ProviderEndpoint.Consent)}">
        {Hidden("interaction", interaction.Id)}
        <button id="allow" name="action" value="allow">Allow</button>
        <button id="deny" class="other" name="action" value="deny">Deny</button>
        </form>
        """);

    public static ProviderResponse ConfirmSignOut(TestProvider provider, string ticket, ProviderParameters sent) => Page("Sign out?", $"""
        <p>An application asks to end your session.</p>
        <form method="post" action="{Address(provider, ProviderEndpoint.EndSessionConfirmation)}">
        {Hidden("ticket", ticket)}
        {string.Join("", sent.Where(pair => pair.Key is not "ticket").Select(pair => Hidden(pair.Key, pair.Value)))}
        <button id="sign-out">Sign out</button>
        </form>
        """);

    public static ProviderResponse SignedOut(string? returnTo, IReadOnlyList<string> frames) => Page(
        "Signed out",
        $"""
        <p>You are signed out.</p>
        {(returnTo is null ? "" : $"""<p><a id="continue" href="{Encode(returnTo)}">Continue</a></p>""")}
        {string.Join("", frames.Select(frame => $"""<iframe title="Sign-out" src="{Encode(frame)}"></iframe>"""))}
        """,
        head: returnTo is null ? "" : $"""<meta http-equiv="refresh" content="2;url={Encode(returnTo)}">""",
        policy: "; frame-src *");

    public static ProviderResponse Problem(string message) =>
        Page("This cannot be done", $"""<p role="alert" id="problem">{Encode(message)}</p>""", statusCode: 400);

    /// <summary>OAuth 2.0 Form Post Response Mode; the button is for browsers without script.</summary>
    public static ProviderResponse FormPost(string redirectUri, ProviderParameters parameters)
    {
        var nonce = RandomId.Create();
        return Page(
            "One moment",
            $"""
            <form method="post" action="{Encode(redirectUri)}">
            {string.Join("", parameters.Select(pair => Hidden(pair.Key, pair.Value)))}
            <noscript><button>Continue</button></noscript>
            </form>
            <script nonce="{nonce}">document.forms[0].submit();</script>
            """,
            policy: $"; script-src 'nonce-{nonce}'");
    }

    // No form-action in the policy: Chromium applies it to the redirect that follows the form, which goes to the relying party.
    private static ProviderResponse Page(string title, string body, string head = "", string policy = "", int statusCode = 200)
    {
        var nonce = RandomId.Create();
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">").Append(head)
            .Append("<title>").Append(Encode(title)).Append("</title><style nonce=\"").Append(nonce).Append("\">\n").Append(Style)
            .Append("\n</style></head><body><main><h1>").Append(Encode(title)).Append("</h1>\n").Append(body).Append("\n</main></body></html>\n");
        return ProviderResponse.Html(html.ToString(), statusCode)
            .WithHeader("Content-Security-Policy", $"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; frame-ancestors 'none'{policy}")
            .WithHeader("Referrer-Policy", "no-referrer")
            .WithHeader("X-Content-Type-Options", "nosniff");
    }

    private static string Hidden(string name, string value) => $"""<input type="hidden" name="{Encode(name)}" value="{Encode(value)}">""";

    private static string Address(TestProvider provider, ProviderEndpoint endpoint) => Encode(provider.AddressOf(endpoint));

    private static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");
}
