using System.Collections.Concurrent;

namespace OidcRelyingParty.Testing.Sessions;

/// <summary>A user signed in at the provider, in one browser.</summary>
internal sealed record ProviderSession(string SessionId, string Subject, DateTimeOffset AuthenticatedAt)
{
    /// <summary>What the cookie holds: not the session id, which every ID token tells.</summary>
    public string Ticket { get; } = RandomId.Create();

    /// <summary>The clients that got a code in this session.</summary>
    public ConcurrentDictionary<string, bool> Clients { get; } = [];

    /// <summary>The clients the user consented to.</summary>
    public ConcurrentDictionary<string, bool> Consents { get; } = [];

    public EndedSession ToEnded() => new(SessionId, Subject, [.. Clients.Keys]);
}
