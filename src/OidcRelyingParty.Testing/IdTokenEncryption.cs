namespace OidcRelyingParty.Testing;

/// <summary>How a client wants its ID tokens encrypted.</summary>
/// <param name="Algorithm">How the key travels: <c>RSA-OAEP</c>, <c>RSA-OAEP-256</c> or <c>ECDH-ES</c>.</param>
/// <param name="Encryption">How the content is encrypted: <c>A128GCM</c>, <c>A256GCM</c>, <c>A128CBC-HS256</c> or <c>A256CBC-HS512</c>.</param>
/// <param name="PublicJwk">The client's public key as a JWK in JSON.</param>
public sealed record IdTokenEncryption(string Algorithm, string Encryption, string PublicJwk);
