using Microsoft.IdentityModel.Tokens;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace OidcRelyingParty;

/// <summary>
/// Verifies Ed25519 signatures (<c>alg</c> <c>EdDSA</c> or <c>Ed25519</c>) with the public <see cref="JsonWebKey"/> of type
/// <c>OKP</c> (<see href="https://www.rfc-editor.org/rfc/rfc8037">RFC 8037</see>,
/// <see href="https://www.rfc-editor.org/rfc/rfc9864">RFC 9864</see>).
/// </summary>
/// <remarks>Keys that are no point of the prime-order group are not supported: with one of low order, anybody can sign.</remarks>
public sealed class Ed25519CryptoProvider : ICryptoProvider
{
    /// <summary>Whether this is an Ed25519 algorithm, with a sound public key, for verifying.</summary>
    /// <param name="algorithm">The <c>alg</c>.</param>
    /// <param name="args">The <see cref="JsonWebKey"/>, then optionally whether signatures are to be made (they cannot).</param>
    public bool IsSupportedAlgorithm(string algorithm, params object[] args) => FindPublicKey(algorithm, args) is not null;

    /// <summary>Creates the <see cref="SignatureProvider"/> that verifies with the key. It may be used by many threads.</summary>
    /// <param name="algorithm">The <c>alg</c>.</param>
    /// <param name="args">As for <see cref="IsSupportedAlgorithm"/>.</param>
    /// <exception cref="NotSupportedException"><see cref="IsSupportedAlgorithm"/> is false.</exception>
    public object Create(string algorithm, params object[] args) => FindPublicKey(algorithm, args) is { } publicKey
        ? new Ed25519SignatureProvider((JsonWebKey)args[0], algorithm, publicKey)
        : throw new NotSupportedException($"The algorithm '{algorithm}' is not supported with this key.");

    /// <summary>Disposes what <see cref="Create"/> made.</summary>
    /// <param name="cryptoInstance">The signature provider.</param>
    public void Release(object cryptoInstance) => (cryptoInstance as IDisposable)?.Dispose();

    private static Ed25519.PublicPoint? FindPublicKey(string algorithm, object[] args)
    {
        if (algorithm is not ("EdDSA" or "Ed25519")
            || args is not [JsonWebKey { Kty: "OKP", Crv: "Ed25519", X: { } x }, ..]
            || args is [_, true, ..])
        {
            return null;
        }

        try
        {
            // The full check: on the curve, encoded the one right way, and in the subgroup of prime order.
            var encoded = Base64UrlEncoder.DecodeBytes(x);
            return encoded.Length == Ed25519.PublicKeySize ? Ed25519.ValidatePublicKeyFullExport(encoded, 0) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
