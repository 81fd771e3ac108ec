using Microsoft.AspNetCore.Authentication;

namespace OidcRelyingParty.Sessions;

/// <summary>A session and its opened ticket at one moment. The ticket is shared by requests: hand out copies.</summary>
/// <param name="Session">The record.</param>
/// <param name="Ticket">Its ticket.</param>
/// <param name="ReadAt">When the store was asked.</param>
internal sealed record CachedSession(SessionRecord Session, AuthenticationTicket Ticket, DateTimeOffset ReadAt)
{
    public SessionTokens Tokens => SessionTokens.Of(Ticket.Properties);

    /// <summary>A ticket that a request may change.</summary>
    public AuthenticationTicket CopyTicket() => new(Ticket.Principal.Clone(), Ticket.Properties.Clone(), Ticket.AuthenticationScheme);
}
