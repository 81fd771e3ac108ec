using System.Text.Json;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Jose;

/// <summary>
/// Reads a JWK as a key that verifies signatures, or not at all
/// (<see href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517, 4</see>). Only public members are looked at: private
/// ones that a provider published by mistake do not get into our memory as a key.
/// </summary>
internal static class JsonWebKeyReader
{
    /// <summary>Reads the key, or answers <see langword="null"/> when it is not a sound public signing key of a kind we know.</summary>
    public static VerificationKey? Read(JsonElement jwk)
    {
        if (!IsForVerifying(jwk)
            || !StrictJson.TryGetString(jwk, "kid"u8, out var keyId)
            || !StrictJson.TryGetString(jwk, "alg"u8, out var algorithm)
            || !StrictJson.TryGetString(jwk, "issuer"u8, out var issuer)
            || !StrictJson.TryGetString(jwk, "kty"u8, out var keyType))
        {
            return null;
        }

        return keyType switch
        {
            KeyTypes.Rsa => RsaKeyReader.Read(jwk, keyId, algorithm, issuer),
            KeyTypes.EllipticCurve => EllipticCurveKeyReader.Read(jwk, keyId, algorithm, issuer),
            KeyTypes.Okp => OkpKeyReader.Read(jwk, keyId, algorithm, issuer),
            _ => null,
        };
    }

    /// <summary>Reads a member that holds bytes as base64url, or answers <see langword="null"/>.</summary>
    public static byte[]? ReadBytes(JsonElement jwk, ReadOnlySpan<byte> name) =>
        StrictJson.TryGetString(jwk, name, out var text) && text is not null && StrictBase64Url.TryDecode(text, out var bytes)
            ? bytes
            : null;

    // RFC 7517, 4.2 and 4.3. Both may be absent; one that is there and does not say "signature" excludes the key.
    private static bool IsForVerifying(JsonElement jwk)
    {
        if (!StrictJson.TryGetString(jwk, "use"u8, out var use) || use is not (null or "sig"))
        {
            return false;
        }

        return !jwk.TryGetProperty("key_ops"u8, out var operations)
            || (operations.ValueKind == JsonValueKind.Array
                && operations.EnumerateArray().Any(
                    operation => operation.ValueKind == JsonValueKind.String && operation.ValueEquals("verify"u8)));
    }
}
