using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Jose;

/// <summary>
/// Signatures made with the client secret
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#Signing">OpenID Connect Core, 10.1</see>). Only for a client
/// whose settings name exactly such an algorithm: there is no way here from a key set.
/// </summary>
internal static class ClientSecretSignature
{
    /// <summary>Verifies HS256, HS384 or HS512. A secret shorter than the hash is no key (RFC 7518, 3.2).</summary>
    public static JoseFault Verify(CompactJws jws, ReadOnlySpan<byte> secretUtf8)
    {
        var length = jws.Algorithm switch { "HS256" => 32, "HS384" => 48, "HS512" => 64, _ => 0 };
        if (length == 0)
        {
            return JoseFault.Algorithm;
        }

        if (secretUtf8.Length < length)
        {
            return JoseFault.Key;
        }

        // The library also knows truncated MACs.
        if (jws.Signature.Length != length)
        {
            return JoseFault.Signature;
        }

        var factory = new CryptoProviderFactory { CacheSignatureProviders = false };
        var key = new SymmetricSecurityKey(secretUtf8.ToArray());
        using var provider = factory.CreateForVerifying(key, jws.Algorithm, cacheProvider: false);
        return provider.Verify(jws.SigningInput, 0, jws.SigningInput.Length, jws.Signature, 0, jws.Signature.Length)
            ? JoseFault.None
            : JoseFault.Signature;
    }
}
