using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty.Testing.Jose;

/// <summary>
/// Writes a JWS from JSON text. Text, not objects, so that a test can send what no serializer writes; and not the library that
/// the relying party verifies with, so that a fault there cannot cancel itself out here.
/// </summary>
internal static class CompactJws
{
    public static string Sign(string header, string payload, TestSigningKey? key)
    {
        var input = $"{Encode(header)}.{Encode(payload)}";
        return $"{input}.{(key is null ? "" : Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(input))))}";
    }

    /// <summary>The value of <c>at_hash</c> or <c>c_hash</c>: the left half of the hash that the algorithm names.</summary>
    public static string HalfHash(string algorithm, string value)
    {
        var hash = CryptographicOperations.HashData(new HashAlgorithmName("SHA" + algorithm[^3..]), Encoding.ASCII.GetBytes(value));
        return Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }

    public static string CorruptSignature(string token)
    {
        var at = token.LastIndexOf('.') + 1;
        var signature = Base64Url.DecodeFromChars(token.AsSpan(at));
        for (var i = 0; i < signature.Length; i++)
        {
            signature[i] ^= 0x5A;
        }

        return string.Concat(token.AsSpan(0, at), Base64Url.EncodeToString(signature));
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
