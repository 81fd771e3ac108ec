using System.Net;

namespace OidcRelyingParty.Testing;

/// <summary>A logout token that was posted to a client, and the answer.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="LogoutToken">The token.</param>
/// <param name="Status">The HTTP status of the answer; null when the client could not be reached.</param>
/// <param name="CacheControl">The answer's <c>Cache-Control</c> header; null when it has none.</param>
public sealed record LogoutDelivery(string ClientId, string LogoutToken, HttpStatusCode? Status, string? CacheControl);
