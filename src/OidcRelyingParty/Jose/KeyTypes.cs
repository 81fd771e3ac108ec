namespace OidcRelyingParty.Jose;

/// <summary>
/// The <c>kty</c> values that are read (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-6.1">RFC 7518, 6.1</see>);
/// <c>oct</c> never is.
/// </summary>
internal static class KeyTypes
{
    public const string Rsa = "RSA";
    public const string EllipticCurve = "EC";
    public const string Okp = "OKP";
}
