using System.Security.Cryptography;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tests.Jose;

namespace OidcRelyingParty.Tests.Settings;

[TestFixture]
internal sealed class ClientPrivateKeyTests
{
    private static readonly TestCaseData<string, string>[] Good =
    [
        Row("PKCS#8 RSA", TestKeys.Rsa.ExportPkcs8PrivateKeyPem(), "RS256"),
        Row("PKCS#1 RSA", TestKeys.Rsa.ExportRSAPrivateKeyPem(), "RS256"),
        Row("PKCS#8 P-256", TestKeys.P256.ExportPkcs8PrivateKeyPem(), "ES256"),
        Row("SEC 1 P-256", TestKeys.P256.ExportECPrivateKeyPem(), "ES256"),
        Row("P-384", TestKeys.P384.ExportPkcs8PrivateKeyPem(), "ES384"),
        Row("P-521", TestKeys.P521.ExportPkcs8PrivateKeyPem(), "ES512"),
        Row("with text around it", "Bag Attributes\n" + TestKeys.P256.ExportPkcs8PrivateKeyPem() + "\nmore text", "ES256"),
    ];

    private static readonly TestCaseData<string>[] Bad =
    [
        Row("no PEM", "not a key but something long that is nevertheless secret"),
        Row("public RSA key", TestKeys.Rsa.ExportSubjectPublicKeyInfoPem()),
        Row("public EC key", TestKeys.P256.ExportSubjectPublicKeyInfoPem()),
        Row("encrypted", TestKeys.P256.ExportEncryptedPkcs8PrivateKeyPem("password", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1))),
        Row("damaged", TestKeys.P256.ExportPkcs8PrivateKeyPem().Replace("BAQ", "CAQ", StringComparison.Ordinal)[..120] + "\n-----END PRIVATE KEY-----"),
        Row("another curve of 256 bits", Pem(ECCurve.CreateFromFriendlyName("secp256k1"))),
        Row("another curve", Pem(ECCurve.NamedCurves.brainpoolP320r1)),
        Row("short RSA key", ShortRsa()),
    ];

    [TestCaseSource(nameof(Good))]
    public void A_private_key_is_read_and_knows_its_algorithm(string pem, string algorithm)
    {
        var key = ClientPrivateKey.FromPem(pem, "kid-1");

        Assert.That((key.SigningAlgorithm, key.KeyId, key.Pem.Reveal()), Is.EqualTo((algorithm, "kid-1", pem)));
    }

    [TestCaseSource(nameof(Bad))]
    public void What_cannot_sign_is_refused_without_repeating_it(string pem)
    {
        var exception = Assert.Throws<FormatException>(() => ClientPrivateKey.FromPem(pem));

        Assert.That(exception.ToString(), Does.Not.Contain(pem[30..50]));
    }

    [Test]
    public void It_shows_nothing()
    {
        var key = ClientPrivateKey.FromPem(TestKeys.P256.ExportPkcs8PrivateKeyPem());

        Assert.That(key.ToString(), Is.EqualTo("[redacted]"));
        Assert.That(key.Pem.ToString(), Is.EqualTo("[redacted]"));
        Assert.That(key.KeyId, Is.Null);
    }

    [Test]
    public void Nothing_is_no_key() => Assert.That(() => ClientPrivateKey.FromPem(""), Throws.ArgumentException);

    private static string Pem(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string ShortRsa()
    {
        using var key = RSA.Create(1024);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static TestCaseData<string, string> Row(string what, string pem, string algorithm) =>
        new TestCaseData<string, string>(pem, algorithm).SetArgDisplayNames(what);

    private static TestCaseData<string> Row(string what, string pem) => new TestCaseData<string>(pem).SetArgDisplayNames(what);
}
