using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OidcRelyingParty.Jose;

namespace OidcRelyingParty.Tests.Jose;

internal sealed class KeySetParseTests
{
    private static readonly SignatureAlgorithms Algorithms = new([]);

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"keys":null}""")]
    [TestCase("""{"keys":{}}""")]
    [TestCase("""{"KEYS":[]}""")]
    [TestCase("""{"keys":[]}x""")]
    [TestCase("\uFEFF{\"keys\":[]}")]
    [TestCase("""{"keys":[],"keys":[]}""")]
    [TestCase("""{"keys":[],"k\u0065ys":[]}""")]
    public void A_document_that_is_no_key_set_is_refused_with_a_problem(string json)
    {
        var keys = KeySet.Parse(Encoding.UTF8.GetBytes(json), Algorithms, out var problem);

        Assert.That(keys, Is.Null);
        Assert.That(problem, Is.Not.Empty);
    }

    [Test]
    public void An_empty_key_set_is_one()
    {
        var keys = Parse("""{"keys":[],"x":1}""");

        Assert.That((keys.Count, keys.SkippedCount), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A072_More_than_100_keys_are_refused_at_load()
    {
        Assert.That(Parse($$"""{"keys":[{{string.Join(',', Enumerable.Repeat("{}", 100))}}]}""").SkippedCount, Is.EqualTo(100));
        AssertRefused($$"""{"keys":[{{string.Join(',', Enumerable.Repeat("{}", 101))}}]}""");
        AssertRefused($$"""{"keys":[{{string.Join(',', Enumerable.Repeat("{}", 10_000))}}]}""");
    }

    [Test]
    public void A_document_beyond_half_a_megabyte_is_refused() => AssertRefused("""{"keys":[]}""" + new string(' ', KeySet.MaxBytes));

    [Test]
    public void A065_A_symmetric_key_is_ignored() =>
        AssertSkipped("""{"kty":"oct","k":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0","alg":"HS256"}""");

    [TestCase(""","use":"enc" """)]
    [TestCase(""","use":"SIG" """)]
    [TestCase(""","use":null""")]
    [TestCase(""","use":["sig"]""")]
    [TestCase(""","key_ops":["encrypt"]""")]
    [TestCase(""","key_ops":["sign"]""")]
    [TestCase(""","key_ops":[]""")]
    [TestCase(""","key_ops":"verify" """)]
    [TestCase(""","key_ops":[["verify"]]""")]
    [TestCase(""","use":"sig","key_ops":["encrypt"]""")]
    [TestCase(""","use":"enc","key_ops":["verify"]""")]
    public void A073_A_key_that_is_not_for_verifying_is_ignored(string members) => AssertSkipped(TestKeys.Jwk(TestKeys.Rsa, members));

    [TestCase(""","use":"sig" """)]
    [TestCase(""","key_ops":["verify"]""")]
    [TestCase(""","use":"sig","key_ops":["sign","verify"]""")]
    [TestCase(""","alg":"PS512" """)]
    [TestCase(""","d":"AQAB","p":1,"x5u":"https://evil.example","jku":7""")]
    public void A073_A_key_for_verifying_is_taken(string members) =>
        Assert.That(Parse(TestKeys.Jwks(TestKeys.Jwk(TestKeys.Rsa, members))).Count, Is.EqualTo(1));

    [TestCase(512)]
    [TestCase(768)]
    [TestCase(1024)]
    [TestCase(2047)]
    [TestCase(8193)]
    [TestCase(16_384)]
    public void A075_A_modulus_outside_2048_to_8192_bits_is_refused(int bits) => AssertSkipped(RsaKey(Odd(bits), [1, 0, 1]));

    [TestCase(2048)]
    [TestCase(8192)]
    public void A075_A_modulus_of_2048_to_8192_bits_is_taken(int bits)
    {
        Assert.That(Parse(TestKeys.Jwks(RsaKey(Odd(bits), [1, 0, 1]))).Count, Is.EqualTo(1));
        Assert.That(Parse(TestKeys.Jwks(RsaKey([0, .. Odd(bits)], [0, 1, 0, 1]))).Count, Is.EqualTo(1), "a zero byte in front");
    }

    [TestCase(new byte[] { 1 })]
    [TestCase(new byte[] { 0 })]
    [TestCase(new byte[] { })]
    [TestCase(new byte[] { 2 })]
    [TestCase(new byte[] { 1, 0, 0 })]
    [TestCase(new byte[] { 1, 0, 0, 0, 1 })]
    [TestCase(new byte[] { 0, 0, 0, 0, 1 })]
    public void A076_A_trivial_even_or_huge_exponent_is_refused(byte[] exponent) => AssertSkipped(RsaKey(Odd(2048), exponent));

    [TestCase(new byte[] { 3 })]
    [TestCase(new byte[] { 255, 255, 255, 255 })]
    public void A076_An_odd_exponent_of_up_to_32_bits_is_taken(byte[] exponent) =>
        Assert.That(Parse(TestKeys.Jwks(RsaKey(Odd(2048), exponent))).Count, Is.EqualTo(1));

    [Test]
    public void A076_An_exponent_of_2047_bits_and_an_even_modulus_are_refused()
    {
        AssertSkipped(RsaKey(Odd(2048), Odd(2047)));
        AssertSkipped(RsaKey([.. Odd(2048)[..^1], 2], [1, 0, 1]));
    }

    [Test]
    public void A077_A_point_off_the_curve_or_at_infinity_is_refused()
    {
        var (x, y) = (TestKeys.P256.ExportParameters(false).Q.X!, TestKeys.P256.ExportParameters(false).Q.Y!);
        Assert.That(Parse(TestKeys.Jwks(EcKey("P-256", x, y))).Count, Is.EqualTo(1));

        AssertSkipped(EcKey("P-256", y, x));
        AssertSkipped(EcKey("P-256", x, [.. y[..^1], (byte)(y[^1] ^ 1)]));
        AssertSkipped(EcKey("P-256", new byte[32], new byte[32]));
        AssertSkipped(EcKey("P-256", [], []));
        AssertSkipped(EcKey("P-256", Enumerable.Repeat((byte)255, 32).ToArray(), y));
        AssertSkipped(EcKey("P-256", [0, .. x], y));
        AssertSkipped(EcKey("P-256", x[1..], y));
        AssertSkipped(EcKey("P-384", x, y));
        AssertSkipped(EcKey("P-521", x, y));
    }

    [Test]
    public void A078_Bad_and_unknown_keys_are_skipped_and_counted_and_the_good_ones_work()
    {
        var good = TestKeys.Jwk(TestKeys.P256, ""","kid":"good" """);
        var n = TestKeys.Encode(TestKeys.Rsa.ExportParameters(false).Modulus);
        string[] bad =
        [
            "null", "1", "[]", "{}", "\"key\"",
            """{"kty":1}""", """{"kty":"rsa"}""", """{"kty":"AKP","alg":"ML-DSA-44","pub":"AA"}""",
            """{"kty":"RSA"}""", """{"kty":"RSA","n":1,"e":"AQAB"}""", """{"kty":"RSA","n":"!","e":"AQAB"}""",
            $$"""{"kty":"RSA","n":"{{n}}=","e":"AQAB"}""", $$"""{"kty":"RSA","n":"{{n}}"}""",
            $$"""{"kty":"RSA","n":"{{n}}","e":"AQAB","kid":1}""",
            $$"""{"kty":"RSA","n":"{{n}}","e":"AQAB","alg":1}""", $$"""{"kty":"RSA","n":"{{n}}","e":"AQAB","alg":"RSA-OAEP"}""",
            $$"""{"kty":"RSA","n":"{{n}}","e":"AQAB","alg":"HS256"}""", $$"""{"kty":"RSA","n":"{{n}}","e":"AQAB","alg":"none"}""",
            $$"""{"kty":"RSA","n":"{{n}}","e":"AQAB","alg":"ES256"}""",
            """{"kty":"EC","crv":"P-256"}""", EcKey("secp256k1", new byte[32], new byte[32]), EcKey("p-256", new byte[32], new byte[32]),
            """{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""",
            """{"kty":"OKP","crv":"X25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""",
        ];

        var keys = Parse(TestKeys.Jwks([.. bad, good]));

        Assert.That(keys.Count, Is.EqualTo(1));
        Assert.That(keys.SkippedCount, Is.EqualTo(bad.Length));
        Assert.That(
            keys.Verify(CompactJws.Parse(Jws.Create("ES256", TestKeys.P256, ""","kid":"good" """), out _)!),
            Is.EqualTo(JoseFault.None));
    }

    [Test]
    public void A113_A_key_with_a_member_twice_is_skipped_alone()
    {
        var twice = TestKeys.Jwk(TestKeys.Rsa, ""","kid":"a","kid":"b" """);
        var hidden = TestKeys.Jwk(TestKeys.Rsa, ""","alg":"RS256","al\u0067":"RS512" """);

        var keys = Parse(TestKeys.Jwks(twice, hidden, TestKeys.Jwk(TestKeys.P256)));

        Assert.That((keys.Count, keys.SkippedCount), Is.EqualTo((1, 2)));
    }

    [Test]
    public void A068_A_certificate_that_holds_another_key_makes_the_key_unusable()
    {
        var rsa = Certificate(new CertificateRequest("CN=a", TestKeys.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var other = Certificate(new CertificateRequest("CN=b", TestKeys.OtherRsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var ec = Certificate(new CertificateRequest("CN=c", TestKeys.P256, HashAlgorithmName.SHA256));

        Assert.That(Parse(TestKeys.Jwks(TestKeys.Jwk(TestKeys.Rsa, X5c(rsa)))).Count, Is.EqualTo(1));
        Assert.That(Parse(TestKeys.Jwks(TestKeys.Jwk(TestKeys.Rsa, X5c(rsa, other)))).Count, Is.EqualTo(1));
        Assert.That(Parse(TestKeys.Jwks(TestKeys.Jwk(TestKeys.P256, X5c(ec)))).Count, Is.EqualTo(1));
        AssertSkipped(TestKeys.Jwk(TestKeys.Rsa, X5c(other)));
        AssertSkipped(TestKeys.Jwk(TestKeys.Rsa, X5c(other, rsa)));
        AssertSkipped(TestKeys.Jwk(TestKeys.Rsa, X5c(ec)));
        AssertSkipped(TestKeys.Jwk(TestKeys.P256, X5c(rsa)));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"AAAA\"")]
    [TestCase("[1]")]
    [TestCase("[\"\"]")]
    [TestCase("[\"AAAA\"]")]
    [TestCase("[\"-_-_\"]")]
    public void A068_A_malformed_certificate_makes_the_key_unusable(string x5c) =>
        AssertSkipped(TestKeys.Jwk(TestKeys.Rsa, $",\"x5c\":{x5c}"));

    [Test]
    public void Private_members_are_not_kept()
    {
        var parameters = TestKeys.Rsa.ExportParameters(true);
        var jwk = TestKeys.Jwk(parameters, $",\"d\":\"{TestKeys.Encode(parameters.D)}\",\"p\":\"{TestKeys.Encode(parameters.P)}\"");
        using var document = System.Text.Json.JsonDocument.Parse(jwk);

        var key = JsonWebKeyReader.Read(document.RootElement);

        var kept = (Microsoft.IdentityModel.Tokens.RsaSecurityKey)key!.SecurityKey;
        Assert.That(kept.PrivateKeyStatus, Is.EqualTo(Microsoft.IdentityModel.Tokens.PrivateKeyStatus.DoesNotExist));
        Assert.That(kept.Parameters.D, Is.Null);
    }

    [Test]
    public void The_thumbprint_is_that_of_RFC_7638()
    {
        const string jwk = """
            {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}
            """;
        using var document = System.Text.Json.JsonDocument.Parse(jwk);

        Assert.That(JsonWebKeyReader.Read(document.RootElement)!.Thumbprint, Is.EqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
    }

    [Test]
    public void A_refresh_brings_something_new_when_a_key_a_kid_or_an_alg_changes()
    {
        var (rsa, ec) = (TestKeys.Jwk(TestKeys.Rsa, ""","kid":"a" """), TestKeys.Jwk(TestKeys.P256, ""","kid":"b" """));
        var keys = Parse(TestKeys.Jwks(rsa, ec));

        Assert.That(keys.ContainsSameKeysAs(Parse(TestKeys.Jwks(rsa, ec))), Is.True);
        Assert.That(keys.ContainsSameKeysAs(Parse(TestKeys.Jwks(ec, """{"kty":"oct"}""", rsa))), Is.True);
        Assert.That(keys.ContainsSameKeysAs(Parse(TestKeys.Jwks(rsa))), Is.False);
        Assert.That(keys.ContainsSameKeysAs(Parse(TestKeys.Jwks(rsa, TestKeys.Jwk(TestKeys.P256, ""","kid":"c" """)))), Is.False);
        Assert.That(keys.ContainsSameKeysAs(Parse(TestKeys.Jwks(rsa, TestKeys.Jwk(TestKeys.P384, ""","kid":"b" """)))), Is.False);
        Assert.That(
            keys.ContainsSameKeysAs(Parse(TestKeys.Jwks(TestKeys.Jwk(TestKeys.Rsa, ""","kid":"a","alg":"RS256" """), ec))),
            Is.False);
    }

    private static KeySet Parse(string json)
    {
        var keys = KeySet.Parse(Encoding.UTF8.GetBytes(json), Algorithms, out var problem);
        Assert.That(problem, Is.Null);
        return keys!;
    }

    private static void AssertSkipped(string jwk)
    {
        var keys = Parse(TestKeys.Jwks(jwk));
        Assert.That((keys.Count, keys.SkippedCount), Is.EqualTo((0, 1)));
    }

    private static void AssertRefused(string json) => Assert.That(KeySet.Parse(Encoding.UTF8.GetBytes(json), Algorithms, out _), Is.Null);

    // Odd, with the highest bit set. Nobody looks at the factors of a public key.
    private static byte[] Odd(int bits) => ((BigInteger.One << (bits - 1)) + 1).ToByteArray(isUnsigned: true, isBigEndian: true);

    private static string RsaKey(byte[] modulus, byte[] exponent) =>
        TestKeys.Jwk(new RSAParameters { Modulus = modulus, Exponent = exponent });

    private static string EcKey(string curve, byte[] x, byte[] y) =>
        $$"""{"kty":"EC","crv":"{{curve}}","x":"{{TestKeys.Encode(x)}}","y":"{{TestKeys.Encode(y)}}"}""";

    private static string Certificate(CertificateRequest request)
    {
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(60));
        return Convert.ToBase64String(certificate.RawData);
    }

    private static string X5c(params string[] certificates) => $",\"x5c\":[{string.Join(',', certificates.Select(c => $"\"{c}\""))}]";
}
