using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using OidcRelyingParty;

namespace QuickStart;

/// <summary>The page at <c>/sessions</c>.</summary>
internal static class SessionsPage
{
    public static string Goodbye { get; } = Page.Render("Goodbye", """
        <h1>All your sessions have ended</h1>
        <p>You are signed out here, on your other devices, and at the provider.</p>
        <p><a href="/">Start page</a></p>
        """);

    public static string Render(IReadOnlyList<OidcSessionInfo> sessions, AntiforgeryTokenSet antiforgery) => Page.Render("My sessions", $"""
        <h1>My sessions</h1>
        <ol>
        {string.Join('\n', sessions.Select(session => Item(session, antiforgery)))}
        </ol>
        <form method="post" action="/sessions/end">
        {Page.AntiforgeryField(antiforgery)}
        <button class="button" id="end-all">End all of them</button>
        </form>
        <p><a href="/">Start page</a></p>
        """);

    private static string Item(OidcSessionInfo session, AntiforgeryTokenSet antiforgery) => $"""
        <li class="session">
        <div>
        <h2>{Page.Encode(DeviceName.Of(session.Device))}</h2>
        <p>{(session.IsCurrent ? """<span class="chip">This one</span>""" : "")}Signed in {Time(session.StartedAt)}<br>Ends {Time(session.ExpiresAt)}</p>
        </div>
        <form method="post" action="/sessions/end">
        {Page.AntiforgeryField(antiforgery)}
        <input type="hidden" name="id" value="{Page.Encode(session.Id)}">
        <button class="plain" aria-label="End {Page.Encode(DeviceName.Of(session.Device))}, signed in {Text(session.StartedAt)}">End</button>
        </form>
        </li>
        """;

    private static string Time(DateTimeOffset time) => $"""<time datetime="{time.ToString("o", CultureInfo.InvariantCulture)}">{Text(time)}</time>""";

    private static string Text(DateTimeOffset time) => time.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
