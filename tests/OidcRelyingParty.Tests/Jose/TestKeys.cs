using System.Buffers.Text;
using System.Security.Cryptography;

namespace OidcRelyingParty.Tests.Jose;

/// <summary>Keys made once for all tests, because making an RSA key is slow.</summary>
internal static class TestKeys
{
    private static readonly Lazy<RSA> LazyRsa = new(() => RSA.Create(2048));
    private static readonly Lazy<RSA> LazyOtherRsa = new(() => RSA.Create(2048));
    private static readonly Lazy<ECDsa> LazyP256 = new(() => ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private static readonly Lazy<ECDsa> LazyP384 = new(() => ECDsa.Create(ECCurve.NamedCurves.nistP384));
    private static readonly Lazy<ECDsa> LazyP521 = new(() => ECDsa.Create(ECCurve.NamedCurves.nistP521));

    public static RSA Rsa => LazyRsa.Value;

    public static RSA OtherRsa => LazyOtherRsa.Value;

    public static ECDsa P256 => LazyP256.Value;

    public static ECDsa P384 => LazyP384.Value;

    public static ECDsa P521 => LazyP521.Value;

    public static string Jwk(RSA key, string members = "") => Jwk(key.ExportParameters(false), members);

    public static string Jwk(RSAParameters key, string members = "") =>
        $$"""{"kty":"RSA","n":"{{Encode(key.Modulus)}}","e":"{{Encode(key.Exponent)}}"{{members}}}""";

    public static string Jwk(ECDsa key, string members = "")
    {
        var parameters = key.ExportParameters(false);
        var curve = key.KeySize switch { 256 => "P-256", 384 => "P-384", _ => "P-521" };
        return $$"""{"kty":"EC","crv":"{{curve}}","x":"{{Encode(parameters.Q.X)}}","y":"{{Encode(parameters.Q.Y)}}"{{members}}}""";
    }

    public static string Jwks(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    public static string Encode(byte[]? bytes) => Base64Url.EncodeToString(bytes);
}
