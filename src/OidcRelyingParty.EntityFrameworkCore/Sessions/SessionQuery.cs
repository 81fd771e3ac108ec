namespace OidcRelyingParty.Sessions;

internal static class SessionQuery
{
    /// <summary>The sessions that a selector means: each member it has is a condition more.</summary>
    public static IQueryable<SessionEntity> MeantBy(this IQueryable<SessionEntity> sessions, SessionSelector selector)
    {
        var id = selector.Id is { } asked ? HostDatabase.TextOf(asked) : null;
        sessions = id is not null ? sessions.Where(session => session.Id == id) : sessions;
        sessions = selector.Tenant is { } tenant ? sessions.Where(session => session.Tenant == tenant) : sessions;
        sessions = UserHash(selector) is { } user ? sessions.Where(session => session.UserHash == user) : sessions;
        return ProviderSessionHash(selector) is { } hash ? sessions.Where(session => session.ProviderSessionHash == hash) : sessions;
    }

    // A user, or a provider's session, is of one issuer of one provider; the selector sees to it.
    private static string? UserHash(SessionSelector selector) => selector.Subject is { } subject
        ? SessionFingerprint.OfUser(selector.Tenant!, selector.Provider!, selector.Issuer!, subject)
        : null;

    private static string? ProviderSessionHash(SessionSelector selector) => selector.ProviderSessionId is { } providerSessionId
        ? SessionFingerprint.OfProviderSession(selector.Tenant!, selector.Provider!, selector.Issuer!, providerSessionId)
        : null;
}
