namespace OidcRelyingParty.Tests;

[TestFixture]
internal sealed class IssuerUrlTests
{
    [TestCase("https://op.example.test", "https://op.example.test/.well-known/openid-configuration")]
    [TestCase("https://op.example.test/", "https://op.example.test/.well-known/openid-configuration")]
    [TestCase("https://op.example.test/realms/one", "https://op.example.test/realms/one/.well-known/openid-configuration")]
    [TestCase("https://op.example.test/realms/one/", "https://op.example.test/realms/one/.well-known/openid-configuration")]
    [TestCase("https://op.example.test:8443/x", "https://op.example.test:8443/x/.well-known/openid-configuration")]
    [TestCase("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x/.well-known/openid-configuration")]
    [TestCase("https://bücher.example.test/x", "https://bücher.example.test/x/.well-known/openid-configuration")]
    [TestCase("https://OP.Example.test/Realm", "https://op.example.test/Realm/.well-known/openid-configuration")]
    [TestCase("http://127.0.0.1:8080", "http://127.0.0.1:8080/.well-known/openid-configuration")]
    public void A148_The_metadata_is_below_the_issuer_and_the_issuer_stays_as_written(string text, string metadata)
    {
        var issuer = IssuerUrl.Parse(text);

        Assert.That(issuer.Value, Is.EqualTo(text));
        Assert.That(issuer.ToString(), Is.EqualTo(text));
        Assert.That(issuer.MetadataAddress.AbsoluteUri, Is.EqualTo(new Uri(metadata).AbsoluteUri));
    }

    [TestCase("https://op.example.test?x=1")]
    [TestCase("https://op.example.test/?")]
    [TestCase("https://op.example.test#x")]
    [TestCase("https://op.example.test/#")]
    public void A148_Query_and_fragment_are_refused(string text) => Refused(text);

    [TestCase("https://op@evil.example.test")]
    [TestCase("https://op:password@evil.example.test")]
    [TestCase("https://op.example.test\\evil")]
    [TestCase("https:\\\\op.example.test")]
    [TestCase("https://op.example.test\t/x")]
    [TestCase("https://op.example.test\r\n/x")]
    [TestCase("https://op.example.test\0")]
    [TestCase("https://op%2eexample%2etest")]
    [TestCase("//evil.example.test")]
    [TestCase("///evil.example.test")]
    [TestCase(" https://op.example.test")]
    [TestCase("https://op.example.test ")]
    [TestCase("https://")]
    [TestCase("https:///x")]
    [TestCase("https://:443/")]
    [TestCase("https:op.example.test")]
    [TestCase("https:/op.example.test")]
    [TestCase("https://op.example.test:99999")]
    [TestCase("https://op.example.test:port")]
    [TestCase("https://[::1")]
    [TestCase("op.example.test")]
    [TestCase("")]
    [TestCase(null)]
    public void A159_What_parsers_read_differently_is_refused(string? text) => Refused(text);

    [TestCase("file:///etc/passwd")]
    [TestCase("ftp://op.example.test")]
    [TestCase("gopher://op.example.test")]
    [TestCase("unix:///run/op.sock")]
    [TestCase("javascript:alert(1)")]
    [TestCase("data:application/json,{}")]
    [TestCase("httpss://op.example.test")]
    [TestCase("https+unix://op.example.test")]
    public void A160_Other_schemes_are_refused(string text) => Refused(text);

    [Test]
    public void An_issuer_has_up_to_2048_characters()
    {
        const string start = "https://op.example.test/";

        Assert.That(IssuerUrl.TryParse(start + new string('x', 2048 - start.Length), out _), Is.True);
        Assert.That(IssuerUrl.TryParse(start + new string('x', 2049 - start.Length), out _), Is.False);
    }

    [TestCase("https://op.example.test/")]
    [TestCase("https://OP.example.test")]
    [TestCase("https://op.example.test:443")]
    public void A129_Two_spellings_are_two_issuers(string other) =>
        Assert.That(IssuerUrl.Parse(other), Is.Not.EqualTo(IssuerUrl.Parse("https://op.example.test")));

    private static void Refused(string? text)
    {
        Assert.That(IssuerUrl.TryParse(text, out var issuer), Is.False);
        Assert.That(issuer, Is.Null);
        Assert.That(() => IssuerUrl.Parse(text!), Throws.TypeOf<FormatException>());
    }
}
