using System.Security.Cryptography;
using System.Text;
using OidcRelyingParty.Jose;

namespace OidcRelyingParty.Tests.Jose;

internal sealed class SignatureAlgorithmsTests
{
    private const string OkpKey = """{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";

    [Test]
    public void A058_A062_An_extension_that_supports_everything_brings_neither_none_nor_HMAC()
    {
        var algorithms = new SignatureAlgorithms([new CarelessCryptoProvider(() => true)]);

        Assert.That(algorithms.Names, Has.Count.EqualTo(11));
        Assert.That(new[] { "none", "HS256", "HS384", "HS512", "ES256K", "RS1", "" }.Where(algorithms.IsSupported), Is.Empty);
        Assert.That(Parse(algorithms, """{"kty":"oct","k":"AAAA"}""").Count, Is.Zero);
    }

    [Test]
    public void An_extension_has_no_say_in_the_algorithms_of_the_platform()
    {
        var extension = new CarelessCryptoProvider(() => true);
        var keys = Parse(new SignatureAlgorithms([extension]), TestKeys.Jwk(TestKeys.P256));

        Assert.That(Verify(keys, Jws.Create("""{"alg":"ES256"}""", _ => new byte[64])), Is.EqualTo(JoseFault.Signature));
        Assert.That(extension.Created, Is.Zero);
    }

    [Test]
    public void A077_The_length_of_a_signature_is_checked_before_anything_verifies_it()
    {
        var keys = Parse(new SignatureAlgorithms([new CarelessCryptoProvider(() => true)]), OkpKey);

        var faults = new[] { 1, 63, 64, 65, 128 }.Select(length => Verify(keys, Jws.Create("""{"alg":"EdDSA"}""", _ => new byte[length])));

        JoseFault[] expected = [JoseFault.Signature, JoseFault.Signature, JoseFault.None, JoseFault.Signature, JoseFault.Signature];
        Assert.That(faults, Is.EqualTo(expected));
    }

    [Test]
    public void A_verifier_is_created_once_for_a_key_and_an_algorithm()
    {
        var extension = new CarelessCryptoProvider(() => true);
        var keys = Parse(new SignatureAlgorithms([extension]), OkpKey);

        foreach (var algorithm in new[] { "EdDSA", "EdDSA", "Ed25519", "Ed25519", "EdDSA" })
        {
            Verify(keys, Jws.Create($$"""{"alg":"{{algorithm}}"}""", _ => new byte[64]));
        }

        Assert.That(extension.Created, Is.EqualTo(2));
    }

    [Test]
    public void A_verifier_that_throws_has_not_verified()
    {
        var keys = Parse(new SignatureAlgorithms([new CarelessCryptoProvider(() => throw new CryptographicException())]), OkpKey);

        Assert.That(Verify(keys, Jws.Create("""{"alg":"EdDSA"}""", _ => new byte[64])), Is.EqualTo(JoseFault.Signature));
    }

    private static KeySet Parse(SignatureAlgorithms algorithms, string jwk) =>
        KeySet.Parse(Encoding.UTF8.GetBytes(TestKeys.Jwks(jwk)), algorithms, out _)!;

    private static JoseFault Verify(KeySet keys, string token) => keys.Verify(CompactJws.Parse(token, out _)!);
}
