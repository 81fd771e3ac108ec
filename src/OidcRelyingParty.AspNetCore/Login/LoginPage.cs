using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Endpoints;

namespace OidcRelyingParty.Login;

/// <summary>The login page: a button for each provider, and the application's own form. Needs no script.</summary>
internal static class LoginPage
{
    private const string Title = "Sign in";

    public static Task WriteAsync(HttpContext context, LoginPageContent content)
    {
        var code = content.Problem is { } problem ? $" data-error-code=\"{Encode(problem.Code)}\"" : "";
        return HtmlPage.WriteAsync(
            context,
            Title,
            $"""
            <main{code}>
            <h1>{Title}</h1>
            {Alert(content.Problem)}
            {Notice(content.Notice)}
            {Providers(content.Providers)}
            {(content.Form is { } form ? Form(form, content) : "")}
            </main>
            """,
            formAction: "'self'");
    }

    // With the focus, so that who cannot see the page hears it first.
    private static string Alert(OidcError? problem) => problem is null ? "" : $"""
        <div class="notice" id="login-problem" role="alert" tabindex="-1" autofocus>
        <p><strong>{Encode(problem.Meaning)}</strong></p>
        <p>{Encode(problem.Remedy)} Code: <code>{Encode(problem.Code)}</code></p>
        </div>
        """;

    private static string Notice(OidcError? reason) => reason is null ? "" : $"""
        <div class="notice" role="status">
        <p>Single sign-on may not work at the moment. You can use a password of this application.</p>
        <p>Code: <code>{Encode(reason.Code)}</code></p>
        </div>
        """;

    private static string Providers(IReadOnlyList<ProviderLink> providers) => providers.Count == 0 ? "" : $"""
        <nav class="choices" aria-label="Single sign-on">
        {string.Join('\n', providers.Select(provider => $"<a class=\"button\" href=\"{Encode(provider.Path)}\">{Encode(provider.Label)}</a>"))}
        </nav>
        """;

    private static string Form(LoginPageForm form, LoginPageContent content)
    {
        var describedBy = content.Problem is null ? "" : " aria-describedby=\"login-problem\"";
        var focus = content.Problem is null && content.Providers.Count == 0 ? " autofocus" : "";
        return $"""
            <form method="post" action="{Encode(form.Action)}">
            {string.Join('\n', form.Hidden.Select(field => $"<input type=\"hidden\" name=\"{Encode(field.Name)}\" value=\"{Encode(field.Value)}\">"))}
            <label for="login-username">User name</label>
            <input id="login-username" name="{LoginForm.UserNameField}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="256" value="{Encode(form.UserName)}"{describedBy}{focus}>
            <label for="login-password">Password</label>
            <input id="login-password" name="{LoginForm.PasswordField}" type="password" autocomplete="current-password" required maxlength="4096"{describedBy}>
            <button class="button">Sign in with password</button>
            </form>
            """;
    }

    private static string Encode(string text) => HtmlPage.Encode(text);
}
