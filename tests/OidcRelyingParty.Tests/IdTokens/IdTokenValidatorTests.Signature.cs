using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.IdTokens;

internal sealed partial class IdTokenValidatorTests
{
    [Test]
    public async Task A058_An_unsigned_token_is_refused() =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().WithoutSignature()), Is.EqualTo(OidcErrorCodes.IdTokenAlgorithm));

    [Test]
    public async Task A061_A_corrupt_signature_is_refused_after_one_look_for_new_keys()
    {
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().WithCorruptSignature()), Is.EqualTo(OidcErrorCodes.IdTokenSignature));

        Assert.That(_scene.Provider.Requests.Select(request => request.Endpoint), Is.EqualTo(new[] { ProviderEndpoint.KeySet }));
    }

    [TestCase("HS256")]
    [TestCase("HS384")]
    public async Task A063_The_client_secret_signs_nothing_unless_the_settings_say_so(string algorithm)
    {
        var token = _scene.Perfect().SignedWith(TestSigningKey.FromSecret(_scene.Client.ClientSecret!, algorithm)).WithAccessTokenHash(IdTokenScene.AccessToken);

        Assert.That(await _scene.CodeOfAsync(token), Is.EqualTo(OidcErrorCodes.IdTokenAlgorithm));

        _scene.Change(settings => settings with { IdTokenSigningAlgorithms = [algorithm] });
        Assert.That(await _scene.CodeOfAsync(token), Is.Null);
        Assert.That(await _scene.CodeOfAsync(token.WithCorruptSignature()), Is.EqualTo(OidcErrorCodes.IdTokenSignature));
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect()), Is.EqualTo(OidcErrorCodes.IdTokenAlgorithm), "A public key is no shared secret.");
    }

    [Test]
    public async Task A062_A_public_key_is_no_shared_secret()
    {
        var token = _scene.Perfect().SignedWith(TestSigningKey.FromSecret(_scene.Provider.Keys["ES256"].ToPublicPem()));

        Assert.That(await _scene.CodeOfAsync(token), Is.EqualTo(OidcErrorCodes.IdTokenAlgorithm));
    }

    [Test]
    public async Task A134_Metadata_never_widens_the_algorithms()
    {
        _scene.Provider.Behaviour.Discovery = metadata => metadata["id_token_signing_alg_values_supported"] = new JsonArray("none", "HS256");
        var secret = TestSigningKey.FromSecret(_scene.Client.ClientSecret!);

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect()), Is.Null, "What metadata leaves out is still accepted.");
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().WithoutSignature()), Is.EqualTo(OidcErrorCodes.IdTokenAlgorithm));
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().SignedWith(secret)), Is.EqualTo(OidcErrorCodes.IdTokenAlgorithm));
    }

    [Test]
    public async Task An_algorithm_that_the_settings_leave_out_is_refused()
    {
        _scene.Change(settings => settings with { IdTokenSigningAlgorithms = ["RS256", "ES384"] });

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect()), Is.EqualTo(OidcErrorCodes.IdTokenAlgorithm));
    }

    [Test]
    public async Task An_algorithm_that_needs_an_extension_is_refused_without_it() =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().WithHeader("alg", "EdDSA")), Is.EqualTo(OidcErrorCodes.IdTokenAlgorithm));

    [Test]
    public async Task A070_A_trusted_key_under_an_unknown_name_is_refused()
    {
        var renamed = _scene.Provider.Keys["ES256"].As("ES256", "unknown");

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().SignedWith(renamed)), Is.EqualTo(OidcErrorCodes.IdTokenKey));

        Assert.That(_scene.Provider.Requests.Select(request => request.Endpoint), Is.EqualTo(new[] { ProviderEndpoint.KeySet }));
    }

    [Test]
    public async Task A079_A_token_that_demands_an_extension_is_refused() =>
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().WithHeader("crit", new JsonArray("exp"))), Is.EqualTo(OidcErrorCodes.IdTokenCritical));

    [TestCase(false, OidcErrorCodes.IdTokenEncrypted)]
    [TestCase(true, null)]
    public async Task A082_An_encrypted_token_needs_a_decryption_key(bool hasKey, string? code)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var encryption = new IdTokenEncryption("ECDH-ES", "A128GCM", Jose.TestKeys.Jwk(key));
        if (hasKey)
        {
            _scene.Change(settings => settings with { DecryptionKeys = [ClientPrivateKey.FromPem(key.ExportPkcs8PrivateKeyPem())] });
        }

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().EncryptedFor(encryption)), Is.EqualTo(code));
        Assert.That(_scene.Provider.Requests, Is.Empty);
    }

    [Test]
    public async Task A082_A_token_encrypted_to_another_key_or_twice_is_refused()
    {
        using var ours = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var theirs = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var toUs = new IdTokenEncryption("ECDH-ES", "A128GCM", Jose.TestKeys.Jwk(ours));
        var toThem = new IdTokenEncryption("ECDH-ES", "A128GCM", Jose.TestKeys.Jwk(theirs));
        _scene.Change(settings => settings with { DecryptionKeys = [ClientPrivateKey.FromPem(ours.ExportPkcs8PrivateKeyPem())] });

        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().EncryptedFor(toThem)), Is.EqualTo(OidcErrorCodes.IdTokenEncrypted));
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().EncryptedFor(toUs).EncryptedFor(toUs)), Is.EqualTo(OidcErrorCodes.IdTokenEncrypted));
        Assert.That(await _scene.CodeOfAsync(_scene.Perfect().WithoutSignature().EncryptedFor(toUs)), Is.EqualTo(OidcErrorCodes.IdTokenAlgorithm));
    }
}
