using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty.Tests.Jose;

/// <summary>Makes signed and wrongly signed tokens with nothing but the platform, so that the library is not its own witness.</summary>
internal static class Jws
{
    public const string Claims = """{"iss":"https://op.example","sub":"joe"}""";

    public static string Create(string header, Func<byte[], byte[]> sign, string payload = Claims)
    {
        var input = $"{Segment(header)}.{Segment(payload)}";
        return $"{input}.{TestKeys.Encode(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    public static string Create(string algorithm, AsymmetricAlgorithm key, string members = "", string payload = Claims) =>
        Create($$"""{"alg":"{{algorithm}}"{{members}}}""", input => Sign(algorithm, key, input), payload);

    public static string Segment(string text) => TestKeys.Encode(Encoding.UTF8.GetBytes(text));

    public static byte[] Sign(string algorithm, AsymmetricAlgorithm key, byte[] input)
    {
        var hash = new HashAlgorithmName("SHA" + algorithm[2..]);
        return key switch
        {
            RSA rsa => rsa.SignData(input, hash, algorithm.StartsWith('P') ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
            ECDsa ecdsa => ecdsa.SignData(input, hash),
            _ => throw new ArgumentException("Not a signing key.", nameof(key)),
        };
    }
}
