using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Jose;

/// <summary>One public key of a provider, already checked, with the restrictions its JWK put on it.</summary>
internal sealed class VerificationKey
{
    // Creating a provider costs more than a verification, and it can be used from many threads: one per algorithm, kept.
    private readonly ConcurrentDictionary<string, SignatureProvider> _providers = new(StringComparer.Ordinal);

    /// <summary>The <c>kid</c>, or <see langword="null"/> when absent.</summary>
    public required string? KeyId { get; init; }

    /// <summary>The <c>alg</c> the provider reserved the key for, or <see langword="null"/> for any that fits its type.</summary>
    public required string? Algorithm { get; init; }

    /// <summary>
    /// Whose tokens the key may sign, or <see langword="null"/> for all of the provider's. Not in the standard: Microsoft Entra serves the keys of
    /// several issuers in one set and <see href="https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-signing-key-issuer">says so</see>
    /// with a member <c>issuer</c>, which may be a template.
    /// </summary>
    public string? Issuer { get; init; }

    /// <summary>The <c>kty</c>.</summary>
    public required string KeyType { get; init; }

    /// <summary>The <c>crv</c>, or <see langword="null"/> for RSA.</summary>
    public string? Curve { get; init; }

    /// <summary>The exact length of every signature of this key, in bytes.</summary>
    public required int SignatureLength { get; init; }

    /// <summary>The key itself, public parts only.</summary>
    public required SecurityKey SecurityKey { get; init; }

    /// <summary>The JWK thumbprint (<see href="https://www.rfc-editor.org/rfc/rfc7638">RFC 7638</see>), SHA-256 in base64url.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>Whether type, curve and <c>alg</c> of the key all go with the algorithm (RFC 8725bis, 3.1).</summary>
    public bool Fits(SignatureAlgorithm algorithm) =>
        KeyType == algorithm.KeyType && Curve == algorithm.Curve && (Algorithm is null || algorithm.IsNamed(Algorithm));

    /// <summary>Whether the key may sign this token.</summary>
    public bool IsFor(CompactJws jws) => Issuer is null || (jws.Payload.Text(WireNames.Issuer) is { } issuer && IssuerTemplate.Covers(Issuer, issuer));

    /// <summary>Whether the signature is this key's. The key must fit the algorithm.</summary>
    public bool Verify(CompactJws jws, SignatureAlgorithm algorithm, SignatureAlgorithms algorithms)
    {
        // Before any library sees it: a DER-encoded or padded ECDSA signature, or a short RSA one, has one more reading.
        if (jws.Signature.Length != SignatureLength)
        {
            return false;
        }

        try
        {
            var provider = _providers.GetOrAdd(algorithm.Name, _ => algorithms.CreateProvider(algorithm, SecurityKey));
            return provider.Verify(jws.SigningInput, 0, jws.SigningInput.Length, jws.Signature, 0, jws.Signature.Length);
        }
        catch (CryptographicException)
        {
            // Some platforms throw for a signature that is no number below the modulus or the order.
            return false;
        }
    }
}
