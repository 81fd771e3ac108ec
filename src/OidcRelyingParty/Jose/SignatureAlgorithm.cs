namespace OidcRelyingParty.Jose;

/// <summary>
/// One way to sign, and the only keys it goes with (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518, 3.1</see>).
/// </summary>
/// <param name="Name">The <c>alg</c> on the wire.</param>
/// <param name="KeyType">The <c>kty</c> it needs.</param>
/// <param name="Curve">The <c>crv</c> it needs, or <see langword="null"/> for RSA.</param>
internal sealed record SignatureAlgorithm(string Name, string KeyType, string? Curve)
{
    /// <summary>
    /// Whether a key that names this <c>alg</c> is meant for this algorithm. "Ed25519" (RFC 9864) is the newer name for what
    /// "EdDSA" (RFC 8037) means with such a key, and providers rename one side before the other.
    /// </summary>
    public bool IsNamed(string jwkAlgorithm) =>
        jwkAlgorithm == Name || (KeyType == KeyTypes.Okp && jwkAlgorithm is "EdDSA" or "Ed25519" && Name is "EdDSA" or "Ed25519");
}
