using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Jose;

/// <summary>
/// The signature algorithms this process can verify: RS, PS and ES from the platform, Ed25519 when an extension brings it.
/// <c>none</c> and the HMAC algorithms are not among them, so no key set can be talked into either.
/// </summary>
internal sealed class SignatureAlgorithms(IEnumerable<ICryptoProvider> extensions)
{
    private static readonly SignatureAlgorithm[] BuiltIn =
    [
        new("RS256", KeyTypes.Rsa, null), new("RS384", KeyTypes.Rsa, null), new("RS512", KeyTypes.Rsa, null),
        new("PS256", KeyTypes.Rsa, null), new("PS384", KeyTypes.Rsa, null), new("PS512", KeyTypes.Rsa, null),
        new("ES256", KeyTypes.EllipticCurve, "P-256"),
        new("ES384", KeyTypes.EllipticCurve, "P-384"),
        new("ES512", KeyTypes.EllipticCurve, "P-521"),
    ];

    private static readonly SignatureAlgorithm[] Extended =
    [
        new("EdDSA", KeyTypes.Okp, "Ed25519"),
        new("Ed25519", KeyTypes.Okp, "Ed25519"),
    ];

    // The public key of RFC 8037, A.2: an extension is asked about a key, so it gets a genuine one.
    private static readonly JsonWebKey SampleOkpKey =
        new() { Kty = KeyTypes.Okp, Crv = "Ed25519", X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };

    // Never the library's default factory: a host may have put a custom provider there, for everything else it does.
    private static readonly CryptoProviderFactory Platform = new() { CacheSignatureProviders = false, CustomCryptoProvider = null };

    private readonly ICryptoProvider[] _extensions = [.. extensions];
    private FrozenDictionary<string, SignatureAlgorithm>? _algorithms;

    /// <summary>The <c>alg</c> values that can be verified.</summary>
    public IReadOnlyCollection<string> Names => Algorithms.Keys;

    private FrozenDictionary<string, SignatureAlgorithm> Algorithms => _algorithms ??=
        BuiltIn.Concat(Extended.Where(algorithm => FindExtension(algorithm.Name, SampleOkpKey) is not null))
            .ToFrozenDictionary(algorithm => algorithm.Name, StringComparer.Ordinal);

    /// <summary>Whether the <c>alg</c> can be verified; compared ordinally, as the wire is.</summary>
    public bool IsSupported(string algorithm) => Algorithms.ContainsKey(algorithm);

    /// <summary>Finds the algorithm, or <see langword="null"/> when it cannot be verified here.</summary>
    public SignatureAlgorithm? Find(string name) => Algorithms.GetValueOrDefault(name);

    /// <summary>Whether at least one supported algorithm goes with such a key.</summary>
    public bool CanUse(VerificationKey key) =>
        Algorithms.Values.Any(algorithm => key.Fits(algorithm)
            && (algorithm.KeyType != KeyTypes.Okp || FindExtension(algorithm.Name, key.SecurityKey) is not null));

    /// <summary>Creates what verifies this algorithm with this key. The caller keeps it; the library's cache is off.</summary>
    public SignatureProvider CreateProvider(SignatureAlgorithm algorithm, SecurityKey key)
    {
        if (algorithm.KeyType != KeyTypes.Okp)
        {
            return Platform.CreateForVerifying(key, algorithm.Name, cacheProvider: false);
        }

        var extension = FindExtension(algorithm.Name, key);
        var factory = new CryptoProviderFactory { CacheSignatureProviders = false, CustomCryptoProvider = extension };
        return factory.CreateForVerifying(key, algorithm.Name, cacheProvider: false);
    }

    private ICryptoProvider? FindExtension(string algorithm, SecurityKey key) =>
        Array.Find(_extensions, extension => extension.IsSupportedAlgorithm(algorithm, key, false));
}
