using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;

namespace QuickStart;

/// <summary>The page at <c>/</c>: who is signed in, and the buttons to change that.</summary>
internal static class HomePage
{
    /// <summary>What a browser asks for beside every page; without it each plain answer reports a 404.</summary>
    public const string Icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
        <rect width="16" height="16" rx="4" fill="#0b5cad"/><circle cx="8" cy="8" r="4" fill="none" stroke="#fff" stroke-width="2"/>
        </svg>
        """;

    public static string Render(ClaimsPrincipal user, AntiforgeryTokenSet antiforgery, bool isEmbedded) =>
        Page.Render("QuickStart", user.Identity?.IsAuthenticated == true ? SignedIn(user, antiforgery) : SignedOut(isEmbedded));

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
        <h1>Hello {Page.Encode(user.Identity!.Name)}</h1>
        <dl>
        <dt>Subject</dt><dd>{Page.Encode(user.FindFirstValue("sub"))}</dd>
        <dt>E-mail</dt><dd>{Page.Encode(user.FindFirstValue("email"))}</dd>
        <dt>Roles</dt><dd>{string.Join(" ", user.FindAll("role").Select(Chip))}</dd>
        <dt>Issuer</dt><dd>{Page.Encode(user.FindFirstValue("iss"))}</dd>
        </dl>
        <nav aria-label="Pages"><a href="/me">All claims</a><a href="/sessions">My sessions</a><a href="/admin">For administrators</a></nav>
        <form method="post" action="/logout">
        {Page.AntiforgeryField(antiforgery)}
        <button class="button" id="sign-out">Sign out</button>
        </form>
        """;

    private static string Chip(Claim role) => $"""<span class="chip">{Page.Encode(role.Value)}</span>""";
}
