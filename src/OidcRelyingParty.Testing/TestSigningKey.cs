using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OidcRelyingParty.Testing;

/// <summary>A key together with the algorithm it signs by.</summary>
public sealed class TestSigningKey
{
    private readonly object _key;
    private readonly Lock _signing = new();

    private TestSigningKey(string algorithm, string? keyId, object key)
    {
        Algorithm = algorithm;
        KeyId = keyId;
        _key = key;
    }

    /// <summary>The algorithm, such as <c>RS256</c>.</summary>
    public string Algorithm { get; }

    /// <summary>The key's identifier; null when tokens shall not name their key.</summary>
    public string? KeyId { get; }

    /// <summary>Makes a new key pair.</summary>
    /// <param name="algorithm">RS, PS or ES with 256, 384 or 512.</param>
    /// <param name="keyId">The key's identifier; null for a random one.</param>
    public static TestSigningKey Create(string algorithm, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return new(algorithm, keyId ?? $"{algorithm}-{RandomNumberGenerator.GetHexString(12, lowercase: true)}", algorithm switch
        {
            "ES256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            "ES384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "ES512" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            _ when algorithm.StartsWith("RS", StringComparison.Ordinal) || algorithm.StartsWith("PS", StringComparison.Ordinal) => RSA.Create(2048),
            _ => throw new ArgumentException($"'{algorithm}' has no key pair.", nameof(algorithm)),
        });
    }

    /// <summary>A key for HS256, HS384 or HS512.</summary>
    /// <param name="secret">The secret, usually the client secret in UTF-8.</param>
    /// <param name="algorithm">The algorithm.</param>
    public static TestSigningKey FromSecret(byte[] secret, string algorithm = "HS256") => new(algorithm, null, secret);

    /// <summary>A key for HS256, HS384 or HS512 from a client secret.</summary>
    /// <param name="secret">The client secret.</param>
    /// <param name="algorithm">The algorithm.</param>
    public static TestSigningKey FromSecret(string secret, string algorithm = "HS256") => FromSecret(Encoding.UTF8.GetBytes(secret), algorithm);

    /// <summary>The same key pair under another algorithm or identifier.</summary>
    /// <param name="algorithm">The algorithm to sign by.</param>
    /// <param name="keyId">The identifier; null for none.</param>
    public TestSigningKey As(string algorithm, string? keyId) => new(algorithm, keyId, _key);

    /// <summary>Signs bytes as JWS wants it.</summary>
    /// <param name="data">What to sign.</param>
    public byte[] Sign(byte[] data)
    {
        var hash = new HashAlgorithmName("SHA" + Algorithm[^3..]);
        lock (_signing)
        {
            return _key switch
            {
                RSA rsa => rsa.SignData(data, hash, Algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
                ECDsa ecdsa => ecdsa.SignData(data, hash),
                _ => CryptographicOperations.HmacData(hash, (byte[])_key, data),
            };
        }
    }

    /// <summary>The public key as a JWK with <c>use</c> and <c>alg</c>.</summary>
    /// <exception cref="InvalidOperationException">The key is a secret.</exception>
    public JsonObject ToPublicJwk()
    {
        var jwk = new JsonObject();
        switch (_key)
        {
            case RSA rsa:
                var rsaKey = rsa.ExportParameters(includePrivateParameters: false);
                jwk["kty"] = "RSA";
                jwk["n"] = Base64Url.EncodeToString(rsaKey.Modulus);
                jwk["e"] = Base64Url.EncodeToString(rsaKey.Exponent);
                break;
            case ECDsa ecdsa:
                var ecKey = ecdsa.ExportParameters(includePrivateParameters: false);
                jwk["kty"] = "EC";
                jwk["crv"] = ecdsa.KeySize switch { 256 => "P-256", 384 => "P-384", _ => "P-521" };
                jwk["x"] = Base64Url.EncodeToString(ecKey.Q.X);
                jwk["y"] = Base64Url.EncodeToString(ecKey.Q.Y);
                break;
            default:
                throw new InvalidOperationException("A secret has no public key.");
        }

        jwk["use"] = "sig";
        jwk["alg"] = Algorithm;
        if (KeyId is not null)
        {
            jwk["kid"] = KeyId;
        }

        return jwk;
    }

    /// <summary>The public key in PEM, for the attack that uses it as an HMAC secret.</summary>
    /// <exception cref="InvalidOperationException">The key is a secret.</exception>
    public string ToPublicPem() => _key is AsymmetricAlgorithm pair
        ? pair.ExportSubjectPublicKeyInfoPem()
        : throw new InvalidOperationException("A secret has no public key.");
}
