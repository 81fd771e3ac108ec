namespace OidcRelyingParty;

/// <summary>A session as its user may see it in a list.</summary>
/// <param name="Id">To end it by.</param>
/// <param name="StartedAt">When the user signed in.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="Device">What the browser called itself; from the client, so encode it.</param>
/// <param name="IsCurrent">Whether it is the session of this request.</param>
public sealed record OidcSessionInfo(string Id, DateTimeOffset StartedAt, DateTimeOffset ExpiresAt, string? Device, bool IsCurrent);
