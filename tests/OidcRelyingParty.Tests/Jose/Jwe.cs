using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Tests.Jose;

/// <summary>Makes encrypted tokens from the platform's primitives, step by step as RFC 7516, 5.1 has them.</summary>
internal static class Jwe
{
    public static string Rsa(RSA key, string algorithm, string encryption, string content, string members = "")
    {
        var contentKey = RandomNumberGenerator.GetBytes(KeyLength(encryption));
        var padding = algorithm switch
        {
            "RSA-OAEP-256" => RSAEncryptionPadding.OaepSHA256,
            "RSA1_5" => RSAEncryptionPadding.Pkcs1,
            _ => RSAEncryptionPadding.OaepSHA1,
        };
        var header = $$"""{"alg":"{{algorithm}}","enc":"{{encryption}}"{{members}}}""";
        return Create(header, key.Encrypt(contentKey, padding), contentKey, encryption, content);
    }

    public static string Ecdh(
        ECDsa key, string algorithm, string encryption, string content, string apu = "", string apv = "", string members = "")
    {
        using var ephemeral = ECDsa.Create(key.ExportParameters(false).Curve);
        using var sender = ECDiffieHellman.Create(ephemeral.ExportParameters(true));
        using var recipient = ECDiffieHellman.Create(key.ExportParameters(false));
        var secret = sender.DeriveRawSecretAgreement(recipient.PublicKey);
        var direct = algorithm == "ECDH-ES";
        var length = direct ? KeyLength(encryption) : algorithm switch { "ECDH-ES+A128KW" => 16, "ECDH-ES+A192KW" => 24, _ => 32 };
        var derived = Derive(secret, direct ? encryption : algorithm, apu, apv, length);
        var contentKey = direct ? derived : RandomNumberGenerator.GetBytes(KeyLength(encryption));
        var encryptedKey = direct ? [] : Wrap(derived, algorithm[8..], contentKey);
        var parties = Party("apu", apu) + Party("apv", apv);
        var header = $$"""{"alg":"{{algorithm}}","enc":"{{encryption}}","epk":{{TestKeys.Jwk(ephemeral)}}{{parties}}{{members}}}""";
        return Create(header, encryptedKey, contentKey, encryption, content);
    }

    public static string Create(string header, byte[] encryptedKey, byte[] contentKey, string encryption, string content)
    {
        var protectedHeader = Jws.Segment(header);
        var additional = Encoding.ASCII.GetBytes(protectedHeader);
        var (iv, ciphertext, tag) = Encrypt(encryption, contentKey, additional, Encoding.UTF8.GetBytes(content));
        byte[][] parts = [encryptedKey, iv, ciphertext, tag];
        return string.Join('.', parts.Select(TestKeys.Encode).Prepend(protectedHeader));
    }

    public static int KeyLength(string encryption) => encryption switch
    {
        "A128GCM" => 16,
        "A192GCM" => 24,
        "A192CBC-HS384" => 48,
        "A256CBC-HS512" => 64,
        _ => 32,
    };

    private static (byte[] Iv, byte[] Ciphertext, byte[] Tag) Encrypt(string encryption, byte[] key, byte[] additional, byte[] content)
    {
        if (encryption.EndsWith("GCM", StringComparison.Ordinal))
        {
            var (iv, ciphertext, tag) = (RandomNumberGenerator.GetBytes(12), new byte[content.Length], new byte[16]);
            using var gcm = new AesGcm(key, 16);
            gcm.Encrypt(iv, content, ciphertext, tag, additional);
            return (iv, ciphertext, tag);
        }

        var half = key.Length / 2;
        using var aes = Aes.Create();
        aes.Key = key[half..];
        var cbc = aes.EncryptCbc(content, aes.IV);
        byte[] input = [.. additional, .. aes.IV, .. cbc, .. Number(8L * additional.Length)];
        var mac = half switch
        {
            16 => HMACSHA256.HashData(key[..half], input),
            24 => HMACSHA384.HashData(key[..half], input),
            _ => HMACSHA512.HashData(key[..half], input),
        };
        return (aes.IV, cbc, mac[..half]);
    }

    private static byte[] Derive(byte[] secret, string algorithm, string apu, string apv, int length)
    {
        byte[] otherInfo = [.. Prefixed(algorithm), .. Prefixed(apu), .. Prefixed(apv), .. Number(8L * length)[4..]];
        var rounds = Enumerable.Range(1, 2).SelectMany(round => SHA256.HashData([.. Number(round)[4..], .. secret, .. otherInfo]));
        return [.. rounds.Take(length)];

        static byte[] Prefixed(string text) => [.. Number(text.Length)[4..], .. Encoding.ASCII.GetBytes(text)];
    }

    private static string Party(string name, string value) => value.Length == 0 ? "" : $",\"{name}\":\"{Jws.Segment(value)}\"";

    private static byte[] Wrap(byte[] key, string algorithm, byte[] contentKey)
    {
        using var provider = new SymmetricKeyWrapProvider(new SymmetricSecurityKey(key), algorithm);
        return provider.WrapKey(contentKey);
    }

    private static byte[] Number(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
