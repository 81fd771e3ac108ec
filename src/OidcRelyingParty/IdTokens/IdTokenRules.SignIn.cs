using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.IdTokens;

internal static partial class IdTokenRules
{
    /// <summary>Issued for this very sign-in. Fixed time, because the nonce is what keeps a stolen token out.</summary>
    public static OidcError? Nonce(IdTokenContext context) =>
        context.Claims.Text(WireNames.Nonce) is { } nonce
        && context.Expected.Nonce is { } expected
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(nonce), Encoding.UTF8.GetBytes(expected))
            ? null
            : Error(OidcErrorCodes.IdTokenNonce, "The ID token was issued for another sign-in: its nonce is not the one that was sent.");

    /// <summary>A renewal needs no nonce; one that is there is the session's.</summary>
    public static OidcError? SameNonce(IdTokenContext context) =>
        context.Claims.TryGetProperty(WireNames.Nonce, out _) ? Nonce(context) : null;

    /// <summary>The user authenticated in one of the ways that are required.</summary>
    public static OidcError? AuthenticationContext(IdTokenContext context) =>
        context.Expected.RequiredAcrValues.Count == 0
        || (context.Claims.Text(WireNames.Acr) is { } acr && context.Expected.RequiredAcrValues.Contains(acr, StringComparer.Ordinal))
            ? null
            : Error(OidcErrorCodes.IdTokenAcr,
                $"The user authenticated as {context.Claims.Found(WireNames.Acr)}; required is one of {string.Join(' ', context.Expected.RequiredAcrValues)}.");

    /// <summary>
    /// <c>at_hash</c>, when there, belongs to the access token: the left half of its hash. An algorithm without a defined hash fails.
    /// </summary>
    public static OidcError? AccessTokenHash(IdTokenContext context)
    {
        if (!context.Claims.TryGetProperty(WireNames.AtHash, out var claim))
        {
            return null;
        }

        return Hash(context.Header.Text("alg"), context.AccessToken) is { } hash
            && claim.ValueKind == JsonValueKind.String
            && string.Equals(claim.GetString(), Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2)), StringComparison.Ordinal)
                ? null
                : Error(OidcErrorCodes.IdTokenAccessTokenHash, "The ID token's at_hash does not belong to the access token that came with it.");
    }

    private static byte[]? Hash(string? algorithm, Secret accessToken)
    {
        var bytes = Encoding.ASCII.GetBytes(accessToken.Reveal());
        return algorithm switch
        {
            // Ed25519 is defined with SHA-512 (RFC 8032 5.1), and providers follow that for at_hash.
            "EdDSA" or "Ed25519" => SHA512.HashData(bytes),
            _ when algorithm?.EndsWith("256", StringComparison.Ordinal) == true => SHA256.HashData(bytes),
            _ when algorithm?.EndsWith("384", StringComparison.Ordinal) == true => SHA384.HashData(bytes),
            _ when algorithm?.EndsWith("512", StringComparison.Ordinal) == true => SHA512.HashData(bytes),
            _ => null,
        };
    }
}
