using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OidcRelyingParty.Jose;

namespace OidcRelyingParty.Tests.Jose;

internal sealed class KeySetVerifyTests
{
    private static readonly SignatureAlgorithms Algorithms = new([]);

    [Test]
    public void The_built_in_algorithms_are_the_nine_of_the_platform() =>
        Assert.That(
            Algorithms.Names,
            Is.EquivalentTo(new[] { "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512" }));

    [Test]
    public void Every_algorithm_verifies_its_own_signature_and_no_other(
        [Values("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")] string algorithm, [Values] bool withKeyId)
    {
        var keys = AllKeys();
        var members = withKeyId ? $",\"kid\":\"{KeyId(algorithm)}\"" : "";

        Assert.That(Verify(keys, Jws.Create(algorithm, Key(algorithm), members)), Is.EqualTo(JoseFault.None));
        Assert.That(
            Verify(keys, Jws.Create(algorithm, Key(algorithm), members)),
            Is.EqualTo(JoseFault.None), "with the provider that is kept");
        foreach (var other in Algorithms.Names.Where(name => name != algorithm && KeyId(name) == KeyId(algorithm)))
        {
            var forged = Jws.Create($$"""{"alg":"{{algorithm}}"{{members}}}""", input => Jws.Sign(other, Key(other), input));
            Assert.That(Verify(keys, forged), Is.EqualTo(JoseFault.Signature), other);
        }
    }

    [Test]
    public void A061_No_single_bit_may_change()
    {
        var keys = Parse(TestKeys.Jwk(TestKeys.P256, ""","kid":"k" """));
        var token = Jws.Create("ES256", TestKeys.P256, ""","kid":"k" """);
        Assert.That(Verify(keys, token), Is.EqualTo(JoseFault.None));

        var accepted = new List<string>();
        for (var bit = 0; bit < token.Length * 8; bit++)
        {
            var bytes = Encoding.Latin1.GetBytes(token);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (CompactJws.Parse(Encoding.Latin1.GetString(bytes), out _) is { } jws && keys.Verify(jws) == JoseFault.None)
            {
                accepted.Add($"bit {bit}");
            }
        }

        Assert.That(accepted, Is.Empty);
    }

    [Test]
    public void A061_No_single_bit_of_the_decoded_parts_may_change()
    {
        var keys = Parse(TestKeys.Jwk(TestKeys.P256));
        var parts = Jws.Create("ES256", TestKeys.P256).Split('.').Select(text => Base64Url.DecodeFromChars(text)).ToArray();

        var accepted = new List<string>();
        for (var part = 0; part < 3; part++)
        {
            for (var bit = 0; bit < parts[part].Length * 8; bit++)
            {
                parts[part][bit / 8] ^= (byte)(1 << (bit % 8));
                var token = string.Join('.', parts.Select(TestKeys.Encode));
                if (CompactJws.Parse(token, out _) is { } jws && keys.Verify(jws) == JoseFault.None)
                {
                    accepted.Add($"part {part}, bit {bit}");
                }

                parts[part][bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        Assert.That(accepted, Is.Empty);
    }

    private static IEnumerable<TestCaseData> PublicKeyAsSecret()
    {
        var rsa = TestKeys.Rsa;
        var (n, e) = (rsa.ExportParameters(false).Modulus!, rsa.ExportParameters(false).Exponent!);
        foreach (var (name, pem) in new[] { ("SPKI", rsa.ExportSubjectPublicKeyInfoPem()), ("PKCS#1", rsa.ExportRSAPublicKeyPem()) })
        {
            yield return Case($"{name} PEM", pem);
            yield return Case($"{name} PEM with a newline", pem + "\n");
            yield return Case($"{name} PEM with CRLF", pem.ReplaceLineEndings("\r\n"));
            yield return Case($"{name} PEM with CRLF and a last one", pem.ReplaceLineEndings("\r\n") + "\r\n");
            yield return Case($"{name} PEM without newlines", pem.ReplaceLineEndings(""));
            yield return Case($"{name} PEM body only", string.Concat(pem.Split('\n').Where(line => !line.StartsWith('-'))));
        }

        yield return new TestCaseData(rsa.ExportSubjectPublicKeyInfo()).SetArgDisplayNames("SPKI DER");
        yield return new TestCaseData(rsa.ExportRSAPublicKey()).SetArgDisplayNames("PKCS#1 DER");
        yield return Case("JWK", TestKeys.Jwk(rsa));
        yield return Case("JWK with kid", TestKeys.Jwk(rsa, ""","kid":"k" """));
        yield return Case("JWKS", TestKeys.Jwks(TestKeys.Jwk(rsa)));
        yield return Case("n", TestKeys.Encode(n));
        yield return new TestCaseData(n).SetArgDisplayNames("n as bytes");
        yield return Case("n in hex", Convert.ToHexString(n));
        yield return Case("e", TestKeys.Encode(e));
        yield return new TestCaseData(e).SetArgDisplayNames("e as bytes");
        yield return Case("kty", "RSA");
        yield return Case("alg", "RS256");
        yield return Case("kid", "k");
        yield return Case("empty", "");

        static TestCaseData Case(string name, string secret) => new TestCaseData(Encoding.UTF8.GetBytes(secret)).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(PublicKeyAsSecret))]
    public void A062_A_MAC_keyed_with_the_public_key_is_refused(byte[] secret)
    {
        var keys = Parse(TestKeys.Jwk(TestKeys.Rsa, ""","kid":"k" """));

        Assert.That(
            Verify(keys, Jws.Create("""{"alg":"HS256","kid":"k"}""", input => HMACSHA256.HashData(secret, input))),
            Is.EqualTo(JoseFault.Algorithm));
        Assert.That(
            Verify(keys, Jws.Create("""{"alg":"RS256","kid":"k"}""", input => HMACSHA256.HashData(secret, input))),
            Is.EqualTo(JoseFault.Signature));
    }

    [Test]
    public void A065_A_symmetric_key_in_the_key_set_signs_nothing([Values("HS256", "RS256", "ES256")] string algorithm)
    {
        var secret = new byte[32];
        var keys = Parse($$"""{"kty":"oct","k":"{{TestKeys.Encode(secret)}}","kid":"k"}""", TestKeys.Jwk(TestKeys.Rsa, ""","kid":"r" """));

        var fault = Verify(keys, Jws.Create($$"""{"alg":"{{algorithm}}","kid":"k"}""", input => HMACSHA256.HashData(secret, input)));

        Assert.That(fault, Is.EqualTo(algorithm == "HS256" ? JoseFault.Algorithm : JoseFault.Key));
    }

    private static IEnumerable<string> HeadersWithTheAttackersKey()
    {
        var jwk = TestKeys.Jwk(TestKeys.OtherRsa);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=evil", TestKeys.OtherRsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(60));
        var x5c = Convert.ToBase64String(certificate.RawData);

        // Port 9 on loopback: whoever fetched it would fail, and slowly enough to be noticed.
        yield return $",\"jwk\":{jwk}";
        yield return ",\"jwk\":\"http://127.0.0.1:9/jwk\"";
        yield return ",\"jku\":\"http://127.0.0.1:9/jwks\"";
        yield return ",\"x5u\":\"http://127.0.0.1:9/x5u\"";
        yield return $",\"x5c\":[\"{x5c}\"]";
        yield return ",\"kid\":\"http://127.0.0.1:9/kid\"";
        yield return ",\"kid\":\"../../../dev/null\"";
        yield return ",\"kid\":\"' OR 1=1--\"";
        yield return ",\"kid\":\"\"";
        yield return ",\"kid\":\"k\\u0000\"";
        yield return ",\"kid\":\"K\"";
        yield return $",\"kid\":\"{new string('k', 40_000)}\"";
        yield return ",\"kid\":" + System.Text.Json.Nodes.JsonValue.Create(jwk)!.ToJsonString();
    }

    [TestCaseSource(nameof(HeadersWithTheAttackersKey))]
    public void A066_A067_A068_A069_Keys_and_names_of_keys_in_the_header_are_only_text(string members)
    {
        var keys = Parse(TestKeys.Jwk(TestKeys.Rsa, ""","kid":"k" """));
        var expected = members.Contains("\"kid\":", StringComparison.Ordinal) ? JoseFault.Key : JoseFault.Signature;

        Assert.That(Verify(keys, Jws.Create("RS256", TestKeys.OtherRsa, members)), Is.EqualTo(expected));
    }

    [Test]
    public void A070_An_unknown_kid_is_not_tried_with_the_keys_there_are()
    {
        var keys = Parse(TestKeys.Jwk(TestKeys.Rsa, ""","kid":"k" """), TestKeys.Jwk(TestKeys.P256));

        Assert.That(Verify(keys, Jws.Create("RS256", TestKeys.Rsa, ""","kid":"new" """)), Is.EqualTo(JoseFault.Key));
        Assert.That(Verify(keys, Jws.Create("ES256", TestKeys.P256, ""","kid":"new" """)), Is.EqualTo(JoseFault.Key), "a key without kid");
    }

    [Test]
    public void A072_Without_a_kid_at_most_five_fitting_keys_are_tried()
    {
        var jwk = TestKeys.Jwk(TestKeys.OtherRsa);
        var good = TestKeys.Jwk(TestKeys.Rsa, ""","kid":"k" """);
        var token = Jws.Create("RS256", TestKeys.Rsa);
        string[] unfit =
        [
            TestKeys.Jwk(TestKeys.P256),
            TestKeys.Jwk(TestKeys.Rsa, ""","alg":"PS256" """),
            TestKeys.Jwk(TestKeys.Rsa, ""","use":"enc" """),
        ];

        Assert.That(Verify(Parse(good), token), Is.EqualTo(JoseFault.None));
        Assert.That(Verify(Parse([.. unfit, jwk, jwk, jwk, jwk, good]), token), Is.EqualTo(JoseFault.None));
        Assert.That(Verify(Parse([.. unfit, jwk, jwk, jwk, jwk, jwk, good]), token), Is.EqualTo(JoseFault.Signature));
        Assert.That(Verify(Parse(unfit), token), Is.EqualTo(JoseFault.Key));
    }

    [Test]
    public void Keys_that_share_a_kid_are_told_apart_by_what_fits()
    {
        var keys = Parse(
            TestKeys.Jwk(TestKeys.P256, ""","kid":"k" """),
            TestKeys.Jwk(TestKeys.OtherRsa, ""","kid":"k" """),
            TestKeys.Jwk(TestKeys.Rsa, ""","kid":"k" """));

        Assert.That(Verify(keys, Jws.Create("RS256", TestKeys.Rsa, ""","kid":"k" """)), Is.EqualTo(JoseFault.None));
        Assert.That(Verify(keys, Jws.Create("ES256", TestKeys.P256, ""","kid":"k" """)), Is.EqualTo(JoseFault.None));
    }

    [TestCase("RS512", "RS256")]
    [TestCase("RS256", "PS256")]
    [TestCase("PS256", "RS256")]
    public void A074_A_key_reserved_for_another_algorithm_is_not_used(string reserved, string algorithm)
    {
        var keys = Parse(TestKeys.Jwk(TestKeys.Rsa, $",\"kid\":\"k\",\"alg\":\"{reserved}\""));

        Assert.That(Verify(keys, Jws.Create(algorithm, TestKeys.Rsa, ""","kid":"k" """)), Is.EqualTo(JoseFault.Key));
        Assert.That(Verify(keys, Jws.Create(reserved, TestKeys.Rsa, ""","kid":"k" """)), Is.EqualTo(JoseFault.None));
    }

    [TestCase("rs256")]
    [TestCase("RS256 ")]
    [TestCase("RS1")]
    [TestCase("ES256K")]
    [TestCase("EdDSA")]
    [TestCase("Ed25519")]
    [TestCase("HS512")]
    [TestCase("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")]
    public void Algorithms_outside_the_list_are_refused(string algorithm)
    {
        var token = Jws.Create($$"""{"alg":"{{algorithm}}"}""", input => Jws.Sign("RS256", TestKeys.Rsa, input));

        Assert.That(Verify(Parse(TestKeys.Jwk(TestKeys.Rsa)), token), Is.EqualTo(JoseFault.Algorithm));
        Assert.That(Algorithms.IsSupported(algorithm), Is.False);
    }

    [Test]
    public void A077_An_ECDSA_key_only_goes_with_the_algorithm_of_its_curve()
    {
        var keys = Parse(TestKeys.Jwk(TestKeys.P256, ""","kid":"k" """));

        var es384 = Jws.Create("""{"alg":"ES384","kid":"k"}""", input => TestKeys.P256.SignData(input, HashAlgorithmName.SHA384));

        Assert.That(Verify(keys, es384), Is.EqualTo(JoseFault.Key));
    }

    [Test]
    public void A077_An_ECDSA_signature_that_is_not_exactly_the_right_shape_is_refused()
    {
        var keys = Parse(TestKeys.Jwk(TestKeys.P256));
        var order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        Func<byte[], byte[]>[] signatures =
        [
            _ => new byte[64],
            input => [.. Sign(input)[..32], .. new byte[32]],
            input => [.. new byte[32], .. Sign(input)[32..]],
            input => TestKeys.P256.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
            input => Sign(input)[..^1],
            input => Sign(input)[1..],
            input => [.. Sign(input), 0],
            input => [0, .. Sign(input)],
            input => [0, .. Sign(input)[..32], 0, .. Sign(input)[32..]],
            _ => [.. order, .. order],
            _ => Enumerable.Repeat((byte)255, 64).ToArray(),
            _ => [1],
        ];

        foreach (var sign in signatures)
        {
            Assert.That(Verify(keys, Jws.Create("""{"alg":"ES256"}""", sign)), Is.EqualTo(JoseFault.Signature));
        }

        static byte[] Sign(byte[] input) => TestKeys.P256.SignData(input, HashAlgorithmName.SHA256);
    }

    [Test]
    public void An_RSA_signature_has_the_length_of_the_modulus()
    {
        var keys = Parse(TestKeys.Jwk(TestKeys.Rsa));
        Func<byte[], byte[]>[] signatures =
        [
            input => [0, .. Sign(input)], input => Sign(input)[..^1], input => [.. Sign(input), 0],
            _ => new byte[256], _ => Enumerable.Repeat((byte)255, 256).ToArray(),
        ];

        foreach (var sign in signatures)
        {
            Assert.That(Verify(keys, Jws.Create("""{"alg":"RS256"}""", sign)), Is.EqualTo(JoseFault.Signature));
        }

        static byte[] Sign(byte[] input) => Jws.Sign("RS256", TestKeys.Rsa, input);
    }

    [Test]
    public void A076_The_largest_key_that_is_taken_is_verified_with_quickly()
    {
        var modulus = Enumerable.Repeat((byte)255, 1024).ToArray();
        var keys = Parse(TestKeys.Jwk(new RSAParameters { Modulus = modulus, Exponent = [255, 255, 255, 255] }));
        var token = Jws.Create("""{"alg":"RS256"}""", _ => [1, .. new byte[1023]]);

        Assert.That(Verify(keys, token), Is.EqualTo(JoseFault.Signature));
        Assert.That(Stopped.BestOf(5, () => Verify(keys, token)), Is.LessThan(TimeSpan.FromMilliseconds(50)));
    }

    [Test]
    public void Many_threads_may_verify_with_one_key_set()
    {
        var keys = AllKeys();
        var tokens = Algorithms.Names.Select(name => Jws.Create(name, Key(name))).ToArray();
        var forged = tokens.Select(token => token[..^10] + "AAAAAAAAAA").ToArray();

        var faults = Enumerable.Range(0, 400).AsParallel().WithDegreeOfParallelism(8)
            .Select(i => (Verify(keys, tokens[i % tokens.Length]), Verify(keys, forged[i % tokens.Length]))).Distinct().ToArray();

        Assert.That(faults, Is.EqualTo(new[] { (JoseFault.None, JoseFault.Signature) }));
    }

    private static KeySet AllKeys() => Parse(
        TestKeys.Jwk(TestKeys.Rsa, ""","kid":"rsa" """), TestKeys.Jwk(TestKeys.P256, ""","kid":"256" """),
        TestKeys.Jwk(TestKeys.P384, ""","kid":"384" """), TestKeys.Jwk(TestKeys.P521, ""","kid":"521" """));

    private static AsymmetricAlgorithm Key(string algorithm) => algorithm switch
    {
        "ES256" => TestKeys.P256,
        "ES384" => TestKeys.P384,
        "ES512" => TestKeys.P521,
        _ => TestKeys.Rsa,
    };

    private static string KeyId(string algorithm) => algorithm switch { "ES256" => "256", "ES384" => "384", "ES512" => "521", _ => "rsa" };

    private static KeySet Parse(params string[] keys) => KeySet.Parse(Encoding.UTF8.GetBytes(TestKeys.Jwks(keys)), Algorithms, out _)!;

    private static JoseFault Verify(KeySet keys, string token)
    {
        var jws = CompactJws.Parse(token, out var fault);
        Assert.That(fault, Is.EqualTo(JoseFault.None));
        return keys.Verify(jws!);
    }
}
