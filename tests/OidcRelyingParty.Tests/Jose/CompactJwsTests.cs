using OidcRelyingParty.Jose;

namespace OidcRelyingParty.Tests.Jose;

internal sealed class CompactJwsTests
{
    private const string Signature = "c2ln";

    [Test]
    public void An_ordinary_token_is_read()
    {
        var jws = CompactJws.Parse(Token("""{"alg":"RS256","kid":"k1","typ":"JWT","jku":"https://evil.example"}"""), out var fault);

        Assert.That(fault, Is.EqualTo(JoseFault.None));
        Assert.That(jws!.Algorithm, Is.EqualTo("RS256"));
        Assert.That(jws.KeyId, Is.EqualTo("k1"));
        Assert.That(jws.Type, Is.EqualTo("JWT"));
        Assert.That(jws.Payload.GetProperty("sub").GetString(), Is.EqualTo("joe"));
        Assert.That(jws.Header.GetProperty("jku").GetString(), Is.EqualTo("https://evil.example"));
        Assert.That(jws.Signature, Is.EqualTo("sig"u8.ToArray()));
    }

    [Test]
    public void Kid_and_typ_may_be_absent()
    {
        var jws = CompactJws.Parse(Token("""{"alg":"RS256"}"""), out _);

        Assert.That(jws!.KeyId, Is.Null);
        Assert.That(jws.Type, Is.Null);
    }

    [TestCase("none")]
    [TestCase("none", Signature)]
    public void A058_The_algorithm_none_is_refused(string algorithm, string signature = "") =>
        AssertFault(Token($$"""{"alg":"{{algorithm}}"}""", signature: signature), JoseFault.Algorithm);

    [TestCase("""{"alg":"NoNe"}""")]
    [TestCase("""{"alg":"NONE"}""")]
    [TestCase("""{"alg":"none "}""")]
    [TestCase("""{"alg":" none"}""")]
    [TestCase("""{"alg":"none\u0000"}""")]
    [TestCase("""{"alg":"none\n"}""")]
    [TestCase("""{"alg":""}""")]
    [TestCase("""{"alg":null}""")]
    [TestCase("""{"alg":["RS256"]}""")]
    [TestCase("""{"alg":256}""")]
    [TestCase("""{"ALG":"RS256"}""")]
    [TestCase("""{"typ":"JWT"}""")]
    [TestCase("{}")]
    public void A059_Case_variants_of_none_and_a_missing_algorithm_are_refused(string header)
    {
        AssertFault(Token(header, signature: ""), JoseFault.Algorithm);
        AssertFault(Token(header), JoseFault.Algorithm);
    }

    [Test]
    public void A060_An_empty_or_missing_signature_is_refused()
    {
        AssertFault(Token("""{"alg":"RS256"}""", signature: ""), JoseFault.Format);
        AssertFault(Jws.Segment("""{"alg":"RS256"}""") + "." + Jws.Segment(Jws.Claims), JoseFault.Format);
    }

    [TestCase("""["x"]""")]
    [TestCase("[]")]
    [TestCase("""["alg"]""")]
    [TestCase("""["exp"]""")]
    [TestCase("""["x","x"]""")]
    [TestCase("null")]
    [TestCase("\"x\"")]
    [TestCase("{}")]
    public void A079_Any_crit_is_refused(string crit) =>
        AssertFault(Token($$"""{"alg":"RS256","exp":1,"crit":{{crit}}}"""), JoseFault.Critical);

    [TestCase("""{"alg":"RS256","b64":false,"crit":["b64"]}""")]
    [TestCase("""{"alg":"RS256","b64":true,"crit":["b64"]}""")]
    [TestCase("""{"alg":"RS256","b64":false}""")]
    public void A080_An_unencoded_payload_is_refused(string header)
    {
        AssertFault(Token(header), JoseFault.Critical);
        AssertFault(Jws.Segment(header) + """.{"sub":"joe"}.""" + Signature, JoseFault.Critical);
    }

    [TestCase("""{"alg":"RS256","zip":"DEF"}""")]
    [TestCase("""{"alg":"RS256","zip":null}""")]
    [TestCase("""{"alg":"RS256","cty":"JWT"}""")]
    [TestCase("""{"alg":"RS256","cty":"jwt"}""")]
    [TestCase("""{"alg":"RS256","cty":"application/jwt"}""")]
    [TestCase("""{"alg":"RS256","cty":1}""")]
    [TestCase("""{"alg":"RS256","kid":1}""")]
    [TestCase("""{"alg":"RS256","kid":null}""")]
    [TestCase("""{"alg":"RS256","typ":[]}""")]
    [TestCase("""{"alg":"RS256","typ":null}""")]
    public void A085_Compression_nesting_and_wrongly_typed_headers_are_refused(string header) =>
        AssertFault(Token(header), JoseFault.Format);

    [Test]
    public void A085_A_JWS_in_a_JWS_is_refused() =>
        AssertFault(Token("""{"alg":"RS256"}""", payload: Token("""{"alg":"RS256"}""")), JoseFault.Format);

    [TestCase("""{"payload":"e30","protected":"e30","signature":"c2ln"}""")]
    [TestCase("""{"payload":"e30","signatures":[{"protected":"e30","signature":"c2ln"}]}""")]
    [TestCase("""{"payload":"a.b.c"}""")]
    public void A087_The_JSON_serialization_is_refused(string text) => AssertFault(text, JoseFault.Format);

    [Test]
    public void A113_A_claim_that_occurs_twice_is_refused() =>
        AssertFault(Token("""{"alg":"RS256"}""", payload: """{"sub":"a","sub":"b"}"""), JoseFault.Format);

    [TestCase("""{"alg":"none","alg":"RS256"}""")]
    [TestCase("""{"alg":"RS256","alg":"RS256"}""")]
    [TestCase("""{"alg":"RS256","kid":"a","kid":"b"}""")]
    [TestCase("""{"alg":"RS256","crit":[],"crit":[]}""")]
    [TestCase("""{"alg":"RS256","al\u0067":"none"}""")]
    public void A116_A_header_member_that_occurs_twice_is_refused(string header) => AssertFault(Token(header), JoseFault.Format);

    [TestCase("{}x")]
    [TestCase("[]")]
    [TestCase("")]
    [TestCase("null")]
    public void A117_A_payload_that_is_not_one_object_is_refused(string payload) =>
        AssertFault(Token("""{"alg":"RS256"}""", payload: payload), JoseFault.Format);

    [Test]
    public void A118_A_header_that_is_not_one_object_is_refused(
        [Values("", "[]", "\"alg\"", "\uFEFF{}", """{"alg":"RS256",}""")] string header) =>
        AssertFault(Token(header), JoseFault.Format);

    [Test]
    public void A123_Loose_base64url_is_refused_in_every_segment(
        [Values("=", "==", " ", "\n", "\r\n", "+", "/", "A")] string tail, [Values(0, 1, 2)] int segment)
    {
        var segments = Token("""{"alg":"RS256","x":1}""", """{"sub":"12345"}""", Signature).Split('.');
        Assert.That(segments.Select(text => text.Length % 4), Is.All.Zero);

        segments[segment] += tail;

        AssertFault(string.Join('.', segments), JoseFault.Format);
    }

    [Test]
    public void A123_Trailing_bits_are_refused_in_every_segment()
    {
        var header = Jws.Segment("""{"alg":"RS256"} """);
        var payload = Jws.Segment("""{"sub":"1"}""");
        Assert.That(CompactJws.Parse($"{header}.{payload}.QQ", out _), Is.Not.Null);

        AssertFault($"{Next(header)}.{payload}.QQ", JoseFault.Format);
        AssertFault($"{header}.{Next(payload)}.QQ", JoseFault.Format);
        AssertFault($"{header}.{payload}.QR", JoseFault.Format);

        // The following character differs only in the bits that must be zero.
        static string Next(string text)
        {
            Assert.That(text.Length % 4, Is.Not.Zero);
            return text[..^1] + (char)(text[^1] + 1);
        }
    }

    [TestCase("", JoseFault.Format)]
    [TestCase("a", JoseFault.Format)]
    [TestCase("a.b", JoseFault.Format)]
    [TestCase("..", JoseFault.Format)]
    [TestCase("a.b.c.d", JoseFault.Format)]
    [TestCase("a.b.c.d.e", JoseFault.Encrypted)]
    [TestCase("a.b.c.d.e.f", JoseFault.Format)]
    public void A124_Only_three_segments_are_a_signed_token(string text, JoseFault expected) => AssertFault(text, expected);

    [TestCase(200_000)]
    [TestCase(1_000_000)]
    public void A124_A_million_dots_cost_nothing(int count)
    {
        var dots = new string('.', count);
        CompactJws.Parse(dots, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var jws = CompactJws.Parse(dots, out var fault);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1024));
        Assert.That(jws, Is.Null);
        Assert.That(fault, Is.EqualTo(JoseFault.TooLarge));
        Assert.That(Stopped.BestOf(5, () => CompactJws.Parse(dots, out _)), Is.LessThan(TimeSpan.FromMilliseconds(10)));
    }

    [Test]
    public void A124_The_longest_text_that_is_read_is_64K()
    {
        AssertFault(new string('.', CompactJws.MaxLength), JoseFault.Format);
        AssertFault(new string('a', CompactJws.MaxLength + 1), JoseFault.TooLarge);
    }

    private static string Token(string header, string payload = Jws.Claims, string signature = Signature) =>
        $"{Jws.Segment(header)}.{Jws.Segment(payload)}.{signature}";

    private static void AssertFault(string text, JoseFault expected)
    {
        var jws = CompactJws.Parse(text, out var fault);

        Assert.That(fault, Is.EqualTo(expected));
        Assert.That(jws, Is.Null);
    }
}
