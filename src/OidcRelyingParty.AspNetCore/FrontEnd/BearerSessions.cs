using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.FrontEnd;

/// <summary>
/// Sessions that a bearer token names, in the same store as those that a cookie names: they are ended, listed and renewed alike. The token itself
/// says nothing about the user, so that it is short, and worth nothing without its session.
/// </summary>
internal sealed class BearerSessions(
    SessionTicketStore store, SessionCache sessions, IOptionsMonitor<BearerTokenOptions> schemes, TimeProvider timeProvider)
{
    private const int MaxTokenLength = 4 * 1024;

    private readonly ITicketStore _store = store;

    private ISecureDataFormat<AuthenticationTicket> Protector => schemes.Get(OidcDefaults.BearerScheme).BearerTokenProtector;

    /// <summary>Begins the session of a finished sign-in; its id.</summary>
    /// <exception cref="OidcException">The store of the sessions fails.</exception>
    public Task<string> BeginAsync(HttpContext context, SignInResult result, DateTimeOffset end)
    {
        var properties = new AuthenticationProperties { ExpiresUtc = end };
        new SessionTokens().With(result.Tokens, timeProvider.GetUtcNow()).WriteTo(properties);
        return _store.StoreAsync(new AuthenticationTicket(result.Principal, properties, OidcDefaults.BearerScheme), context, context.RequestAborted);
    }

    /// <summary>Lets a session go on until another moment; false when it has ended meanwhile.</summary>
    /// <exception cref="OidcException">The store of the sessions fails.</exception>
    public async Task<bool> ProlongAsync(string id, DateTimeOffset end, CancellationToken cancellationToken) => await sessions.ChangeAsync(
        id,
        current =>
        {
            var ticket = current.CopyTicket();
            ticket.Properties.ExpiresUtc = end;
            return current with { Session = current.Session with { ExpiresAt = end }, Ticket = ticket };
        },
        cancellationToken) is not null;

    /// <exception cref="OidcException">The store of the sessions fails.</exception>
    public Task EndAsync(string id, CancellationToken cancellationToken) => sessions.EndAsync(SessionSelector.One(id), cancellationToken);

    public BearerToken CreateToken(string id, DateTimeOffset end)
    {
        // Without a user: where the session is not asked, nobody is signed in.
        var ticket = new AuthenticationTicket(new(), new AuthenticationProperties { ExpiresUtc = end }, OidcDefaults.BearerScheme);
        ticket.Properties.SetString(SessionTicket.IdItem, id);
        return new BearerToken(Protector.Protect(ticket), end - timeProvider.GetUtcNow());
    }

    /// <summary>The session that a token names, as it is now; null when the token is none of ours or too old, or its session has ended.</summary>
    public async Task<AuthenticationTicket?> FindAsync(HttpContext context, string token) =>
        token.Length <= MaxTokenLength
        && Protector.Unprotect(token) is { Properties: { ExpiresUtc: { } end } properties } && timeProvider.GetUtcNow() < end
        && properties.GetString(SessionTicket.IdItem) is { } id
            ? await _store.RetrieveAsync(id, context, context.RequestAborted)
            : null;
}
