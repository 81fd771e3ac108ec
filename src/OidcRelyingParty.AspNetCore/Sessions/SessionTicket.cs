using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace OidcRelyingParty.Sessions;

/// <summary>A session as the framework sees it, in the protected form that a store keeps.</summary>
internal sealed class SessionTicket(IDataProtectionProvider protection)
{
    /// <summary>The item of the properties that holds the session's id.</summary>
    public const string IdItem = ".oidc.session_id";

    private readonly IDataProtectionProvider _protection = protection.CreateProtector("OidcRelyingParty.Session");

    // The id is part of the purpose: the payload of one session cannot be put into another's record.
    public byte[] Protect(string sessionId, AuthenticationTicket ticket) =>
        _protection.CreateProtector(sessionId).Protect(TicketSerializer.Default.Serialize(ticket));

    /// <summary>The ticket; null when it cannot be read, because the key ring is gone or the record was altered.</summary>
    public AuthenticationTicket? Unprotect(SessionRecord session)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(_protection.CreateProtector(session.Id).Unprotect(session.Payload));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
