using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Jose;

namespace OidcRelyingParty.Tests.Jose;

internal sealed class JweDecryptorTests
{
    private const string Inner = "aGVhZGVy.cGF5bG9hZA.c2lnbmF0dXJl";

    private static readonly string[] Encryptions = ["A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"];

    private static RsaSecurityKey RsaKey => new(TestKeys.Rsa) { KeyId = "rsa" };

    private static ECDsaSecurityKey EcKey => new(TestKeys.P256) { KeyId = "ec" };

    [Test]
    public void RSA_OAEP_with_every_content_encryption_is_decrypted(
        [Values("RSA-OAEP", "RSA-OAEP-256")] string algorithm, [ValueSource(nameof(Encryptions))] string encryption)
    {
        var token = Jwe.Rsa(TestKeys.Rsa, algorithm, encryption, Inner);

        Assert.That(Decrypt(token, RsaKey), Is.EqualTo((Inner, JoseFault.None)));
        Assert.That(Decrypt(token, new RsaSecurityKey(TestKeys.OtherRsa)), Is.EqualTo(((string?)null, JoseFault.Decryption)));
    }

    [Test]
    public void ECDH_ES_with_every_content_encryption_and_curve_is_decrypted(
        [Values("ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW")] string algorithm,
        [ValueSource(nameof(Encryptions))] string encryption,
        [Values(256, 384, 521)] int size)
    {
        var key = size switch { 256 => TestKeys.P256, 384 => TestKeys.P384, _ => TestKeys.P521 };
        using var other = ECDsa.Create(key.ExportParameters(false).Curve);

        Assert.That(Decrypt(Jwe.Ecdh(key, algorithm, encryption, Inner), new ECDsaSecurityKey(key)), Is.EqualTo((Inner, JoseFault.None)));
        Assert.That(
            Decrypt(Jwe.Ecdh(key, algorithm, encryption, Inner, "Alice", "Bob"), new ECDsaSecurityKey(key)),
            Is.EqualTo((Inner, JoseFault.None)));
        Assert.That(
            Decrypt(Jwe.Ecdh(key, algorithm, encryption, Inner), new ECDsaSecurityKey(other)),
            Is.EqualTo(((string?)null, JoseFault.Decryption)));
    }

    [Test]
    public void Keys_are_taken_in_every_form_the_library_has()
    {
        var rsaRequest = new CertificateRequest("CN=a", TestKeys.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var rsaCertificate = rsaRequest.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(60));
        using var ecCertificate = new CertificateRequest("CN=a", TestKeys.P256, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(60));
        var rsaParameters = new RsaSecurityKey(TestKeys.Rsa.ExportParameters(true));
        SecurityKey[] rsaKeys =
            [RsaKey, rsaParameters, JsonWebKeyConverter.ConvertFromRSASecurityKey(rsaParameters), new X509SecurityKey(rsaCertificate)];
        SecurityKey[] ecKeys = [EcKey, JsonWebKeyConverter.ConvertFromECDsaSecurityKey(EcKey), new X509SecurityKey(ecCertificate)];

        foreach (var key in rsaKeys)
        {
            Assert.That(
                Decrypt(Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner), key),
                Is.EqualTo((Inner, JoseFault.None)), key.GetType().Name);
        }

        foreach (var key in ecKeys)
        {
            Assert.That(
                Decrypt(Jwe.Ecdh(TestKeys.P256, "ECDH-ES", "A128GCM", Inner), key),
                Is.EqualTo((Inner, JoseFault.None)), key.GetType().Name);
        }
    }

    [Test]
    public void The_kid_chooses_the_key_when_it_is_known_and_otherwise_the_type_does()
    {
        var wrong = new RsaSecurityKey(TestKeys.OtherRsa) { KeyId = "wrong" };

        Assert.That(
            Decrypt(Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner, ""","kid":"rsa" """), wrong, EcKey, RsaKey).Inner,
            Is.EqualTo(Inner));
        Assert.That(
            Decrypt(Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner, ""","kid":"else" """), wrong, EcKey, RsaKey).Inner,
            Is.EqualTo(Inner));
        Assert.That(Decrypt(Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner), wrong, EcKey, RsaKey).Inner, Is.EqualTo(Inner));
        Assert.That(
            Decrypt(Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner, ""","kid":"wrong" """), wrong, RsaKey).Fault,
            Is.EqualTo(JoseFault.Decryption));
        Assert.That(
            Decrypt(Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner), wrong, wrong, wrong, wrong, wrong, RsaKey).Fault,
            Is.EqualTo(JoseFault.Decryption), "five at most");
    }

    [Test]
    public void Without_a_private_key_of_the_right_type_and_size_there_is_no_key()
    {
        using var small = RSA.Create(1024);
        var token = Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner);
        var agreed = Jwe.Ecdh(TestKeys.P256, "ECDH-ES", "A128GCM", Inner);

        Assert.That(Decrypt(token).Fault, Is.EqualTo(JoseFault.Key));
        Assert.That(Decrypt(token, EcKey, new SymmetricSecurityKey(new byte[32])).Fault, Is.EqualTo(JoseFault.Key));
        Assert.That(Decrypt(token, new RsaSecurityKey(TestKeys.Rsa.ExportParameters(false))).Fault, Is.EqualTo(JoseFault.Key));
        Assert.That(Decrypt(Jwe.Rsa(small, "RSA-OAEP", "A128GCM", Inner), new RsaSecurityKey(small)).Fault, Is.EqualTo(JoseFault.Key));
        Assert.That(Decrypt(agreed, RsaKey).Fault, Is.EqualTo(JoseFault.Key));
        Assert.That(Decrypt(agreed, new ECDsaSecurityKey(TestKeys.P384)).Fault, Is.EqualTo(JoseFault.Key), "another curve");
    }

    [Test]
    public void No_single_bit_may_change_and_every_cryptographic_failure_looks_the_same(
        [Values("A128GCM", "A128CBC-HS256")] string encryption)
    {
        string[] tokens =
        [
            Jwe.Ecdh(TestKeys.P256, "ECDH-ES", encryption, Inner), Jwe.Ecdh(TestKeys.P256, "ECDH-ES+A128KW", encryption, Inner),
            Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP-256", encryption, Inner),
        ];
        var faults = new HashSet<JoseFault>();

        foreach (var parts in tokens.Select(token => token.Split('.').Select(Decode).ToArray()))
        {
            // Part 0, the header, has a test of its own. RSA decryption is slow, so of the encrypted key every 61st bit must do.
            for (var part = 1; part < 5; part++)
            {
                for (var bit = 0; bit < parts[part].Length * 8; bit += part == 1 ? 61 : 1)
                {
                    parts[part][bit / 8] ^= (byte)(1 << (bit % 8));
                    faults.Add(Decrypt(string.Join('.', parts.Select(TestKeys.Encode)), RsaKey, EcKey).Fault);
                    parts[part][bit / 8] ^= (byte)(1 << (bit % 8));
                }
            }
        }

        Assert.That(faults, Is.EquivalentTo(new[] { JoseFault.Decryption }));
    }

    [Test]
    public void The_header_is_authenticated()
    {
        var segments = Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner).Split('.');
        segments[0] = Jws.Segment("""{"alg":"RSA-OAEP","enc":"A128GCM","typ":"JWT"}""");

        Assert.That(Decrypt(string.Join('.', segments), RsaKey).Fault, Is.EqualTo(JoseFault.Decryption));
    }

    [Test]
    public void A084_Compression_is_refused_before_anything_is_decrypted()
    {
        var token = Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner, ""","zip":"DEF" """);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(Decrypt(token, RsaKey).Fault, Is.EqualTo(JoseFault.Format));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1024 * 1024));
        Assert.That(
            Decrypt(Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", new string('a', 500_000)), RsaKey).Fault,
            Is.EqualTo(JoseFault.TooLarge));
    }

    [Test]
    public void A085_An_encrypted_token_in_an_encrypted_token_is_refused()
    {
        var nested = Inner;
        for (var depth = 0; depth < 5; depth++)
        {
            nested = Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", nested, ""","cty":"JWT" """);
            Assert.That(Decrypt(nested, RsaKey), Is.EqualTo(depth == 0 ? (Inner, JoseFault.None) : (null, JoseFault.Format)));
        }
    }

    [Test]
    public void A_decrypted_text_that_is_not_ASCII_is_refused() =>
        Assert.That(Decrypt(Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", "ä.b.c"), RsaKey).Fault, Is.EqualTo(JoseFault.Format));

    [TestCase("""{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"c2FsdHNhbHQ","p2c":2147483648}""")]
    [TestCase("""{"alg":"PBES2-HS512+A256KW","enc":"A128GCM","p2s":"c2FsdHNhbHQ","p2c":1}""")]
    [TestCase("""{"alg":"dir","enc":"A128GCM"}""")]
    [TestCase("""{"alg":"A128KW","enc":"A128GCM"}""")]
    [TestCase("""{"alg":"A128GCMKW","enc":"A128GCM"}""")]
    [TestCase("""{"alg":"RSA-OAEP-512","enc":"A128GCM"}""")]
    [TestCase("""{"alg":"rsa-oaep","enc":"A128GCM"}""")]
    [TestCase("""{"alg":"none","enc":"A128GCM"}""")]
    [TestCase("""{"enc":"A128GCM"}""")]
    [TestCase("""{"alg":"RSA-OAEP"}""")]
    [TestCase("""{"alg":"RSA-OAEP","enc":1}""")]
    [TestCase("""{"alg":"RSA-OAEP","enc":"none"}""")]
    [TestCase("""{"alg":"RSA-OAEP","enc":"A128CBC"}""")]
    [TestCase("""{"alg":"RSA-OAEP","enc":"a128gcm"}""")]
    public void A086_Other_algorithms_are_refused_without_work(string header)
    {
        var token = Jwe.Create(header, new byte[256], new byte[16], "A128GCM", Inner);

        Assert.That(Decrypt(token, RsaKey, EcKey).Fault, Is.EqualTo(JoseFault.Algorithm));
        Assert.That(Stopped.BestOf(5, () => Decrypt(token, RsaKey, EcKey)), Is.LessThan(TimeSpan.FromMilliseconds(5)));
    }

    [Test]
    public void A086_RSA1_5_is_refused_even_when_it_is_genuine() =>
        Assert.That(Decrypt(Jwe.Rsa(TestKeys.Rsa, "RSA1_5", "A128GCM", Inner), RsaKey).Fault, Is.EqualTo(JoseFault.Algorithm));

    [Test]
    public void A086_A_tag_or_vector_of_another_length_is_refused([ValueSource(nameof(Encryptions))] string encryption)
    {
        var parts = Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", encryption, Inner).Split('.');
        foreach (var part in new[] { 2, 3, 4 })
        {
            var bytes = Decode(parts[part]);
            byte[][] others = [[], bytes[..1], bytes[..12], bytes[..^1], [.. bytes, 0]];
            foreach (var other in others.Where(other => other.Length != bytes.Length))
            {
                var changed = parts.ToArray();
                changed[part] = TestKeys.Encode(other);
                Assert.That(
                    Decrypt(string.Join('.', changed), RsaKey).Fault,
                    Is.EqualTo(JoseFault.Decryption), $"part {part}, {other.Length} bytes");
            }
        }
    }

    [Test]
    public void An_encrypted_key_where_none_belongs_or_of_another_length_is_refused()
    {
        foreach (var (algorithm, lengths) in new[] { ("ECDH-ES", new[] { 1, 24 }), ("ECDH-ES+A128KW", [0, 7, 16, 25, 32]) })
        {
            foreach (var length in lengths)
            {
                var parts = Jwe.Ecdh(TestKeys.P256, algorithm, "A128GCM", Inner).Split('.');
                parts[1] = TestKeys.Encode(new byte[length]);
                Assert.That(
                    Decrypt(string.Join('.', parts), EcKey).Fault,
                    Is.EqualTo(JoseFault.Decryption), $"{algorithm}, {length} bytes");
            }
        }

        var contentKey = RandomNumberGenerator.GetBytes(32);
        var wrongLength = TestKeys.Rsa.Encrypt(contentKey, RSAEncryptionPadding.OaepSHA1);
        var token = Jwe.Create("""{"alg":"RSA-OAEP","enc":"A128GCM"}""", wrongLength, contentKey, "A128GCM", Inner);
        Assert.That(Decrypt(token, RsaKey).Fault, Is.EqualTo(JoseFault.Decryption));
    }

    [Test]
    public void An_ephemeral_key_off_the_curve_is_refused()
    {
        var point = TestKeys.P256.ExportParameters(false).Q;
        var x = TestKeys.Encode(point.X);
        var off = TestKeys.Encode([.. point.Y![..^1], (byte)(point.Y[^1] ^ 1)]);
        var zero = TestKeys.Encode(new byte[32]);

        Assert.That(Fault($$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{off}}"}"""), Is.EqualTo(JoseFault.Decryption));
        Assert.That(Fault($$"""{"kty":"EC","crv":"P-256","x":"{{zero}}","y":"{{zero}}"}"""), Is.EqualTo(JoseFault.Decryption));
        Assert.That(Fault($$"""{"kty":"EC","crv":"P-256","x":"{{x}}"}"""), Is.EqualTo(JoseFault.Format));
        Assert.That(Fault($$"""{"kty":"EC","crv":"P-384","x":"{{x}}","y":"{{x}}"}"""), Is.EqualTo(JoseFault.Format));
        Assert.That(Fault($$"""{"kty":"EC","crv":"secp256k1","x":"{{x}}","y":"{{x}}"}"""), Is.EqualTo(JoseFault.Format));
        Assert.That(Fault($$"""{"kty":"OKP","crv":"X25519","x":"{{x}}"}"""), Is.EqualTo(JoseFault.Format));
        Assert.That(Fault("null"), Is.EqualTo(JoseFault.Format));

        JoseFault Fault(string epk) =>
            Decrypt(Jwe.Create($$"""{"alg":"ECDH-ES","enc":"A128GCM","epk":{{epk}}}""", [], new byte[16], "A128GCM", Inner), EcKey).Fault;
    }

    [TestCase(""","crit":["exp"],"exp":1""", JoseFault.Critical)]
    [TestCase(""","crit":[]""", JoseFault.Critical)]
    [TestCase(""","kid":1""", JoseFault.Format)]
    [TestCase(""","cty":1""", JoseFault.Format)]
    [TestCase(""","typ":null""", JoseFault.Format)]
    [TestCase(""","alg":"RSA-OAEP" """, JoseFault.Format)]
    public void A079_A116_The_header_is_read_as_strictly_as_that_of_a_signed_token(string members, object expected) =>
        Assert.That(Decrypt(Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner, members), RsaKey).Fault, Is.EqualTo(expected));

    [TestCase("""{"alg":"ECDH-ES","enc":"A128GCM"}""")]
    [TestCase("""{"alg":"ECDH-ES","enc":"A128GCM","epk":{},"apu":1}""")]
    public void An_agreement_without_its_members_is_refused(string header) =>
        Assert.That(Decrypt(Jwe.Create(header, [], new byte[16], "A128GCM", Inner), EcKey).Fault, Is.EqualTo(JoseFault.Format));

    [TestCase(",\"apu\":\"=\"")]
    [TestCase(",\"apv\":null")]
    public void Party_information_that_is_not_base64url_is_refused(string members) =>
        Assert.That(
            Decrypt(Jwe.Ecdh(TestKeys.P256, "ECDH-ES", "A128GCM", Inner, members: members), EcKey).Fault,
            Is.EqualTo(JoseFault.Format));

    [TestCase("")]
    [TestCase(Inner)]
    [TestCase("....")]
    [TestCase("a.b.c.d")]
    [TestCase("a.b.c.d.e.f")]
    [TestCase("""{"protected":"e30","encrypted_key":"AA","iv":"AA","ciphertext":"AA","tag":"AA"}""")]
    public void A087_A124_Only_five_segments_are_an_encrypted_token(string text) =>
        Assert.That(Decrypt(text, RsaKey).Fault, Is.EqualTo(JoseFault.Format));

    [Test]
    public void A123_Loose_base64url_is_refused_in_every_segment(
        [Values("=", " ", "\n", "+", "/")] string tail, [Values(0, 1, 2, 3, 4)] int segment)
    {
        var segments = Jwe.Rsa(TestKeys.Rsa, "RSA-OAEP", "A128GCM", Inner).Split('.');
        segments[segment] += tail;

        Assert.That(Decrypt(string.Join('.', segments), RsaKey).Fault, Is.EqualTo(JoseFault.Format));
    }

    [Test]
    public void A124_A_million_dots_are_refused() =>
        Assert.That(Decrypt(new string('.', 1_000_000), RsaKey).Fault, Is.EqualTo(JoseFault.TooLarge));

    private static byte[] Decode(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private static (string? Inner, JoseFault Fault) Decrypt(string text, params SecurityKey[] keys)
    {
        var decrypted = JweDecryptor.TryDecrypt(text, keys, out var inner, out var fault);
        Assert.That(decrypted, Is.EqualTo(inner is not null).And.EqualTo(fault == JoseFault.None));
        return (inner, fault);
    }
}
