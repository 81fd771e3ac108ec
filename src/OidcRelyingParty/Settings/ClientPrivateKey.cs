using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Settings;

/// <summary>A private key of this application, RSA or EC: to sign client assertions or to decrypt ID tokens. Never shown.</summary>
[DebuggerDisplay("[redacted]")]
public sealed class ClientPrivateKey
{
    // RFC 7518 sections 3.3 and 4.3
    private const int MinRsaKeySize = 2048;

    private static readonly (string Oid, string Name, string Algorithm)[] Curves =
    [
        ("1.2.840.10045.3.1.7", "nistP256", SecurityAlgorithms.EcdsaSha256),
        ("1.3.132.0.34", "nistP384", SecurityAlgorithms.EcdsaSha384),
        ("1.3.132.0.35", "nistP521", SecurityAlgorithms.EcdsaSha512),
    ];

    private ClientPrivateKey(Secret pem, SecurityKey key, string signingAlgorithm)
    {
        Pem = pem;
        Key = key;
        SigningAlgorithm = signingAlgorithm;
    }

    /// <summary>The key as it was given, for a store that keeps it.</summary>
    public Secret Pem { get; }

    /// <summary>The identifier under which the provider knows the public half; null when it knows only one.</summary>
    public string? KeyId => Key.KeyId;

    internal SecurityKey Key { get; }

    /// <summary>The JOSE algorithm this key signs with by default.</summary>
    internal string SigningAlgorithm { get; }

    /// <summary>Reads a private key.</summary>
    /// <param name="pem">An unencrypted PEM of PKCS#8, PKCS#1 (RSA, from 2,048 bits) or SEC 1 (EC; P-256, P-384 or P-521).</param>
    /// <param name="keyId">The identifier under which the provider knows the public half, if it has one.</param>
    /// <exception cref="FormatException">The text holds no such key. The message does not repeat it.</exception>
    public static ClientPrivateKey FromPem(string pem, string? keyId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pem);
        var (key, algorithm) = TryReadRsa(pem) ?? TryReadEc(pem)
            ?? throw new FormatException("The text is not an unencrypted PEM private key (RSA of 2,048 bits or more, or EC on P-256, P-384 or P-521).");
        key.KeyId = keyId;
        return new ClientPrivateKey(new Secret(pem), key, algorithm);
    }

    /// <summary>Always <c>[redacted]</c>.</summary>
    public override string ToString() => "[redacted]";

    private static (SecurityKey Key, string Algorithm)? TryReadRsa(string pem)
    {
        var rsa = RSA.Create();
        if (TryImport(rsa, pem, () => rsa.ExportParameters(includePrivateParameters: true)) && rsa.KeySize >= MinRsaKeySize)
        {
            return (new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256);
        }

        rsa.Dispose();
        return null;
    }

    private static (SecurityKey Key, string Algorithm)? TryReadEc(string pem)
    {
        var ec = ECDsa.Create();
        if (TryImport(ec, pem, () => ec.ExportParameters(includePrivateParameters: true)) && FindAlgorithm(ec) is { } algorithm)
        {
            return (new ECDsaSecurityKey(ec), algorithm);
        }

        ec.Dispose();
        return null;
    }

    private static bool TryImport(AsymmetricAlgorithm key, string pem, Action exportPrivateHalf)
    {
        try
        {
            key.ImportFromPem(pem);
            exportPrivateHalf();
            return true;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    // By name, not by size: other curves have 256 bits too. Which of the two names is there depends on the platform.
    private static string? FindAlgorithm(ECDsa key)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve.Oid;
        return Curves.FirstOrDefault(known => known.Oid == curve.Value || known.Name.Equals(curve.FriendlyName, StringComparison.OrdinalIgnoreCase)).Algorithm;
    }
}
