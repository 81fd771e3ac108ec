using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty.Jose;

/// <summary>
/// The key derivation of ECDH-ES (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-4.6.2">RFC 7518, 4.6.2</see>). One round
/// is exactly what the platform derives with a hash: counter, shared secret, other information.
/// </summary>
internal static class ConcatKdf
{
    private const int HashLength = 32;

    /// <summary>Derives a key of the length, in bytes, for the algorithm and the two parties.</summary>
    public static byte[] Derive(
        ECDiffieHellman recipient, ECDiffieHellmanPublicKey sender, string algorithmId, byte[] apu, byte[] apv, int length)
    {
        byte[] otherInfo =
            [.. WithLength(Encoding.ASCII.GetBytes(algorithmId)), .. WithLength(apu), .. WithLength(apv), .. BigEndian(8 * length)];

        var key = new byte[length];
        for (var (offset, round) = (0, 1); offset < length; offset += HashLength, round++)
        {
            var hash = recipient.DeriveKeyFromHash(sender, HashAlgorithmName.SHA256, BigEndian(round), otherInfo);
            hash.AsSpan(0, Math.Min(HashLength, length - offset)).CopyTo(key.AsSpan(offset));
        }

        return key;
    }

    private static byte[] WithLength(byte[] data) => [.. BigEndian(data.Length), .. data];

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
