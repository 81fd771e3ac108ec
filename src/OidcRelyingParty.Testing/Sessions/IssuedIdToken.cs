namespace OidcRelyingParty.Testing.Sessions;

internal sealed record IssuedIdToken(string ClientId, string SessionId);
