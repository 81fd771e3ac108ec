using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class IdTokenEncryptionTests
{
    private TestProvider _provider = null!;
    private ProviderFlow _flow = null!;

    [SetUp]
    public void SetUp()
    {
        _provider = new(new() { AutoSignIn = "alice" });
        _flow = new(_provider);
    }

    [TearDown]
    public async Task TearDown()
    {
        _flow.Dispose();
        await _provider.DisposeAsync();
    }

    [TestCase("A128CBC-HS256")]
    [TestCase("A256CBC-HS512")]
    public async Task Tokens_in_CBC_open_with_the_library(string encryption)
    {
        using var rsa = RSA.Create(2048);
        _flow.Client.IdTokenEncryption = new("RSA-OAEP", encryption, PublicJwk(rsa));

        var result = await _flow.ValidateAsync(await IdTokenAsync(), new RsaSecurityKey(rsa) { KeyId = "enc" });

        Assert.That(result.IsValid, Is.True, result.Exception?.Message);
    }

    // The library decrypts GCM on Windows only, so the test does it by hand.
    [TestCase("RSA-OAEP", "A128GCM")]
    [TestCase("RSA-OAEP", "A256GCM")]
    [TestCase("RSA-OAEP-256", "A256GCM")]
    public async Task Tokens_in_GCM_open_by_hand(string algorithm, string encryption)
    {
        using var rsa = RSA.Create(2048);
        _flow.Client.IdTokenEncryption = new(algorithm, encryption, PublicJwk(rsa));

        var parts = (await IdTokenAsync()).Split('.');
        var key = rsa.Decrypt(
            Base64UrlEncoder.DecodeBytes(parts[1]),
            algorithm == "RSA-OAEP" ? RSAEncryptionPadding.OaepSHA1 : RSAEncryptionPadding.OaepSHA256);
        var result = await _flow.ValidateAsync(OpenGcm(parts, key));

        Assert.That(key, Has.Length.EqualTo(encryption == "A128GCM" ? 16 : 32));
        Assert.That(result.IsValid, Is.True, result.Exception?.Message);
    }

    [TestCase("P-256")]
    [TestCase("P-384")]
    [TestCase("P-521")]
    public async Task Tokens_by_key_agreement_open_by_hand(string curveName)
    {
        var curve = curveName switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            _ => ECCurve.NamedCurves.nistP521,
        };
        using var ours = ECDiffieHellman.Create(curve);
        var point = ours.ExportParameters(includePrivateParameters: false).Q;
        _flow.Client.IdTokenEncryption = new("ECDH-ES", "A256GCM", new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = curveName,
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        }.ToJsonString());

        var parts = (await IdTokenAsync()).Split('.');
        var ephemeral = JsonNode.Parse(Base64UrlEncoder.Decode(parts[0]))!["epk"]!;
        using var theirs = ECDiffieHellman.Create(new ECParameters
        {
            Curve = curve,
            Q = new() { X = Base64UrlEncoder.DecodeBytes((string)ephemeral["x"]!), Y = Base64UrlEncoder.DecodeBytes((string)ephemeral["y"]!) },
        });
        byte[] otherInfo = [0, 0, 0, 7, .. "A256GCM"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0];
        var key = SHA256.HashData([0, 0, 0, 1, .. ours.DeriveRawSecretAgreement(theirs.PublicKey), .. otherInfo]);
        var result = await _flow.ValidateAsync(OpenGcm(parts, key));

        Assert.That(parts[1], Is.Empty);
        Assert.That(result.IsValid, Is.True, result.Exception?.Message);
    }

    private static string OpenGcm(string[] parts, byte[] key)
    {
        using var gcm = new AesGcm(key, 16);
        var cipherText = Base64UrlEncoder.DecodeBytes(parts[3]);
        var plain = new byte[cipherText.Length];
        gcm.Decrypt(Base64UrlEncoder.DecodeBytes(parts[2]), cipherText, Base64UrlEncoder.DecodeBytes(parts[4]), plain, Encoding.ASCII.GetBytes(parts[0]));
        return Encoding.ASCII.GetString(plain);
    }

    private static string PublicJwk(RSA rsa)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = "enc",
            ["n"] = Base64UrlEncoder.Encode(key.Modulus),
            ["e"] = Base64UrlEncoder.Encode(key.Exponent),
        }.ToJsonString();
    }

    private async Task<string> IdTokenAsync()
    {
        var (_, tokens) = await _flow.RedeemAsync(await _flow.GetCodeAsync());
        return (string)tokens["id_token"]!;
    }
}
