using System.Net;
using System.Text;
using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>The provider's pages: plain HTML forms that need no script.</summary>
internal static class Pages
{
    private const string Style = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f3f4f6, #111827); color: light-dark(#111827, #f3f4f6); }
        main { box-sizing: border-box; width: min(24rem, 100vw); padding: 2rem; border-radius: .75rem; background: light-dark(#fff, #1f2937); box-shadow: 0 1px 8px #0003; }
        h1 { margin: 0 0 1rem; font-size: 1.4rem; }
        p { overflow-wrap: anywhere; }
        label { display: block; margin-top: 1rem; font-weight: 600; }
        input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; border: 1px solid #6b7280; border-radius: .375rem; }
        button { margin: 1.25rem .5rem 0 0; padding: .5rem 1.25rem; font: inherit; border: 1px solid #1d4ed8; border-radius: .375rem; background: #1d4ed8; color: #fff; }
        button.other { background: transparent; color: inherit; border-color: #6b7280; }
        [role=alert] { padding: .5rem .75rem; border-left: 4px solid #dc2626; background: light-dark(#fef2f2, #450a0a); }
        .hint { margin-top: 1.5rem; font-size: .875rem; }
        iframe { display: none; }
        """;

    public static ProviderResponse SignIn(TestProvider provider, Interaction interaction, string? userName, string? problem)
    {
        var alert = problem is null ? "" : $"""<p role="alert" id="problem">{Encode(problem)}</p>""";
        var users = string.Join("", provider.Users.Select(user => $"<li><code>{Encode(user.UserName)}</code> / <code>{Encode(user.Password)}</code></li>"));
        return Page("Sign in", $"""
            <p>to go on to <strong>{Encode(interaction.Request.Client.ClientId)}</strong></p>
            {alert}
            <form method="post" action="{Address(provider, ProviderEndpoint.Login)}">
            {Hidden("interaction", interaction.Id)}
            <label for="username">User name</label>
            <input id="username" name="username" autocomplete="username" autofocus value="{Encode(userName)}">
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password">
            <button id="submit" name="action" value="sign-in">Sign in</button>
            <button id="cancel" class="other" name="action" value="cancel">Cancel</button>
            </form>
            <div class="hint">Users of this test provider:<ul>{users}</ul></div>
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
