namespace OidcRelyingParty.Testing;

/// <summary>A session the provider ended: what back-channel logout needs to know.</summary>
/// <param name="SessionId">The <c>sid</c> of its ID tokens.</param>
/// <param name="Subject">Whose session it was.</param>
/// <param name="ClientIds">The clients that took part in it.</param>
public sealed record EndedSession(string SessionId, string Subject, IReadOnlyList<string> ClientIds);
