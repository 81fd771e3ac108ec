using System.Security.Cryptography;

namespace OidcRelyingParty.Jose;

/// <summary>A curve with the name it has in a JWK (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-6.2.1.1">RFC 7518, 6.2.1.1</see>).</summary>
/// <param name="Name">The <c>crv</c>.</param>
/// <param name="Parameters">The curve.</param>
/// <param name="CoordinateLength">The exact length of a coordinate, in bytes.</param>
internal sealed record EllipticCurve(string Name, ECCurve Parameters, int CoordinateLength)
{
    private static readonly EllipticCurve[] All =
    [
        new("P-256", ECCurve.NamedCurves.nistP256, 32),
        new("P-384", ECCurve.NamedCurves.nistP384, 48),
        new("P-521", ECCurve.NamedCurves.nistP521, 66),
    ];

    /// <summary>Finds the curve by its <c>crv</c>, or <see langword="null"/>.</summary>
    public static EllipticCurve? Find(string? name) => Array.Find(All, curve => curve.Name == name);
}
