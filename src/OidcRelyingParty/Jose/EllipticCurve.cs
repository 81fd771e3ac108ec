using System.Security.Cryptography;

namespace OidcRelyingParty.Jose;

/// <summary>
/// A curve with the name it has in a JWK (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-6.2.1.1">RFC 7518, 6.2.1.1</see>).
/// </summary>
/// <param name="Name">The <c>crv</c>.</param>
/// <param name="Parameters">The curve.</param>
/// <param name="KeySize">The size of its keys, in bits.</param>
internal sealed record EllipticCurve(string Name, ECCurve Parameters, int KeySize)
{
    private static readonly EllipticCurve[] All =
    [
        new("P-256", ECCurve.NamedCurves.nistP256, 256),
        new("P-384", ECCurve.NamedCurves.nistP384, 384),
        new("P-521", ECCurve.NamedCurves.nistP521, 521),
    ];

    /// <summary>The exact length of a coordinate, in bytes.</summary>
    public int CoordinateLength => (KeySize + 7) / 8;

    /// <summary>Finds the curve by its <c>crv</c>, or <see langword="null"/>.</summary>
    public static EllipticCurve? Find(string? name) => Array.Find(All, curve => curve.Name == name);
}
