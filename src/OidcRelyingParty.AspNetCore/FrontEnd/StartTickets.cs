using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.FrontEnd;

/// <summary>Makes and reads the address at which a front end's sign-in starts.</summary>
internal sealed class StartTickets(
    IDataProtectionProvider protection, IOptions<OidcFrontEndOptions> frontEnd, IOptions<OidcRelyingPartyOptions> options, TimeProvider timeProvider)
{
    private readonly Seal<StartTicket> _seal = new(protection, "OidcRelyingParty.FrontEnd.Start", timeProvider);

    public StartTicket Create(string tenant, string provider, string? codeChallenge, string? returnTo) =>
        new(tenant, provider, codeChallenge, returnTo, timeProvider.GetUtcNow() + options.Value.SignInLifetime);

    /// <summary>The path, below the origin, that starts the sign-in.</summary>
    public string PathOf(HttpContext context, StartTicket ticket) =>
        $"{context.Request.PathBase.ToUriComponent()}{frontEnd.Value.PathPrefix}/start?{FrontEndNames.Ticket}={_seal.Close(ticket)}";

    /// <summary>The ticket of a request; null when it has none that can be used.</summary>
    public StartTicket? Open(HttpContext context) =>
        context.Request.Query[FrontEndNames.Ticket] is { Count: 1 } text ? _seal.Open(text[0]!) : null; // a value that is there is not null
}
