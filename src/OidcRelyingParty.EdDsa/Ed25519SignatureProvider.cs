using Microsoft.IdentityModel.Tokens;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace OidcRelyingParty;

/// <summary>
/// Verifies Ed25519 signatures of one public key
/// (<see href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.7">RFC 8032, 5.1.7</see>).
/// </summary>
internal sealed class Ed25519SignatureProvider(JsonWebKey key, string algorithm, Ed25519.PublicPoint publicKey)
    : SignatureProvider(key, algorithm)
{
    /// <inheritdoc/>
    public override bool Verify(byte[] input, byte[] signature) => Verify(input, 0, input.Length, signature, 0, signature.Length);

    /// <inheritdoc/>
    public override bool Verify(
        byte[] input, int inputOffset, int inputLength, byte[] signature, int signatureOffset, int signatureLength) =>
        signatureLength == Ed25519.SignatureSize
        && signature.AsSpan(signatureOffset).Length >= signatureLength
        && Ed25519.Verify(signature, signatureOffset, publicKey, input, inputOffset, inputLength);

    /// <inheritdoc/>
    public override byte[] Sign(byte[] input) =>
        throw new NotSupportedException("A relying party does not sign with the key of a provider.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
