using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Jose;

/// <summary>
/// The content key agreed on with the sender's ephemeral key, directly or as the key of a key wrap
/// (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-4.6">RFC 7518, 4.6</see>).
/// </summary>
internal sealed class EcdhKeyAgreement : KeyManagement
{
    private const int WrapOverhead = 8;

    private readonly string _algorithm;
    private readonly EllipticCurve _curve;
    private readonly ECPoint _ephemeralKey;
    private readonly byte[] _apu;
    private readonly byte[] _apv;

    private EcdhKeyAgreement(string algorithm, EllipticCurve curve, ECPoint ephemeralKey, byte[] apu, byte[] apv)
    {
        _algorithm = algorithm;
        _curve = curve;
        _ephemeralKey = ephemeralKey;
        _apu = apu;
        _apv = apv;
    }

    /// <summary>Reads <c>epk</c>, <c>apu</c> and <c>apv</c>, or answers <see langword="null"/> when they are not well formed.</summary>
    public static EcdhKeyAgreement? Read(JsonElement header, string algorithm)
    {
        if (!header.TryGetProperty("epk"u8, out var epk) || epk.ValueKind != JsonValueKind.Object
            || !StrictJson.TryGetString(epk, "kty"u8, out var keyType) || keyType != KeyTypes.EllipticCurve
            || !StrictJson.TryGetString(epk, "crv"u8, out var name) || EllipticCurve.Find(name) is not { } curve
            || JsonWebKeyReader.ReadBytes(epk, "x"u8) is not { } x || x.Length != curve.CoordinateLength
            || JsonWebKeyReader.ReadBytes(epk, "y"u8) is not { } y || y.Length != curve.CoordinateLength
            || ReadPartyInfo(header, "apu"u8) is not { } apu
            || ReadPartyInfo(header, "apv"u8) is not { } apv)
        {
            return null;
        }

        return new EcdhKeyAgreement(algorithm, curve, new ECPoint { X = x, Y = y }, apu, apv);
    }

    /// <inheritdoc/>
    public override bool Fits(SecurityKey key) => key switch
    {
        ECDsaSecurityKey ecdsa => ecdsa.ECDsa.KeySize == _curve.KeySize && ecdsa.PrivateKeyStatus != PrivateKeyStatus.DoesNotExist,
        X509SecurityKey x509 => x509.PrivateKey is ECDsa ecdsa && ecdsa.KeySize == _curve.KeySize,
        JsonWebKey jwk => jwk is { Kty: KeyTypes.EllipticCurve, HasPrivateKey: true } && jwk.Crv == _curve.Name,
        _ => false,
    };

    /// <inheritdoc/>
    public override byte[]? FindContentKey(CompactJwe jwe, SecurityKey key)
    {
        // Importing checks that the point is on the curve; one that is not would give away our key bit by bit.
        using var sender = ECDiffieHellman.Create(new ECParameters { Curve = _curve.Parameters, Q = _ephemeralKey });
        using var recipient = CreateRecipient(key);
        using var senderPublicKey = sender.PublicKey;

        byte[] Derive(string algorithmId, int length) => ConcatKdf.Derive(recipient, senderPublicKey, algorithmId, _apu, _apv, length);

        var wrapSeparator = _algorithm.IndexOf('+', StringComparison.Ordinal);
        if (wrapSeparator < 0)
        {
            // RFC 7516, 5.2 step 10: with direct agreement there is no encrypted key.
            return jwe.EncryptedKey.Length == 0 ? Derive(jwe.Encryption.Name, jwe.Encryption.KeyLength) : null;
        }

        if (jwe.EncryptedKey.Length != jwe.Encryption.KeyLength + WrapOverhead)
        {
            return null;
        }

        var wrapAlgorithm = _algorithm[(wrapSeparator + 1)..];
        var wrapKeyLength = wrapAlgorithm switch { "A128KW" => 16, "A192KW" => 24, _ => 32 };
        using var unwrap = new SymmetricKeyWrapProvider(new SymmetricSecurityKey(Derive(_algorithm, wrapKeyLength)), wrapAlgorithm);
        return unwrap.UnwrapKey(jwe.EncryptedKey);
    }

    // Keys that cannot be exported (a certificate's in hardware) work as a certificate only: the platform makes an agreement
    // key of an ECDsa object by its parameters.
    private ECDiffieHellman CreateRecipient(SecurityKey key) => key switch
    {
        X509SecurityKey x509 => x509.Certificate.GetECDiffieHellmanPrivateKey() ?? throw new CryptographicException(),
        JsonWebKey jwk => ECDiffieHellman.Create(ReadPrivateKey(jwk)),
        _ => ECDiffieHellman.Create(((ECDsaSecurityKey)key).ECDsa.ExportParameters(includePrivateParameters: true)),
    };

    private ECParameters ReadPrivateKey(JsonWebKey jwk) => new()
    {
        Curve = _curve.Parameters,
        Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(jwk.X), Y = Base64UrlEncoder.DecodeBytes(jwk.Y) },
        D = Base64UrlEncoder.DecodeBytes(jwk.D),
    };

    private static byte[]? ReadPartyInfo(JsonElement header, ReadOnlySpan<byte> name) =>
        header.TryGetProperty(name, out _) ? JsonWebKeyReader.ReadBytes(header, name) : [];
}
