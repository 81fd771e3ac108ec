using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Sessions;

/// <summary>Keeps sessions on the server for the framework's cookie handler; the cookie only names them.</summary>
internal sealed class SessionTicketStore(
    SessionCache sessions,
    SessionTicket tickets,
    SessionRenewal renewal,
    IOptions<OidcSessionOptions> options,
    TimeProvider timeProvider,
    ILogger<SessionTicketStore> logger) : ITicketStore
{
    private const int IdLength = 16;
    private static readonly object UnreadableItem = new();

    /// <summary>Refuses to act on a session that could not be read: that it is anonymous would be a guess.</summary>
    /// <exception cref="OidcException">The request came with a session, and the store failed.</exception>
    public static void RequireReadable(HttpContext context)
    {
        if (context.Items[UnreadableItem] is Exception cause)
        {
            throw new OidcException(OidcErrorCodes.SessionStoreFailed, "The session of this request could not be read.", innerException: cause);
        }
    }

    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, CancellationToken.None);

    public Task<string> StoreAsync(AuthenticationTicket ticket, CancellationToken cancellationToken) => StoreAsync(ticket, device: null, cancellationToken);

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        StoreAsync(ticket, Printable.Of(httpContext.Request.Headers.UserAgent.ToString()), cancellationToken);

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => RetrieveAsync(key, context: null, CancellationToken.None);

    public Task<AuthenticationTicket?> RetrieveAsync(string key, CancellationToken cancellationToken) => RetrieveAsync(key, context: null, cancellationToken);

    Task<AuthenticationTicket?> ITicketStore.RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        RetrieveAsync(key, httpContext, cancellationToken);

    private async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext? context, CancellationToken cancellationToken)
    {
        try
        {
            var session = await sessions.FindAsync(key, cancellationToken);
            if (session is not null && options.Value.RenewAutomatically && renewal.IsDue(session))
            {
                session = await renewal.RenewOrGoOnAsync(session, cancellationToken);
            }

            return session?.CopyTicket();
        }
        // Nobody is let in on the strength of a session that cannot be checked.
        catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            logger.SessionUnreadable(e);
            context?.Items[UnreadableItem] = e;
            return null;
        }
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => RenewAsync(key, ticket, CancellationToken.None);

    public Task RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        RenewAsync(key, ticket, cancellationToken);

    /// <summary>Called by the cookie handler when a host lets sessions slide or changes their principal.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket, CancellationToken cancellationToken) => sessions.ChangeAsync(
        key,
        current =>
        {
            // Only the principal and the expiry are the handler's to change; and a session that was renewed since it read them has a newer principal.
            var seen = SessionTokens.Of(ticket.Properties);
            var principal = seen.AccessToken is null || seen == current.Tokens ? ticket.Principal : current.Ticket.Principal;
            var changed = OfSession(key, new AuthenticationTicket(principal, ticket.Properties, ticket.AuthenticationScheme));
            current.Tokens.WriteTo(changed.Properties);
            return current with { Session = current.Session with { ExpiresAt = ticket.Properties.ExpiresUtc ?? current.Session.ExpiresAt }, Ticket = changed };
        },
        cancellationToken);

    public Task RemoveAsync(string key) => RemoveAsync(key, CancellationToken.None);

    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) => RemoveAsync(key, cancellationToken);

    public Task RemoveAsync(string key, CancellationToken cancellationToken) => sessions.EndAsync(SessionSelector.One(key), cancellationToken);

    private async Task<string> StoreAsync(AuthenticationTicket ticket, string? device, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdLength));
        var now = timeProvider.GetUtcNow();
        var principal = ticket.Principal;
        var kept = OfSession(id, ticket);
        var session = new SessionRecord
        {
            Id = id,
            SettingsKey = SessionIdentity.SettingsKeyOf(principal) ?? throw new InvalidOperationException($"The scheme {OidcDefaults.SessionScheme} is for users who sign in with a provider."),
            Issuer = principal.FindFirst(WireNames.Issuer)!.Value, // every principal of ours has one
            Subject = principal.FindFirst(WireNames.Subject)!.Value, // every principal of ours has one
            ProviderSessionId = principal.FindFirst(WireNames.SessionId)?.Value,
            StartedAt = now,
            ExpiresAt = ticket.Properties.ExpiresUtc ?? now + TimeSpan.FromHours(8),
            Device = string.IsNullOrEmpty(device) ? null : device,
            Payload = tickets.Protect(id, kept),
        };
        await sessions.AddAsync(session, kept, cancellationToken);
        return id;
    }

    // A copy: the handler goes on changing its own.
    private static AuthenticationTicket OfSession(string id, AuthenticationTicket ticket)
    {
        var copy = new AuthenticationTicket(ticket.Principal, ticket.Properties.Clone(), ticket.AuthenticationScheme);
        copy.Properties.SetString(SessionTicket.IdItem, id);
        return copy;
    }
}
