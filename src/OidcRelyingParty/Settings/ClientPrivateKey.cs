using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Settings;

/// <summary>A private key of this application, RSA or EC: to sign client assertions or to decrypt ID tokens. Never shown.</summary>
[DebuggerDisplay("[redacted]")]
public sealed class ClientPrivateKey
{
    private ClientPrivateKey(Secret pem, SecurityKey key, string? signingAlgorithm)
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
    internal string? SigningAlgorithm { get; }

    /// <summary>Reads a private key.</summary>
    /// <param name="pem">An unencrypted PEM of PKCS#8, PKCS#1 (RSA) or SEC 1 (EC; P-256, P-384 or P-521).</param>
    /// <param name="keyId">The identifier under which the provider knows the public half, if it has one.</param>
    /// <exception cref="FormatException">The text holds no such key. The message does not repeat it.</exception>
    public static ClientPrivateKey FromPem(string pem, string? keyId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pem);
        var key = (SecurityKey?)TryReadRsa(pem) ?? TryReadEc(pem)
            ?? throw new FormatException("The text is not an unencrypted PEM private key (RSA, or EC on P-256, P-384 or P-521).");
        key.KeyId = keyId;
        return new ClientPrivateKey(new Secret(pem), key, DefaultAlgorithm(key));
    }

    /// <summary>Always <c>[redacted]</c>.</summary>
    public override string ToString() => "[redacted]";

    private static RsaSecurityKey? TryReadRsa(string pem)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            _ = rsa.ExportParameters(includePrivateParameters: true);
            return new RsaSecurityKey(rsa);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            rsa.Dispose();
            return null;
        }
    }

    private static ECDsaSecurityKey? TryReadEc(string pem)
    {
        var ec = ECDsa.Create();
        try
        {
            ec.ImportFromPem(pem);
            _ = ec.ExportParameters(includePrivateParameters: true);
            return new ECDsaSecurityKey(ec);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            ec.Dispose();
            return null;
        }
    }

    private static string? DefaultAlgorithm(SecurityKey key) => key switch
    {
        RsaSecurityKey => SecurityAlgorithms.RsaSha256,
        ECDsaSecurityKey { KeySize: 256 } => SecurityAlgorithms.EcdsaSha256,
        ECDsaSecurityKey { KeySize: 384 } => SecurityAlgorithms.EcdsaSha384,
        ECDsaSecurityKey { KeySize: 521 } => SecurityAlgorithms.EcdsaSha512,
        _ => null,
    };
}
