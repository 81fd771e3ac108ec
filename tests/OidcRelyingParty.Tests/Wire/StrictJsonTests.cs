using System.Text;
using System.Text.Json;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Tests.Wire;

internal sealed class StrictJsonTests
{
    [TestCase("{}")]
    [TestCase(" \r\n\t{ \"a\" : [ { } ] } \r\n\t")]
    [TestCase("{\"a\":\"\\u00e9\\n\\\\ud800\\\"\"}", TestName = "Escapes that only look like a surrogate")]
    [TestCase("{\"a\":\"\\ud83d\\ude00\"}", TestName = "A surrogate pair")]
    [TestCase("{\"a\":{\"a\":1},\"b\":{\"a\":1}}")]
    public void An_ordinary_object_is_read(string json)
    {
        var read = Read(json, out var value);

        Assert.That(read, Is.True);
        Assert.That(value.ValueKind, Is.EqualTo(JsonValueKind.Object));
    }

    [TestCase("{\"sub\":\"a\",\"sub\":\"b\"}")]
    [TestCase("{\"aud\":\"a\",\"iss\":1,\"aud\":\"a\"}")]
    [TestCase("{\"address\":{\"x\":1,\"x\":1}}")]
    [TestCase("{\"groups\":[{\"x\":1,\"x\":2}]}")]
    public void A113_A_member_that_occurs_twice_is_refused_at_any_depth(string json) => AssertRefused(json);

    [TestCase("{\"sub\":\"a\",\"s\\u0075b\":\"b\"}")]
    [TestCase("{\"s\\u0075b\":\"a\",\"sub\":\"b\"}")]
    [TestCase("{\"\\u0073ub\":\"a\",\"s\\u0075b\":\"b\"}")]
    public void A114_Duplicates_hidden_by_escapes_are_refused(string json) => AssertRefused(json);

    [TestCase("{\"sub\":\"a\"}{\"sub\":\"x\"}")]
    [TestCase("{}\0")]
    [TestCase("{},")]
    [TestCase("{} x")]
    [TestCase("{}}")]
    [TestCase("{}\u00a0")]
    public void A117_Anything_but_whitespace_after_the_object_is_refused(string json) => AssertRefused(json);

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("\uFEFF{}")]
    [TestCase("/**/{}")]
    [TestCase("{}//x")]
    [TestCase("{\"a\":1,}")]
    [TestCase("{\"a\":[1,]}")]
    [TestCase("{\"a\":NaN}")]
    [TestCase("{\"a\":Infinity}")]
    [TestCase("{\"a\":01}")]
    [TestCase("{\"a\":+1}")]
    [TestCase("{'a':1}")]
    [TestCase("{a:1}")]
    [TestCase("{\"a\":\"\t\"}")]
    [TestCase("{\"a\":\"\\x41\"}")]
    [TestCase("{\"a\"")]
    [TestCase("[]")]
    [TestCase("[{}]")]
    [TestCase("\"{}\"")]
    [TestCase("null")]
    [TestCase("1")]
    [TestCase("true")]
    public void A118_Whatever_is_not_a_plain_JSON_object_is_refused(string json) => AssertRefused(json);

    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    [TestCase("utf-32")]
    public void A118_Other_encodings_are_refused(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        Assert.That(StrictJson.TryParseObject(encoding.GetBytes("{\"a\":1}"), out _), Is.False);
        Assert.That(StrictJson.TryParseObject([.. encoding.GetPreamble(), .. encoding.GetBytes("{\"a\":1}")], out _), Is.False);
    }

    [TestCase(new byte[] { 0xC0, 0x80 }, TestName = "An overlong NUL")]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 }, TestName = "A surrogate in UTF-8")]
    [TestCase(new byte[] { 0xFF }, TestName = "A byte UTF-8 never has")]
    [TestCase(new byte[] { 0xE2, 0x82 }, TestName = "A character cut off")]
    [TestCase(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, TestName = "Beyond U+10FFFF")]
    public void A118_Invalid_UTF8_is_refused_in_values_and_in_names(byte[] bytes)
    {
        Assert.That(StrictJson.TryParseObject([.. "{\"a\":\""u8, .. bytes, .. "\"}"u8], out _), Is.False);
        Assert.That(StrictJson.TryParseObject([.. "{\""u8, .. bytes, .. "\":1}"u8], out _), Is.False);
    }

    [TestCase("{\"a\":\"\\ud800\"}")]
    [TestCase("{\"a\":\"\\udc00\"}")]
    [TestCase("{\"a\":\"\\ud800x\"}")]
    [TestCase("{\"a\":\"\\ud800\\ud800\\udc00\"}")]
    [TestCase("{\"a\":\"\\udc00\\ud800\"}")]
    [TestCase("{\"a\":\"\\ud800\\n\"}")]
    [TestCase("{\"a\":\"\\\\\\uDBFF\"}")]
    [TestCase("{\"\\ud800\":1}")]
    [TestCase("{\"\\ud800\":1,\"\\ud800\":2}")]
    public void A118_A_lone_surrogate_escape_is_refused(string json) => AssertRefused(json);

    [TestCase("\\u")]
    [TestCase("\\u12")]
    [TestCase("\\uD800\\u")]
    [TestCase("\\")]
    [TestCase("{\"a\":\"\\")]
    public void Escapes_cut_off_are_refused(string json) => AssertRefused(json);

    [TestCase(32, true)]
    [TestCase(33, false)]
    [TestCase(65, false)]
    [TestCase(10_000, false)]
    [TestCase(1_000_000, false)]
    public void A120_Nesting_ends_at_32(int depth, bool accepted)
    {
        var arrays = depth - 1;
        var nested = "{\"a\":" + new string('[', arrays) + new string(']', arrays) + "}";

        Assert.That(Read(nested, out _), Is.EqualTo(accepted));
        Assert.That(Read("{\"a\":" + new string('[', arrays), out _), Is.False);
    }

    [TestCase("1e999999999")]
    [TestCase("-1e999999999")]
    [TestCase("-0")]
    [TestCase("0.1e1")]
    public void A122_Odd_numbers_neither_throw_nor_overflow(string number)
    {
        var read = Read($"{{\"exp\":{number}}}", out var value);

        Assert.That(read, Is.True);
        Assert.That(value.GetProperty("exp").GetRawText(), Is.EqualTo(number));
    }

    [Test]
    public void A122_A_number_of_400_digits_is_no_work() => Assert.That(Read($"{{\"x\":{new string('9', 400)}}}", out _), Is.True);

    [Test]
    public void A_string_member_is_text_or_absent_and_nothing_else()
    {
        Read("{\"a\":\"x\",\"b\":null,\"c\":1}", out var value);

        Assert.That(StrictJson.TryGetString(value, "a"u8, out var a) ? a : null, Is.EqualTo("x"));
        Assert.That(StrictJson.TryGetString(value, "z"u8, out var z), Is.True);
        Assert.That(z, Is.Null);
        Assert.That(StrictJson.TryGetString(value, "b"u8, out _), Is.False);
        Assert.That(StrictJson.TryGetString(value, "c"u8, out _), Is.False);
    }

    private static bool Read(string json, out JsonElement value) => StrictJson.TryParseObject(Encoding.UTF8.GetBytes(json), out value);

    private static void AssertRefused(string json)
    {
        var read = Read(json, out var value);

        Assert.That(read, Is.False);
        Assert.That(value.ValueKind, Is.EqualTo(JsonValueKind.Undefined));
    }
}
