using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OidcRelyingParty.IdTokens;

namespace OidcRelyingParty.Tests.IdTokens;

internal sealed partial class IdTokenValidatorTests
{
    [TestCase(null)]
    [TestCase("\"\"")]
    [TestCase("\"bm9uY2Utb2YtYm9i\"")]
    [TestCase("\"BM9UY2UTB2YTYWXPY2U\"")]
    [TestCase("\"bm9uY2Utb2YtYWxpY2U=\"")]
    [TestCase("[\"bm9uY2Utb2YtYWxpY2U\"]")]
    [TestCase("null")]
    [TestCase("1")]
    public async Task A101_A_token_of_another_sign_in_is_refused(string? nonce) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "nonce", nonce)), Is.EqualTo(OidcErrorCodes.IdTokenNonce));

    [TestCase("\"urn:mfa\"", null)]
    [TestCase("\"urn:hardware\"", null)]
    [TestCase("\"urn:password\"", OidcErrorCodes.IdTokenAcr)]
    [TestCase("\"URN:MFA\"", OidcErrorCodes.IdTokenAcr)]
    [TestCase("\"urn:hardware urn:mfa\"", OidcErrorCodes.IdTokenAcr)]
    [TestCase("[\"urn:mfa\"]", OidcErrorCodes.IdTokenAcr)]
    [TestCase("null", OidcErrorCodes.IdTokenAcr)]
    [TestCase(null, OidcErrorCodes.IdTokenAcr)]
    public async Task A105_A_required_way_of_signing_in_was_used(string? acr, string? code)
    {
        _scene.RequiredAcrValues = ["urn:hardware", "urn:mfa"];

        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "acr", acr)), Is.EqualTo(code));
    }

    [TestCase("\"AAAAAAAAAAAAAAAAAAAAAA\"")]
    [TestCase("\"\"")]
    [TestCase("null")]
    [TestCase("1")]
    [TestCase("[]")]
    public async Task A049_A_hash_of_another_access_token_is_refused(string hash) =>
        Assert.That(await _scene.CodeOfAsync(With(_scene.Perfect(), "at_hash", hash)), Is.EqualTo(OidcErrorCodes.IdTokenAccessTokenHash));

    [Test]
    public async Task A050_The_whole_hash_in_place_of_its_left_half_is_refused()
    {
        var whole = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(IdTokenScene.AccessToken)));

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("at_hash", whole)), Is.EqualTo(OidcErrorCodes.IdTokenAccessTokenHash));
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().With("at_hash", whole[..22] + "=")), Is.EqualTo(OidcErrorCodes.IdTokenAccessTokenHash));
    }

    [TestCase("ES256")]
    [TestCase("ES384")]
    [TestCase("ES512")]
    public async Task A050_Every_algorithm_hashes_the_access_token_its_own_way(string algorithm)
    {
        _scene.Client.IdTokenSigningAlgorithm = algorithm;
        var ofAnother = _scene.Perfect().With("at_hash", HalfHash(algorithm == "ES256" ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256));

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect()), Is.Null);
        Assert.That(await _scene.CodeOfAsync(ofAnother), Is.EqualTo(OidcErrorCodes.IdTokenAccessTokenHash));
    }

    [TestCase("EdDSA", "SHA512", null)]
    [TestCase("Ed25519", "SHA512", null)]
    [TestCase("EdDSA", "SHA256", OidcErrorCodes.IdTokenAccessTokenHash)]
    [TestCase("ES256K", "SHA256", OidcErrorCodes.IdTokenAccessTokenHash)]
    [TestCase("made-up", "SHA256", OidcErrorCodes.IdTokenAccessTokenHash)]
    public void A050_An_algorithm_without_a_hash_of_its_own_fails(string algorithm, string hash, string? code)
    {
        var context = new IdTokenContext(
            JsonElement.Parse($$"""{"alg":"{{algorithm}}"}"""),
            JsonElement.Parse($$"""{"at_hash":"{{HalfHash(new HashAlgorithmName(hash))}}"}"""),
            Settings: null!, Metadata: null!, Expected: null!, new Secret(IdTokenScene.AccessToken), default, default); // the rule looks at none of these

        Assert.That(IdTokenRules.AccessTokenHash(context)?.Code, Is.EqualTo(code));
    }

    private static string HalfHash(HashAlgorithmName name)
    {
        var hash = CryptographicOperations.HashData(name, Encoding.ASCII.GetBytes(IdTokenScene.AccessToken));
        return Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }
}
