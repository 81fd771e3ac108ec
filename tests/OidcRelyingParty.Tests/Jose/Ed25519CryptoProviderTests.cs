using System.Buffers.Text;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Jose;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace OidcRelyingParty.Tests.Jose;

internal sealed class Ed25519CryptoProviderTests
{
    // RFC 8037, A.1 and A.2.
    private const string PrivateKey = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
    private const string PublicKey = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    private static readonly SignatureAlgorithms Algorithms = new([new Ed25519CryptoProvider()]);

    [Test]
    public void The_extension_adds_its_two_names()
    {
        Assert.That(Algorithms.Names, Is.SupersetOf(new[] { "RS256", "EdDSA", "Ed25519" }));
        Assert.That(Algorithms.Names, Has.Count.EqualTo(11));
        Assert.That(Algorithms.IsSupported("EdDSA"), Is.True);
        Assert.That(Algorithms.IsSupported("Ed448"), Is.False);
    }

    [Test]
    public void RFC_8037_A4_verifies()
    {
        const string token =
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
            + ".hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        var (input, signature) = (token[..token.LastIndexOf('.')], token[(token.LastIndexOf('.') + 1)..]);
        var provider = (SignatureProvider)new Ed25519CryptoProvider().Create("EdDSA", Key(PublicKey), false);

        Assert.That(provider.Verify(Encoding.ASCII.GetBytes(input), Base64Url.DecodeFromChars(signature)), Is.True);
        Assert.That(provider.Verify(Encoding.ASCII.GetBytes(input + "x"), Base64Url.DecodeFromChars(signature)), Is.False);
    }

    [Test]
    public void A_token_is_verified_under_either_name_with_a_key_of_either_name(
        [Values("EdDSA", "Ed25519")] string algorithm, [Values("", ""","alg":"EdDSA" """, ""","alg":"Ed25519" """)] string members)
    {
        var keys = Parse(Jwk(PublicKey, members));

        Assert.That(Verify(keys, Token(algorithm)), Is.EqualTo(JoseFault.None));
        Assert.That(Verify(keys, Token(algorithm)), Is.EqualTo(JoseFault.None), "with the provider that is kept");
    }

    [Test]
    public void A_signature_that_is_not_the_right_one_is_refused()
    {
        var keys = Parse(Jwk(PublicKey));

        // RFC 8032, 5.1.7: the second half is a number below the order; adding the order would be a second signature.
        byte[] order = [.. Convert.FromHexString("1000000000000000000000000000000014DEF9DEA2F79CD65812631A5CF5D3ED").Reverse()];
        Func<byte[], byte[]>[] signatures =
        [
            _ => new byte[64], input => Sign([.. input, 0]), input => Sign(input)[..63], input => [.. Sign(input), 0],
            input => [.. Sign(input)[..32], .. new byte[32]], input => [.. Sign(input)[..32], .. Add(Sign(input)[32..], order)],
        ];

        foreach (var sign in signatures)
        {
            Assert.That(Verify(keys, Jws.Create("""{"alg":"EdDSA"}""", sign)), Is.EqualTo(JoseFault.Signature));
        }
    }

    [Test]
    public void A061_No_single_bit_of_the_signature_may_change()
    {
        var keys = Parse(Jwk(PublicKey));
        var accepted = Enumerable.Range(0, 512).Where(bit => Verify(keys, Jws.Create("""{"alg":"EdDSA"}""", input =>
        {
            var signature = Sign(input);
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            return signature;
        })) == JoseFault.None);

        Assert.That(accepted, Is.Empty);
    }

    [TestCase("0100000000000000000000000000000000000000000000000000000000000000", TestName = "Order 1")]
    [TestCase("0100000000000000000000000000000000000000000000000000000000000080", TestName = "Order 1, not canonical")]
    [TestCase("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", TestName = "Order 2")]
    [TestCase("0000000000000000000000000000000000000000000000000000000000000000", TestName = "Order 4")]
    [TestCase("0000000000000000000000000000000000000000000000000000000000000080", TestName = "Order 4, the other")]
    [TestCase("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", TestName = "Order 8")]
    [TestCase("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", TestName = "Order 8, the other")]
    [TestCase("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", TestName = "The prime itself")]
    [TestCase("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", TestName = "The prime and one")]
    [TestCase("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", TestName = "All ones")]
    [TestCase("0200000000000000000000000000000000000000000000000000000000000000", TestName = "Not on the curve")]
    public void A077_A_point_of_low_order_or_none_at_all_is_refused(string hex)
    {
        var x = TestKeys.Encode(Convert.FromHexString(hex));

        var keys = Parse(Jwk(x));

        Assert.That((keys.Count, keys.SkippedCount), Is.EqualTo((0, 1)));
        Assert.That(new Ed25519CryptoProvider().IsSupportedAlgorithm("EdDSA", Key(x)), Is.False);
    }

    [Test]
    public void A077_A_point_with_a_part_of_low_order_is_refused()
    {
        // "Taming the many EdDSAs" (2020), table 6 b: on the curve and canonical, but outside the group of prime order. Verifiers
        // disagree about the signatures of such keys.
        var point = Convert.FromHexString("cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d");
        Assert.That(Ed25519.ValidatePublicKeyPartial(point, 0), Is.True);

        Assert.That(Parse(Jwk(TestKeys.Encode(point))).Count, Is.Zero);
    }

    [TestCase("")]
    [TestCase("AA")]
    [TestCase(PublicKey + "AA")]
    [TestCase(PublicKey + "=")]
    [TestCase("!")]
    public void A_key_of_another_shape_is_skipped(string x)
    {
        Assert.That(Parse(Jwk(x)).Count, Is.Zero);
    }

    [TestCase("RS256")]
    [TestCase("eddsa")]
    [TestCase("Ed448")]
    public void Only_its_own_algorithms_are_supported(string algorithm) =>
        Assert.That(new Ed25519CryptoProvider().IsSupportedAlgorithm(algorithm, Key(PublicKey)), Is.False);

    [Test]
    public void Only_verifying_with_an_OKP_key_is_supported()
    {
        var provider = new Ed25519CryptoProvider();

        Assert.That(provider.IsSupportedAlgorithm("EdDSA", Key(PublicKey)), Is.True);
        Assert.That(provider.IsSupportedAlgorithm("EdDSA", Key(PublicKey), false), Is.True);
        Assert.That(provider.IsSupportedAlgorithm("EdDSA", Key(PublicKey), true), Is.False);
        Assert.That(provider.IsSupportedAlgorithm("EdDSA"), Is.False);
        Assert.That(provider.IsSupportedAlgorithm("EdDSA", new RsaSecurityKey(TestKeys.Rsa)), Is.False);
        Assert.That(provider.IsSupportedAlgorithm("EdDSA", new JsonWebKey { Kty = "OKP", Crv = "X25519", X = PublicKey }), Is.False);
        Assert.That(provider.IsSupportedAlgorithm("EdDSA", new JsonWebKey { Kty = "OKP", Crv = "Ed25519" }), Is.False);
        Assert.That(() => provider.Create("EdDSA", new RsaSecurityKey(TestKeys.Rsa)), Throws.TypeOf<NotSupportedException>());
        using var verifier = (SignatureProvider)provider.Create("EdDSA", Key(PublicKey));
        Assert.That(() => verifier.Sign([1]), Throws.TypeOf<NotSupportedException>());
        provider.Release(verifier);
    }

    [Test]
    public void An_Ed25519_key_is_named_as_RFC_8037_A3_says()
    {
        using var document = System.Text.Json.JsonDocument.Parse(Jwk(PublicKey));

        Assert.That(JsonWebKeyReader.Read(document.RootElement)!.Thumbprint, Is.EqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
    }

    private static JsonWebKey Key(string x) => new() { Kty = "OKP", Crv = "Ed25519", X = x };

    private static string Jwk(string x, string members = "") => $$"""{"kty":"OKP","crv":"Ed25519","x":"{{x}}"{{members}}}""";

    private static string Token(string algorithm) => Jws.Create($$"""{"alg":"{{algorithm}}"}""", Sign);

    private static byte[] Sign(byte[] input)
    {
        var signature = new byte[64];
        Ed25519.Sign(Base64Url.DecodeFromChars(PrivateKey), 0, input, 0, input.Length, signature, 0);
        return signature;
    }

    private static byte[] Add(byte[] a, byte[] b)
    {
        var (sum, carry) = (new byte[a.Length], 0);
        for (var i = 0; i < a.Length; i++)
        {
            carry += a[i] + b[i];
            sum[i] = (byte)carry;
            carry >>= 8;
        }

        return sum;
    }

    private static KeySet Parse(string jwk) => KeySet.Parse(Encoding.UTF8.GetBytes(TestKeys.Jwks(jwk)), Algorithms, out _)!;

    private static JoseFault Verify(KeySet keys, string token) => keys.Verify(CompactJws.Parse(token, out _)!);
}
