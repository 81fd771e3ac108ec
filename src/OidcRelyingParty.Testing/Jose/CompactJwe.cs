using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Testing.Jose;

/// <summary>Encrypts a signed token to a client. Microsoft.IdentityModel neither writes GCM nor knows RSA-OAEP-256 and plain ECDH-ES.</summary>
internal static class CompactJwe
{
    public static string Encrypt(string signedToken, IdTokenEncryption wanted)
    {
        var recipient = new JsonWebKey(wanted.PublicJwk);
        var header = new JsonObject { ["alg"] = wanted.Algorithm, ["enc"] = wanted.Encryption, ["cty"] = "JWT" };
        if (!string.IsNullOrEmpty(recipient.Kid))
        {
            header["kid"] = recipient.Kid;
        }

        byte[] contentKey, encryptedKey;
        if (wanted.Algorithm == "ECDH-ES")
        {
            contentKey = Agree(recipient, wanted.Encryption, header);
            encryptedKey = [];
        }
        else
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = Decode(recipient.N), Exponent = Decode(recipient.E) });
            contentKey = RandomNumberGenerator.GetBytes(KeySize(wanted.Encryption));
            encryptedKey = rsa.Encrypt(contentKey, wanted.Algorithm switch
            {
                "RSA-OAEP" => RSAEncryptionPadding.OaepSHA1,
                "RSA-OAEP-256" => RSAEncryptionPadding.OaepSHA256,
                _ => throw new NotSupportedException($"Key management '{wanted.Algorithm}' is not available."),
            });
        }

        var protectedHeader = Encode(Encoding.UTF8.GetBytes(header.ToJsonString()));
        var (iv, cipherText, tag) = Encrypt(contentKey, wanted.Encryption, Encoding.ASCII.GetBytes(signedToken), Encoding.ASCII.GetBytes(protectedHeader));
        return $"{protectedHeader}.{Encode(encryptedKey)}.{Encode(iv)}.{Encode(cipherText)}.{Encode(tag)}";
    }

    private static (byte[] Iv, byte[] CipherText, byte[] Tag) Encrypt(byte[] key, string encryption, byte[] plain, byte[] additional)
    {
        if (encryption.EndsWith("GCM", StringComparison.Ordinal))
        {
            byte[] nonce = RandomNumberGenerator.GetBytes(12), cipherText = new byte[plain.Length], tag = new byte[16];
            using var gcm = new AesGcm(key, tag.Length);
            gcm.Encrypt(nonce, plain, cipherText, tag, additional);
            return (nonce, cipherText, tag);
        }

        // RFC 7518 section 5.2: the first half of the key authenticates, the second half encrypts.
        var half = key.Length / 2;
        using var aes = Aes.Create();
        aes.Key = key[half..];
        var iv = RandomNumberGenerator.GetBytes(16);
        var encrypted = aes.EncryptCbc(plain, iv);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, additional.Length * 8L);
        var hash = new HashAlgorithmName("SHA" + encryption[^3..]);
        byte[] authenticated = [.. additional, .. iv, .. encrypted, .. length];
        return (iv, encrypted, CryptographicOperations.HmacData(hash, key[..half], authenticated)[..half]);
    }

    // RFC 7518 section 4.6: an ephemeral key, and the Concat KDF with empty party information.
    private static byte[] Agree(JsonWebKey recipient, string encryption, JsonObject header)
    {
        var curve = recipient.Crv switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            "P-521" => ECCurve.NamedCurves.nistP521,
            _ => throw new NotSupportedException($"Curve '{recipient.Crv}' is not available."),
        };
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = Decode(recipient.X), Y = Decode(recipient.Y) } });
        using var ours = ECDiffieHellman.Create(curve);
        var point = ours.ExportParameters(includePrivateParameters: false).Q;
        header["epk"] = new JsonObject { ["kty"] = "EC", ["crv"] = recipient.Crv, ["x"] = Encode(point.X!), ["y"] = Encode(point.Y!) };

        var size = KeySize(encryption);
        byte[] otherInfo = [.. BigEndian(encryption.Length), .. Encoding.ASCII.GetBytes(encryption), .. BigEndian(0), .. BigEndian(0), .. BigEndian(size * 8)];
        byte[] derived = [];
        for (var round = 1; derived.Length < size; round++)
        {
            derived = [.. derived, .. ours.DeriveKeyFromHash(theirs.PublicKey, HashAlgorithmName.SHA256, BigEndian(round), otherInfo)];
        }

        return derived[..size];
    }

    private static int KeySize(string encryption) => encryption switch
    {
        "A128GCM" => 16,
        "A256GCM" or "A128CBC-HS256" => 32,
        "A256CBC-HS512" => 64,
        _ => throw new NotSupportedException($"Content encryption '{encryption}' is not available."),
    };

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static byte[] Decode(string text) => Base64Url.DecodeFromChars(text);
}
